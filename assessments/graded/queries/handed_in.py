"""What a participant has handed in, for the trainers of the run."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from assessments.graded.models import Submission
from assessments.graded.queries.marking import with_names
from courses.api import Enrolment


def newest_handed_in(enrolment: Enrolment) -> dict[int, Submission]:
    """By activity the newest version that waits or has been marked, with what ``pages.naming`` asks and ``marked_as``,
    the id under which trainers mark it (a group's is marked once). One statement."""
    rows = with_names(Submission.objects.filter(work__enrolment=enrolment)).exclude(state=Submission.State.WITHDRAWN)
    here = Submission.objects.exclude(work__enrolment__status=Enrolment.Status.CANCELLED)
    of_group = here.filter(shared=OuterRef("shared")).order_by("pk").values("pk")[:1]
    rows = rows.annotate(marked_as=Coalesce(Subquery(of_group), "pk"))
    rows = rows.select_related("version", "work__marking", "review").defer("text", "review__comment", "review__note")
    return {one.work.activity_id: one for one in rows.order_by("number")}
