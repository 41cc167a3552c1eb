"""Reading applications, questions and employers' answers."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from courses.admissions.models import Admission, Application, Approval, Question, Turn
from courses.admissions.rules.codes import key_of
from courses.admissions.tokens import read_link
from courses.api import CannotEnrol, Run, open_runs_of, refuse_unless_open


def questions_of(run: Run) -> list[Question]:
    """What applicants are asked, in order."""
    return list(Question.objects.filter(run=run))


def own_application(run: Run, learner: Any) -> Application | None:
    """The learner's application with the employer's answer."""
    rows = Application.objects.select_related("run__course", "learner__user", "approval")
    return rows.filter(run=run, learner_id=learner.pk).first() if learner else None


def applications_to(run: Run, *, state: str = "") -> QuerySet[Application]:
    """Applications that were sent, the longest waiting first. Drafts are nobody's to read but the writer's."""
    rows = Application.objects.filter(run=run).exclude(sent_at=None).exclude(state=Application.State.DRAFT)
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("learner__user", "approval").order_by("sent_at", "pk")


def application_in(run: Run, pk: int) -> Application | None:
    """One sent application to the run, or None."""
    return applications_to(run).select_related("run__course", "decided_by").filter(pk=pk).first()


def counts_of(run: Run) -> dict[str, int]:
    """How many sent applications there are in each state."""
    rows = applications_to(run).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def approval_by_link(link: str) -> tuple[Approval, int] | None:
    """The request that a link names, with the link's serial; None when the link is not ours."""
    found = read_link(link)
    if found is None:
        return None
    rows = Approval.objects.select_related("application__run__course", "application__learner__user")
    approval = rows.filter(pk=found[0]).first()
    return (approval, found[1]) if approval else None


def is_over(approval: Approval, serial: int) -> bool:
    """Whether the link does nothing any more."""
    application = approval.application
    return (
        approval.decided_at is not None
        or approval.serial != serial
        or approval.expires_at <= timezone.now()
        or application.state != Application.State.SENT
    )


def admission_by_code(text: str) -> Admission | None:
    """The way in that a typed code opens, whether it is still valid or not; None for no such code."""
    key = key_of(text)
    return Admission.objects.select_related("run__course").filter(code_key=key).first() if key else None


def undecided_in(run: Run) -> int:
    """How many applications to the run wait for a decision."""
    return Application.objects.filter(run=run, state=Application.State.SENT).count()


def next_run_after(run: Run) -> Run | None:
    """The training's next run that takes people now or will, by whichever way."""
    for other in open_runs_of(run.course.key):
        if other.pk != run.pk and not _is_shut(other):
            return other
    return None


def _is_shut(run: Run) -> bool:
    """Whether nobody gets in any more."""
    try:
        refuse_unless_open(run, invited=True)
    except CannotEnrol:
        return True
    return run.enrolment_closes is not None and run.enrolment_closes <= timezone.now()


def waiting_in(run: Run) -> int:
    """How many applications to the run wait for a decision, and how many people queue; one statement."""
    sent = Application.objects.filter(run=run, state=Application.State.SENT).values("pk")
    queued = Turn.objects.filter(run=run, ended_at=None).values("pk")
    return sent.union(queued, all=True).count()
