"""Applying for recognition of prior learning, and deciding it. What is recognised is done in the same transaction."""

import contextlib
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.prior_learning import PriorLearning
from courses.api import Enrolment, Evidence, NotInThisRun, complete_activity
from lms.jobs.api import Kind, Topic, declare, notify
from lms.records.audit import log_fact
from lms.ui.uploads import Upload

DECIDED = declare(
    Kind(
        slug="graded.prior_decided",
        label=_("Application for prior learning decided"),
        subject=_("Your application has been decided"),
        body=(_("Your trainer has decided your application for recognition of prior learning."),),
        button=_("Read the decision"),
        topic=Topic.FEEDBACK,
    )
)


class WaitsAlready(Exception):
    """Another application for the same waits for a decision. Nothing was stored."""


class Decided(Exception):
    """The application does not wait any more."""


def apply_for(
    *, enrolment: Enrolment, title: str, activity_ids: Iterable[int], text: str, upload: Upload | None
) -> PriorLearning:
    """Ask to have steps recognised. The same application sent again while it waits changes nothing. The file is
    written first and its row second: a row never points to nothing.

    Raises ``WaitsAlready`` when what waits says something else.
    """
    made = PriorLearning(enrolment=enrolment, title=title[:300], text=text)
    if upload:
        made.name, made.kind, made.size = upload.name, upload.kind, len(upload.content)
        made.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        stored = _stored(made, activity_ids)
    except BaseException:
        _drop_file(made)
        raise
    if stored.pk != made.pk:
        _drop_file(made)
    return stored


@transaction.atomic
def _stored(made: PriorLearning, activity_ids: Iterable[int]) -> PriorLearning:
    Enrolment.objects.select_for_update().get(pk=made.enrolment_id)
    activity_ids = set(activity_ids)
    waiting = _waiting_for_same(made, activity_ids)
    if waiting:
        if any(getattr(waiting, name) != getattr(made, name) for name in ("text", "name", "size")):
            raise WaitsAlready
        return waiting
    made.save()
    made.activities.set(activity_ids)
    log_fact("prior_learning.asked", subject=made, actor=made.enrolment.learner.user)
    return made


def _waiting_for_same(made: PriorLearning, activity_ids: set[int]) -> PriorLearning | None:
    """Known by its name or by its steps: the name may be in another language, or have been told apart since."""
    rows = PriorLearning.objects.filter(enrolment=made.enrolment, state=PriorLearning.State.WAITING)
    for row in rows.prefetch_related("activities"):
        if row.title == made.title or {one.pk for one in row.activities.all()} == activity_ids:
            return row
    return None


def _drop_file(made: PriorLearning) -> None:
    if made.file:
        made.file.storage.delete(made.file.name)


@transaction.atomic
def withdraw_application(*, enrolment: Enrolment, pk: int) -> bool:
    """Take an application back while it waits. Whether it was taken back."""
    found = PriorLearning.objects.select_for_update().filter(enrolment=enrolment, pk=pk).first()
    if found is None or not found.is_waiting:
        return False
    found.state = PriorLearning.State.WITHDRAWN
    found.save(update_fields=["state"])
    log_fact("prior_learning.withdrawn", subject=found, actor=enrolment.learner.user)
    return True


@transaction.atomic
def decide_application(*, pk: int, accepted: bool, reason: str, actor: Any) -> PriorLearning:
    """Decide, with a reason that the learner reads. Accepting marks everything asked for as done, on this evidence.

    Raises ``Decided``, and ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a decision needs a reason")
    enrolment_id = PriorLearning.objects.values_list("enrolment_id", flat=True).get(pk=pk)
    rows = Enrolment.objects.select_related("run", "learner__user").select_for_update(of=("self",))
    enrolment = rows.get(pk=enrolment_id)
    found = PriorLearning.objects.select_for_update().get(pk=pk)
    if not found.is_waiting:
        raise Decided
    found.state = PriorLearning.State.ACCEPTED if accepted else PriorLearning.State.DECLINED
    found.reason, found.decided_by, found.decided_at = reason.strip()[:500], actor, timezone.now()
    found.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    log_fact(
        f"prior_learning.{found.state}",
        subject=found,
        actor=actor,
        reason=found.reason,
        learner_key=enrolment.learner.key,
    )
    if accepted:
        _recognise(found, enrolment=enrolment, actor=actor)
    _tell(found, enrolment=enrolment)
    return found


def _recognise(found: PriorLearning, *, enrolment: Enrolment, actor: Any) -> None:
    """A step that was done meanwhile keeps its own evidence."""
    evidence = Evidence(kind="prior_learning", id=found.pk, reason=found.reason)
    for activity_id in found.activities.order_by("pk").values_list("pk", flat=True):
        with contextlib.suppress(NotInThisRun):  # the run has dropped it meanwhile
            complete_activity(enrolment_id=enrolment.pk, activity_id=activity_id, evidence=evidence, actor=actor)


def _tell(found: PriorLearning, *, enrolment: Enrolment) -> None:
    """That there is a decision; what it says is read on the page."""
    link = ("graded:prior", enrolment.run.code)
    notify(DECIDED, key=f"prior-decided:{found.pk}", to=enrolment.learner.user, link=link)


def move_prior_learning(*, source_id: int, target_id: int) -> None:
    """Two enrolments of one person become one: every application follows; of two that wait for the same, one waits."""
    waiting = PriorLearning.State.WAITING
    same = PriorLearning.objects.filter(enrolment_id=target_id, state=waiting).values("title")
    doubled = PriorLearning.objects.filter(enrolment_id=source_id, state=waiting, title__in=same)
    doubled.update(state=PriorLearning.State.WITHDRAWN)
    PriorLearning.objects.filter(enrolment_id=source_id).update(enrolment_id=target_id)
