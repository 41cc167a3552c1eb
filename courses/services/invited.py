"""What a trainer's list says beyond an address: the group somebody goes into, and people who are known already."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.invitation_list import Invited
from courses.models import Enrolment, Group, Invitation, Run
from courses.queries_invitations import Verdict, plan_invitations
from courses.services.enrolment import enrol_learners, refuse_unless_open
from courses.types import type_policy
from lms.jobs.api import Fact, Kind, Pace, Telling, declare, notify_many

ENROLLED = declare(
    Kind(
        slug="courses.enrolled",
        label=_("Enrolled by a trainer"),
        subject=_("You have been enrolled in a training"),
        body=(
            _("A trainer whose training you have been in has enrolled you in the training %(course)s."),
            "%(run)s",
            _("It is on your page. If you do not want to take part, you can leave the training there."),
        ),
        facts={
            "course": Fact(_("name of the training"), _("Training for work ability coordinators")),
            "run": Fact(_("name of the run"), _("Spring 2027")),
        },
        button=_("See the training"),
        pace=Pace.AT_ONCE,
    )
)


@transaction.atomic
def enrol_known(*, run: Run, people: Sequence[Invited], actor: Any) -> int:
    """Enrol those of the list whom ``actor`` has had in a training, so that nobody gets a second account; they are
    told. Everybody, or nobody when there are too few places. Returns how many. Raises ``CannotEnrol``."""
    refuse_unless_open(run, invited=True)
    Run.objects.select_for_update().get(pk=run.pk)
    lines = [line for line in plan_invitations(run, people, actor=actor) if line.verdict == Verdict.KNOWN]
    learners = {line.learner.pk: line.learner for line in lines}
    if not learners:
        return 0
    made = enrol_learners(run=run, learners=list(learners.values()), actor=actor, invited=True)
    groups = {line.learner.pk: line.person.group for line in lines}
    put_into_groups(run=run, names={enrolment: groups[enrolment.learner_id] for enrolment in made})
    notify_many(ENROLLED, [_telling(enrolment, learners[enrolment.learner_id].user, run) for enrolment in made])
    return len(made)


def _telling(enrolment: Enrolment, user: Any, run: Run) -> Telling:
    facts = {"course": run.course.title_in(user.language), "run": run.name}
    return Telling(key=f"enrolled:{enrolment.pk}", to=user, facts=facts, link=["dashboard:course", run.code])


def join_invited_group(*, enrolment: Enrolment, run: Run) -> None:
    """Who was invited into a group and had to queue for a place comes into that group with the place. The caller
    holds the lock of the run."""
    used = Invitation.objects.filter(run=run, learner_id=enrolment.learner_id).exclude(group="")
    if name := used.values_list("group", flat=True).first():
        put_into_groups(run=run, names={enrolment: name})


def put_into_groups(*, run: Run, names: Mapping[Enrolment, str]) -> None:
    """Each into the run's group of this name, which is made when it is missing; nothing without a name, for who is in
    a group, and for a type of training without groups. The caller holds the lock of the run."""
    wanted = {one: name for one, name in names.items() if name and not one.group_id}
    if not wanted or not type_policy(run.course.type).has_groups:
        return
    groups = {group.name.casefold(): group for group in Group.objects.filter(run=run)}
    missing = {name.casefold(): name for name in wanted.values() if name.casefold() not in groups}
    made = Group.objects.bulk_create(Group(run=run, name=name) for name in missing.values())
    groups |= {group.name.casefold(): group for group in made}
    for enrolment, name in wanted.items():
        enrolment.group = groups[name.casefold()]
    Enrolment.objects.bulk_update(wanted, ["group"])
