"""A statement that is compiled once answers as its queryset does, for every value."""

import datetime
import uuid

import pytest
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.signals import post_init
from django.utils import timezone

from courses.api import Run, RunItem
from lms.records.prepared import Prepared, PreparedObjects, PreparedUpdate
from tests.factories import make_run

pytestmark = pytest.mark.django_db


def items(run_id, slug):
    rows = RunItem.objects.filter(run_id=run_id).exclude(activity__slug=slug).order_by("position")
    return rows.values_list("activity__key", "activity__slug", "required", "opens_at", "run__rule")


def test_it_answers_as_the_queryset_for_every_value():
    prepared = Prepared(items, -1, "marker")
    for run in (make_run(lessons=3), make_run(lessons=2)):
        RunItem.objects.filter(run=run, position=0).update(opens_at=timezone.now())
        for slug in ("lesson-1", "lesson-2", "%s", "' OR 1=1 --"):
            assert prepared.rows(run.pk, slug) == list(items(run.pk, slug))


def test_columns_are_what_the_fields_say():
    run = make_run(lessons=1)
    RunItem.objects.filter(run=run).update(opens_at=timezone.now())
    key, slug, required, opens_at, rule = Prepared(items, -1, "marker").rows(run.pk, "")[0]
    assert (type(key), slug, required, type(opens_at), rule) == (uuid.UUID, "lesson-1", True, datetime.datetime, {})


def test_each_time_it_is_one_statement(statements):
    run, prepared = make_run(), Prepared(items, -1, "marker")
    for _time in range(2):
        with statements(1):
            prepared.rows(run.pk, "")


def test_a_marker_that_is_lost_is_refused():
    prepared = Prepared(lambda pk: Run.objects.filter(pk=pk).values_list("code"), "-1")
    with pytest.raises(ValueError, match="marker"):
        prepared.rows(1)


def test_an_annotation_that_is_asked_for_comes_along_as_what_it_is():
    with_item, without = make_run(lessons=1), make_run(lessons=1)
    RunItem.objects.filter(run=without).delete()

    def rows(code: str) -> QuerySet:
        return Run.objects.filter(code=code).annotate(has=Exists(RunItem.objects.filter(run=OuterRef("pk"))))

    prepared = PreparedObjects(rows, "code", related=("course",), extra=("has",))
    assert [prepared.first(one.code).has for one in (with_item, without)] == [True, False]
    assert prepared.first(without.code).course == without.course


def whole(run_id: int) -> QuerySet:
    return RunItem.objects.filter(run_id=run_id)


def test_an_object_is_what_the_queryset_gives_and_can_be_changed(statements):
    run = make_run(lessons=1)
    found = PreparedObjects(whole, -1, related=("run__course",), leave=("run__course__outline",)).first(run.pk)
    plain = RunItem.objects.select_related("run__course").get()
    for one, other in ((found, plain), (found.run, plain.run)):
        columns = [field.attname for field in one._meta.concrete_fields]
        assert [getattr(one, name) for name in columns] == [getattr(other, name) for name in columns]
    with statements(1):  # what was left in the database is asked for when it is needed
        assert found.run.course.outline == plain.run.course.outline
    found.required = not plain.required
    found.save()
    assert RunItem.objects.get().required is not plain.required


def test_a_model_that_listens_to_its_making_is_made_as_django_makes_it():
    heard = []

    def hear(**told) -> None:
        heard.append(told["instance"].pk)

    run = make_run(lessons=1)
    post_init.connect(hear, sender=RunItem)
    try:
        item = PreparedObjects(whole, -1).first(run.pk)
    finally:
        post_init.disconnect(hear, sender=RunItem)
    assert heard == [item.pk]


@pytest.mark.parametrize("first", [0, 2])
def test_many_rows_get_values_of_their_own_in_one_statement(statements, first):
    run, other = make_run(lessons=3), make_run(lessons=1)
    rows = list(RunItem.objects.filter(run=run).order_by("position"))
    at = timezone.now()
    for number, row in enumerate(rows):
        row.required, row.opens_at, row.position = number == 1, None if number == first else at, 10 + number
    with statements(1):
        PreparedUpdate(RunItem, "required", "opens_at", "position").write_all(rows)
    stored = RunItem.objects.filter(run=run).order_by("position").values_list("required", "opens_at", "position")
    assert list(stored) == [(row.required, row.opens_at, row.position) for row in rows]
    assert RunItem.objects.get(run=other).position == 0


def test_no_rows_are_no_statement(statements):
    with statements(0):
        PreparedUpdate(RunItem, "required").write_all([])
