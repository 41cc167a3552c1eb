"""A statement that is worked out once.

Building SQL out of a queryset costs more than the database takes to answer it: a run's outline took 1.2 ms to
compile and 0.2 ms to run. A ``Prepared`` query is an ordinary queryset, written once with markers in the place of
its values, compiled at its first use and afterwards only given other values.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Compiled:
    """The SQL, which parameter each value fills, and how the columns become Python's values."""

    sql: str
    params: tuple[Any, ...]
    places: dict[int, int]
    converters: dict[int, tuple[Sequence[Callable], Any]]

    def filled(self, values: Sequence[int | str]) -> list[Any]:
        """The parameters for ``values``."""
        return [values[self.places[place]] if place in self.places else kept for place, kept in enumerate(self.params)]


class Prepared:
    """``Prepared(build, 7, "fi")``: ``build`` takes as many values and returns a ``values_list`` queryset.

    The markers stand for the values while it is compiled, so each has to be unlike everything else in the query, of
    the kind (whole number or text) of what it stands for, and such that its column could hold it.

    The rows of the tables of ``locks`` are locked until the transaction ends, as ``select_for_update`` does; Django's
    own would lock every table that is read beside, as it does not take ``of`` for a list of values.
    """

    def __init__(self, build: Callable[..., QuerySet], *markers: int | str, locks: Sequence[type[Model]] = ()) -> None:
        self._build, self._markers, self._locks = build, markers, locks
        self._known: dict[str, Compiled] = {}

    def rows(self, *values: int | str) -> list[tuple[Any, ...]]:
        """The answer for ``values``; one statement. No row has a number that a column cannot hold."""
        if any(isinstance(value, int) and not -LARGEST <= value <= LARGEST for value in values):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        known = self.known(connection)
        with cursor_of(connection) as cursor:
            cursor.execute(known.sql, known.filled(values))
            found = cursor.fetchall()
        return [converted(row, known, connection) for row in found] if known.converters else found

    def known(self, connection: Any) -> Compiled:
        """The statement for the database of ``connection``."""
        known = self._known.get(connection.vendor)
        if known is None:
            known = self._known[connection.vendor] = self._compile(connection.alias)
        return known

    def _compile(self, alias: str) -> Compiled:
        compiler = self._build(*self._markers).query.get_compiler(using=alias)
        sql, params = compiler.as_sql()
        places = {place: self._markers.index(value) for place, value in enumerate(params) if value in self._markers}
        if set(places.values()) != set(range(len(self._markers))):
            raise ValueError("a marker got lost: it is not of the kind of the value it stands for")
        columns = [expression for expression, _sql, _alias in compiler.select]
        connection = connections[alias]
        if self._locks and connection.features.has_select_for_update:
            sql += f" FOR UPDATE OF {', '.join(connection.ops.quote_name(one._meta.db_table) for one in self._locks)}"
        return Compiled(sql, tuple(params), places, compiler.get_converters(columns))


def cursor_of(connection: Any) -> Any:
    """The lightest cursor that the database has (see ``lms.records.postgres``)."""
    return getattr(connection, "light_cursor", connection.cursor)()


def converted(row: Sequence[Any], known: Compiled, connection: Any) -> tuple[Any, ...]:
    """The row with dates, keys and the like as Python has them."""
    cells = list(row)
    for place, (converters, expression) in known.converters.items():
        for convert in converters:
            cells[place] = convert(cells[place], expression, connection)
    return tuple(cells)


