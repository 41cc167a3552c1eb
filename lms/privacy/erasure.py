"""Erasing a person: every row, child first; a tombstone stays only where an award has to stay verifiable."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from lms.accounts.api import Learner, User, end_sessions
from lms.privacy.declarations import Declaration, personal_declarations
from lms.privacy.export import rows_for_export
from lms.records.audit import log_fact


class CannotErase(Exception):
    """Something that is not the person's own still points to their account, for example work done as staff."""


@transaction.atomic
def erase_learner(*, learner: Learner, actor: Any = None) -> None:
    """Delete what declares ``delete``, keep what declares ``keep``, and of what declares ``tombstone`` keep the
    awards and what they stand on. Nothing is erased when anything cannot be."""
    learner = Learner.objects.select_for_update(of=("self",)).select_related("user").get(pk=learner.pk)
    user, key = learner.user, learner.key
    if user is not None:
        end_sessions(user)
    log_fact("learner.erased", subject=learner, actor=actor, learner_key=key)
    try:
        _erase_records(learner)
        if user is not None:
            User.objects.filter(pk=user.pk).delete()
    except ProtectedError as error:
        raise CannotErase(", ".join(sorted({row._meta.label for row in error.protected_objects}))) from error


def what_stays(learner: Learner) -> list[str]:
    """What erasing would leave, in the words of the declarations, for the page that asks."""
    held = personal_declarations()
    survivors = _survivors(held, learner)
    stays = [
        declaration.privacy.about
        for declaration in held
        if survivors.get(declaration.model) and declaration.model is not Learner
    ]
    kept = [declaration for declaration in held if declaration.privacy.erase == "keep"]
    return stays + [declaration.privacy.about for declaration in kept if rows_for_export(declaration, learner)]


def _erase_records(learner: Learner) -> None:
    held = personal_declarations()
    survivors = _survivors(held, learner)
    for declaration in child_first(held):
        if declaration.privacy.erase == "keep" or declaration.model is User:
            continue
        rows = declaration.rows_of(learner).exclude(pk__in=survivors.get(declaration.model, set()))
        _delete_with_files(rows)
    # An emptied learner is all that is left of a person with awards; without awards the row is gone already.
    Learner.objects.filter(pk=learner.pk).update(user=None, nickname="", language="fi")


def _survivors(held: list[Declaration], learner: Learner) -> dict[type[models.Model], set]:
    """The keys of the tombstones. A tombstone model on which no other one stands (the award) keeps all its rows;
    below it stays only what a kept row points to."""
    tombstones = [declaration for declaration in child_first(held) if declaration.privacy.erase == "tombstone"]
    kept: dict[type[models.Model], set] = {}
    for declaration in tombstones:
        above = [
            (other.model, field)
            for other in tombstones
            for field in links_between(other.model, declaration.model)
            if other.model is not declaration.model
        ]
        if not above:
            kept[declaration.model] = set(declaration.rows_of(learner).values_list("pk", flat=True))
            continue
        kept[declaration.model] = {
            pk
            for model, field in above
            for pk in model._base_manager.filter(pk__in=kept[model]).values_list(field.attname, flat=True)
        }
    return kept


def child_first(held: Iterable[Declaration]) -> list[Declaration]:
    """Ordered so that whatever points to a model comes before it."""
    waiting = list(held)
    ordered: list[Declaration] = []
    while waiting:
        free = [
            declaration
            for declaration in waiting
            if not any(other is not declaration and links_between(other.model, declaration.model) for other in waiting)
        ]
        ordered += free or waiting[:1]  # a circle is broken where it was declared first
        waiting = [declaration for declaration in waiting if declaration not in ordered]
    return ordered


def links_between(model: type[models.Model], target: type[models.Model]) -> list[models.Field]:
    """The foreign keys from ``model`` to ``target``."""
    return [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is target]


def _delete_with_files(rows: models.QuerySet) -> None:
    """Delete rows, and their files once the transaction holds."""
    files = [field for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)]
    for field in files:
        for name in rows.exclude(**{field.name: ""}).values_list(field.name, flat=True):
            transaction.on_commit(lambda storage=field.storage, name=name: storage.delete(name))
    rows.delete()
