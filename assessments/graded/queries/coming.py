"""What somebody has to do and by when, as rows that my page joins with what it asks besides: one statement for all."""

from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf

from assessments.graded.models import Accommodation, AssignmentVersion, Attempt, Milestone, Work
from assessments.graded.queries.terms import EVERYBODY
from courses.api import Activity, Enrolment, Progress, RunItem

#: Instead of the kind of the step: a work that its trainer has returned to be completed.
RETURNED = "returned"


def steps_with_dates(user_id: int) -> list[QuerySet]:
    """Steps of the account's trainings that are not done and wait for nobody else, and stages of its projects: the
    activity's kind (or ``RETURNED``), slug, code of the run, title, titles of the training, when it is due (a test:
    when it closes), and in how many days from the run's first where there is no date of its own."""
    return [_items(user_id), _stages(user_id)]


def _items(user_id: int) -> QuerySet:
    rows = RunItem.objects.annotate(mine=FilteredRelation("run__enrolments"))
    rows = rows.filter(_is_told("rule"), **_going_on(user_id))
    rows = rows.annotate(person=F("mine__pk"), own_group=F("mine__group"))
    rows = _with_work(rows, "activity")
    sent = Attempt.objects.filter(enrolment=OuterRef("person"), activity=OuterRef("activity"))
    rows = rows.filter(~Exists(sent.filter(state=Attempt.State.SUBMITTED, passed=None)))
    at = Case(
        When(activity__kind=Activity.Kind.QUIZ, then=Coalesce(_own_closing(), "closes_at", "due_at")),
        default=Coalesce(_of_work("extended_until", "activity"), "due_at"),
        output_field=DateTimeField(),
    )
    return rows.annotate(at=at).values_list(
        _kind("activity__kind"),
        "activity__slug",
        "run__code",
        "activity__title",
        "run__course__titles",
        "at",
        _due_days("activity__key"),
    )


def _stages(user_id: int) -> QuerySet:
    rows = Milestone.objects.annotate(item=FilteredRelation("project__run_items"))
    rows = rows.annotate(mine=FilteredRelation("item__run__enrolments"))
    rows = rows.filter(_is_told("item__rule"), **_going_on(user_id, "item__")).annotate(person=F("mine__pk"))
    rows = _with_work(rows, "activity")
    return rows.annotate(at=_of_work("extended_until", "activity")).values_list(
        _kind("activity__kind"),
        "activity__slug",
        "item__run__code",
        "activity__title",
        "item__run__course__titles",
        "at",
        _due_days("activity__key"),
    )


def _going_on(user_id: int, item: str = "") -> dict[str, Any]:
    return {
        "mine__learner__user_id": user_id,
        "mine__status": Enrolment.Status.ACTIVE,
        f"{item}run__closed_at": None,
    }


def _is_told(rule: str) -> Q:
    """That a step is not one of which nobody is to know before it opens."""
    return Q(**{f"{rule}__hidden__isnull": True}) | Q(**{f"{rule}__hidden": False})


def _of_work(column: str, activity: str) -> Subquery:
    return Subquery(Work.objects.filter(enrolment=OuterRef("person"), activity=OuterRef(activity)).values(column)[:1])


def _with_work(rows: QuerySet, activity: str) -> QuerySet:
    """Those that are not done and that no trainer has to look at now."""
    done = Progress.objects.filter(enrolment=OuterRef("person"), activity=OuterRef(activity))
    rows = rows.annotate(work=_of_work("state", activity)).filter(~Exists(done))
    return rows.filter(Q(work=None) | Q(work__in=[Work.State.DRAFT, Work.State.RETURNED]))


def _kind(column: str) -> Case:
    returned = When(work=Work.State.RETURNED, then=Value(RETURNED))
    return Case(returned, default=F(column), output_field=CharField())


def _own_closing() -> Subquery:
    """When the test closes for this person, by what was arranged: the arrangement that is closest to the person and
    the test (``rules.terms``)."""
    granted = Accommodation.objects.filter(
        EVERYBODY | Q(enrolment=OuterRef("person")) | Q(group=OuterRef("own_group")),
        Q(activity=None) | Q(activity=OuterRef("activity")),
        run=OuterRef("run"),
        closes_at__isnull=False,
    )
    closest = (F(name).desc(nulls_last=True) for name in ("enrolment", "group", "activity"))
    return Subquery(granted.order_by(*closest).values("closes_at")[:1])


def _due_days(key: str) -> Subquery:
    newest = AssignmentVersion.objects.filter(assignment__key=OuterRef(key)).order_by("-number")
    days = Cast(NullIf(KeyTextTransform("due_days", "settings"), Value("null")), IntegerField())
    return Subquery(newest.values(days=days)[:1], output_field=IntegerField())
