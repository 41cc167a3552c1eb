"""Staff take somebody out of a run, move them to another, or take them back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment, Progress, Run, RunItem
from courses.services.enrolment import CannotEnrol, cancel_enrolment, enrol_learner
from courses.services.invited import ENROLLED
from courses.services.progress import settle_enrolment
from lms.jobs.api import Fact, Kind, Pace, declare, notify

COURSE = Fact(_("name of the training"), _("Training for work ability coordinators"))
RUN = Fact(_("name of the run"), _("Spring 2027"))

TAKEN_OUT = declare(
    Kind(
        slug="courses.taken-out",
        label=_("Taken out of a run"),
        subject=_("Your place in a training has ended"),
        body=(
            _("Your place in the training %(course)s has ended, and you need do nothing."),
            "%(run)s",
            _(
                "What you have done is kept. The link opens the page of the run, which tells why. If this surprises"
                " you, write to your trainer or the organiser."
            ),
        ),
        facts={"course": COURSE, "run": RUN},
        button=_("See why"),
        pace=Pace.AT_ONCE,
    )
)
MOVED = declare(
    Kind(
        slug="courses.moved",
        label=_("Moved to another run"),
        subject=_("You go on in another run of your training"),
        body=(
            _("You have been moved to another run of the training %(course)s, and you have a place there."),
            "%(run)s",
            _("The steps that you have done are done there too. The link opens the training."),
        ),
        facts={"course": COURSE, "run": RUN},
        button=_("See the training"),
        pace=Pace.AT_ONCE,
    )
)


@transaction.atomic
def take_out(*, enrolment: Enrolment, reason: str, actor: Any) -> bool:
    """Take somebody out of a run, with a reason that they can read, and tell them. The place goes to the queue; what
    was done stays. Whether there was somebody to take out. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("taking somebody out needs a reason")
    left = cancel_enrolment(enrolment=enrolment, reason=reason.strip()[:500], actor=actor)
    if left:
        _tell(TAKEN_OUT, left, page="courses:enrol", moment=left.left_at)
    return left is not None


@transaction.atomic
def move_enrolment(*, enrolment: Enrolment, to: Run, reason: str, actor: Any) -> Enrolment | None:
    """Move somebody to another run of the same course, where what they have done is done too; they are told. Answers,
    attendance and messages stay with the run they were given in. None when they are not in the run any more. Raises
    ``CannotEnrol`` when the other run has no place, and ValueError for a run of another course."""
    if to.course_id != enrolment.run.course_id or to.pk == enrolment.run_id:
        raise ValueError("one moves between runs of one course")
    both = sorted((to.pk, enrolment.run_id))
    runs = {run.pk: run for run in Run.objects.select_for_update().filter(pk__in=both).order_by("pk")}
    old = Enrolment.objects.lock(enrolment.pk)
    if old.status != Enrolment.Status.ACTIVE:
        return None
    if Enrolment.objects.active().filter(run=to, learner=old.learner).exists():
        raise CannotEnrol(_("The person is already in that run."))
    way = Enrolment.Way.MOVED
    new = enrol_learner(run=runs[to.pk], learner=old.learner, actor=actor, invited=True, way=way)
    _bring_along(old, to=new)
    cancel_enrolment(enrolment=old, reason=reason.strip()[:500], actor=actor)
    settle_enrolment(enrolment=Enrolment.objects.lock(new.pk), actor=actor)
    _tell(MOVED, new, page="dashboard:course", moment=timezone.now())
    return new


def _bring_along(old: Enrolment, *, to: Enrolment) -> None:
    """The steps done in the earlier run, as far as the new one has them and they are not done there."""
    asked = RunItem.objects.filter(run=to.run_id).values("activity")
    done = old.progress.filter(activity__in=asked).exclude(activity__in=to.progress.values("activity"))
    with override(to.run.language):
        where = gettext("Done in the run %(run)s") % {"run": old.run.name}
    by_hand = Progress.Evidence.BY_HAND
    Progress.objects.bulk_create(
        Progress(
            enrolment=to,
            activity_id=one.activity_id,
            publication_id=one.publication_id,
            completed_at=one.completed_at,
            evidence_kind=by_hand,
            reason=one.reason or where,
        )
        for one in done
    )


@transaction.atomic
def take_back(*, enrolment: Enrolment, actor: Any) -> Enrolment:
    """Give somebody who has left a place again, and tell them; they go on from where they were. Raises
    ``CannotEnrol``."""
    was_out = enrolment.status == Enrolment.Status.CANCELLED
    back = enrol_learner(run=enrolment.run, learner=enrolment.learner, actor=actor, invited=True)
    if was_out:
        _tell(ENROLLED, back, page="dashboard:course", moment=timezone.now())
    return back


def _tell(kind: Kind, enrolment: Enrolment, *, page: str, moment: Any) -> None:
    user, run = enrolment.learner.user, enrolment.run
    if user:
        facts = {"course": run.course.title_in(user.language), "run": run.name}
        key = f"{kind.slug}:{enrolment.pk}:{int(moment.timestamp())}"
        notify(kind, key=key, to=user, facts=facts, link=[page, run.code])
