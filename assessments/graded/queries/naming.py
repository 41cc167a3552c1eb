"""In which assignments of a run names are hidden while they are marked."""

from dataclasses import dataclass

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import AssignmentVersion, Review, RunMarking
from courses.api import Run, RunItem


@dataclass(frozen=True)
class HidingPlace:
    """One assignment of a run."""

    activity_id: int
    slug: str
    title: str
    hides_names: bool
    #: Somebody has begun to mark it: nothing is changed any more.
    is_begun: bool


def hiding_in(run: Run) -> list[HidingPlace]:
    """Every assignment of the run in order; four queries."""
    items = RunItem.objects.filter(run=run, activity__kind="assignment").select_related("activity")
    items = list(items.order_by("section__position", "position"))
    keys = [item.activity.key for item in items]
    versions = AssignmentVersion.objects.filter(assignment__key__in=keys).order_by("number")
    settings = {
        key: AssignmentSettings.restored(one) for key, one in versions.values_list("assignment__key", "settings")
    }
    own = dict(RunMarking.objects.filter(run=run).values_list("activity_id", "hides_names"))
    begun = Review.objects.filter(submission__work__enrolment__run=run).order_by()
    marked = set(begun.values_list("submission__work__activity_id", flat=True).distinct())
    return [
        HidingPlace(
            activity_id=item.activity_id,
            slug=item.activity.slug,
            title=settings[item.activity.key].title_in(run.language) or item.activity.title,
            hides_names=own.get(item.activity_id, settings[item.activity.key].hides_names),
            is_begun=item.activity_id in marked,
        )
        for item in items
        if item.activity.key in settings
    ]
