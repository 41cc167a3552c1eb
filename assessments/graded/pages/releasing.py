"""What the page of giving shows, worked out before the template. No queries of its own here."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.graded.models import PlannedRelease, Response, Submission
from assessments.graded.pages.naming import answers_name_shown, name_shown
from assessments.graded.templatetags.points import points


@dataclass(frozen=True)
class ReleaseRow:
    """One feedback that is ready."""

    value: str
    name: str
    run: str
    title: str
    verdict: str
    url: str
    plan: PlannedRelease | None


def release_rows(submissions: list[Submission], answers: list[Response]) -> list[ReleaseRow]:
    """Assignments first, then answers."""
    rows = [
        ReleaseRow(
            value=f"s{one.pk}",
            name=name_shown(one),
            run=one.work.enrolment.run.name,
            title=one.work.activity.title,
            verdict=one.review.get_decision_display(),
            url=reverse("marking:mark", args=[one.pk]),
            plan=one.review.planned,
        )
        for one in submissions
    ]
    return rows + [
        ReleaseRow(
            value=f"a{one.pk}",
            name=answers_name_shown(one),
            run=one.attempt.enrolment.run.name,
            title=one.attempt.activity.title,
            verdict=f"{points(one.mark.points)} / {points(one.full_points)}",
            url=reverse("marking:answer", args=[one.pk]),
            plan=one.mark.planned,
        )
        for one in answers
    ]


def plans_in(rows: list[ReleaseRow]) -> list[tuple[PlannedRelease, int]]:
    """(release at a set time, how many of the rows are in it), the next one first."""
    plans = {row.plan.pk: row.plan for row in rows if row.plan}
    counts = {pk: sum(1 for row in rows if row.plan and row.plan.pk == pk) for pk in plans}
    return [(plan, counts[plan.pk]) for plan in sorted(plans.values(), key=lambda one: (one.at, one.pk))]