class PreparedObjects:
    """The same for whole objects: ``PreparedObjects(build, "run", -1, related=("run__course",))``.

    ``build`` returns a queryset of objects; ``related`` are paths as ``select_related`` takes them (a missing object
    is None). Columns named by ``leave`` stay in the database until somebody asks for them; so does what ``only``
    does not name of the objects that it speaks of. ``extra`` names annotations of the queryset to be read too, and
    ``locks`` the models whose rows are locked.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet],
        *markers: int | str,
        related: Sequence[str] = (),
        leave: Sequence[str] = (),
        only: Sequence[str] = (),
        extra: Sequence[str] = (),
        locks: Sequence[type[Model]] = (),
    ) -> None:
        self._build, self._related, self._leave, self._only = build, related, leave, only
        self._extra = extra
        self._parts: list[Part] = []
        self._prepared = Prepared(self._columns, *markers, locks=locks)

    def all(self, *values: int | str) -> list[Any]:
        """The objects for ``values``; one statement."""
        rows = self._prepared.rows(*values)
        return [self._object(row) for row in rows]

    def first(self, *values: int | str) -> Any | None:
        """The first of them, or None. The queryset is not cut short: for lookups that find one row or none."""
        rows = self._prepared.rows(*values)
        return self._object(rows[0]) if rows else None

    def _columns(self, *values: int | str) -> QuerySet:
        queryset = self._build(*values)
        if not self._parts:
            self._parts = list(parts_of(queryset.model, self._related, self._leave, self._only))
        return queryset.values_list(
            *(f"{part.prefix}{name}" for part in self._parts for name in part.names), *self._extra
        )

    def _object(self, row: Sequence[Any]) -> Any:
        made: dict[str, Any] = {}
        at = 0
        for part in self._parts:
            values, at = row[at : at + part.width], at + part.width
            made[part.path] = one = None if values[part.key] is None else part.make(values)
            if part.path and (parent := made[part.parent]) is not None:
                part.link(parent, one)
        for name, value in zip(self._extra, row[at:], strict=True):
            setattr(made[""], name, value)
        return made[""]


class Part:
    """One object of a row: where it hangs, and which of its columns were read."""

    def __init__(self, path: str, model: type[Model], names: list[str], relation: Any = None) -> None:
        self.path, self.parent = path, path.rpartition("__")[0]
        self.prefix = f"{path}__" if path else ""
        self.names, self.width, self.key = names, len(names), names.index(model._meta.pk.attname)
        self.make = maker_of(model, names)
        self.relation = relation

    def link(self, parent: Model, child: Model | None) -> None:
        """Remember ``child`` (or that there is none) as what ``parent`` leads to."""
        self.relation.set_cached_value(parent, child)
        if child is not None and self.relation.one_to_one:
            self.relation.remote_field.set_cached_value(child, parent)


def maker_of(model: type[Model], names: list[str]) -> Callable[[Sequence[Any]], Model]:
    """How an object is made of the columns ``names``.

    Django asks for every column of the model whether it is here, sets it as if somebody changed it and sends two
    signals, which costs more than the database does. Where nothing of that can be noticed the columns go straight in.
    """
    if not is_plain(model, names):
        return lambda values: model.from_db(DEFAULT_DB_ALIAS, names, values)

    def make(values: Sequence[Any]) -> Model:
        made = model.__new__(model)
        made._state = state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        made.__dict__.update(zip(names, values, strict=True))
        return made

    return make


def is_plain(model: type[Model], names: list[str]) -> bool:
    """Whether an object of ``model`` is no more than its columns: nothing of its own happens when one is made, nobody
    listens to that, and ``names`` are stored as they are."""
    return (
        model.__init__ is Model.__init__
        and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
        and not pre_init.has_listeners(model)
        and not post_init.has_listeners(model)
        and all(type(getattr(model, name)) in (DeferredAttribute, ForeignKeyDeferredAttribute) for name in names)
    )


def parts_of(model: type[Model], related: Sequence[str], leave: Sequence[str], only: Sequence[str]) -> Iterator[Part]:
    """The objects of a row, each after the one it hangs from."""
    steps = [path.split("__") for path in related]
    paths = {"__".join(names[:depth]) for names in steps for depth in range(1, len(names) + 1)}
    models, relations = {"": model}, {}
    for path in sorted(paths, key=lambda path: path.count("__")):
        parent, _, name = path.rpartition("__")
        relations[path] = models[parent]._meta.get_field(name)
        models[path] = relations[path].related_model
    spoken_of = {name.rpartition("__")[0] for name in only}
    needed = {*only, *(f"{path}_id" for path in relations)}
    for path, kind in models.items():
        prefix = f"{path}__" if path else ""
        names = [
            field.attname
            for field in kind._meta.concrete_fields
            if field.primary_key
            or (
                f"{prefix}{field.attname}" not in leave
                and (path not in spoken_of or f"{prefix}{field.attname}" in needed)
            )
        ]
        yield Part(path, kind, names, relations.get(path))


class PreparedUpdate:
    """``PreparedUpdate(Response, "answer", "seq")``: ``save(update_fields=…)`` without working out its SQL anew.

    For rows that are saved many times a minute; no signals are sent.
    """

    def __init__(self, model: type[Model], *names: str) -> None:
        self._model, self._names = model, names
        self._known: dict[str, tuple[str, str, str]] = {}

    def write(self, changed: Model) -> None:
        """Store the named fields of ``changed``; one statement."""
        table, key, columns = self._sql()
        with cursor_of(connections[DEFAULT_DB_ALIAS]) as cursor:
            cursor.execute(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*self._values(changed), changed.pk])  # noqa: S608 -- names of our own model only

    def write_if(self, changed: Model, held: Prepared, *values: int | str) -> bool:
        """The same, if ``held`` still finds the row for ``values``; says whether it did. ``held`` tells the row's key
        as ``values_list("pk")`` and locks it with all that it rests on, so whoever is changing any of that is waited
        for and seen. One statement and nothing around it: outside a transaction it is committed when this returns."""
        connection = connections[DEFAULT_DB_ALIAS]
        known = held.known(connection)
        table, key, columns = self._sql()
        with cursor_of(connection) as cursor:
            cursor.execute(
                f"WITH held AS ({known.sql}) UPDATE {table} SET {columns} FROM held WHERE {key} = held.pk",  # noqa: S608 -- as above
                [*known.filled(values), *self._values(changed)],
            )
            return cursor.rowcount == 1

    def write_all(self, changed: Sequence[Model]) -> None:
        """The same for many of them, each with values of its own; one statement. ``bulk_update`` puts a case for every
        row into its SQL, which took a third of the time of sending a quiz."""
        if not changed:
            return
        connection = connections[DEFAULT_DB_ALIAS]
        fields = [self._model._meta.pk, *self._fields]
        # Both call the columns of VALUES column1, column2 …; PostgreSQL learns their kinds from the first row.
        is_told = connection.vendor == "postgresql"
        kinds = ", ".join(f"CAST(%s AS {field.cast_db_type(connection)})" if is_told else "%s" for field in fields)
        others = f", ({', '.join('%s' for field in fields)})" * (len(changed) - 1)
        quote = connection.ops.quote_name
        columns = ", ".join(f"{quote(field.column)} = new.column{place}" for place, field in enumerate(fields[1:], 2))
        table, key, _columns = self._sql()
        with cursor_of(connection) as cursor:
            cursor.execute(
                f"UPDATE {table} SET {columns} FROM (VALUES ({kinds}){others}) AS new WHERE {key} = new.column1",  # noqa: S608 -- as above
                [value for one in changed for value in (one.pk, *self._values(one))],
            )

    @cached_property
    def _fields(self) -> list[Any]:
        return [self._model._meta.get_field(name) for name in self._names]

    def _sql(self) -> tuple[str, str, str]:
        """The table, its key, and what is set."""
        connection = connections[DEFAULT_DB_ALIAS]
        if connection.vendor not in self._known:
            quote, meta = connection.ops.quote_name, self._model._meta
            columns = ", ".join(f"{quote(field.column)} = %s" for field in self._fields)
            table = quote(meta.db_table)
            self._known[connection.vendor] = (table, f"{table}.{quote(meta.pk.column)}", columns)
        return self._known[connection.vendor]

    def _values(self, changed: Model) -> list[Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        return [field.get_db_prep_save(getattr(changed, field.attname), connection) for field in self._fields]
