"""Writing an application, sending it, taking it back, and deciding it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Application, Turn
from courses.admissions.queries.queue import has_queue, is_enrolled, way_into
from courses.admissions.services.approvals import ask_employer
from courses.admissions.services.notices import tell_of_decision
from courses.admissions.services.queue import has_free_place, lock_run, settle_queue
from courses.api import CannotEnrol, Enrolment, Run, RunFull, enrol_learner, refuse_unless_open
from lms.records.audit import log_fact


class NotOpen(Exception):
    """The application is sent or decided, so it is not written any more."""


class Overtaken(Exception):
    """Something newer was saved already."""


class NotDecidable(Exception):
    """The application is not waiting for a decision (any more)."""


def refuse_applying(run: Run) -> None:
    """Raise ``CannotEnrol`` with the reason when nobody applies now."""
    if not way_into(run).takes_applications:
        raise CannotEnrol(_("One gets into this run in another way."))
    refuse_unless_open(run)


@transaction.atomic
def save_application(
    *, run: Run, learner: Any, draft: dict[str, str], seq: int | None = None, only: Iterable[str] = ()
) -> Application:
    """Keep what is written so far. With ``seq``, the number of an autosave, only if nothing newer is kept; with
    ``only``, the names of the answers that were asked, the others stay as they are. Raises ``CannotEnrol``,
    ``NotOpen`` and ``Overtaken``."""
    refuse_applying(run)
    made, _new = Application.objects.get_or_create(run=run, learner=learner)
    application = Application.objects.select_for_update().get(pk=made.pk)
    if not may_write(application):
        raise NotOpen
    if seq is not None and seq <= application.seq:
        raise Overtaken
    if asked := set(only):
        draft = {name: text for name, text in application.draft.items() if name not in asked} | draft
    application.state, application.draft, application.saved_at = Application.State.DRAFT, draft, timezone.now()
    application.seq = application.seq + 1 if seq is None else seq
    application.save(update_fields=["state", "draft", "saved_at", "seq"])
    return application


def may_write(application: Application) -> bool:
    """Whether it is still being written, or is written anew by somebody who was accepted and has left since."""
    left = application.state == Application.State.ACCEPTED and not is_enrolled(
        application.run_id, application.learner_id
    )
    return left or application.is_being_written


@transaction.atomic
def send_application(*, application: Application, answers: list[dict[str, str]], actor: Any) -> Application:
    """Send what was checked; where an employer is needed, the employer is asked. Sending twice is sending once.
    Raises ``CannotEnrol`` and ``TooManyLinks``."""
    lock_run(application.run_id)  # whoever closes the run ends this application too, or it is refused
    application = locked_application(application.pk)
    if application.state != Application.State.DRAFT:
        return application
    refuse_applying(application.run)
    application.state, application.answers, application.sent_at = Application.State.SENT, answers, timezone.now()
    application.decided_at, application.decided_by, application.message = None, None, ""
    application.save(update_fields=["state", "answers", "sent_at", "decided_at", "decided_by", "message"])
    log_fact("application.sent", subject=application, actor=actor, learner_key=application.learner.key)
    if way_into(application.run).needs_employer:
        ask_employer(application=application, email=application.draft.get("employer", ""))
    return application


@transaction.atomic
def withdraw_application(*, application: Application, actor: Any) -> None:
    """Take it back before it is decided; what was written is kept, so that it can be sent again."""
    application = Application.objects.select_related("learner").select_for_update(of=("self",)).get(pk=application.pk)
    if application.state != Application.State.SENT:
        return
    application.state, application.saved_at = Application.State.WITHDRAWN, timezone.now()
    application.save(update_fields=["state", "saved_at"])
    log_fact("application.withdrawn", subject=application, actor=actor, learner_key=application.learner.key)


@transaction.atomic
def decide_application(*, application: Application, accept: bool, message: str, actor: Any) -> Application:
    """Accept: into the run, or into its queue when it is full; or say no. What was declined can be accepted later.
    The applicant is told by mail. Raises ``NotDecidable`` and ``CannotEnrol``."""
    run = lock_run(application.run_id)
    application = locked_application(application.pk)
    decidable = (Application.State.SENT, Application.State.DECLINED) if accept else (Application.State.SENT,)
    if application.state not in decidable:
        raise NotDecidable
    state = admit(run, application, actor) if accept else Application.State.DECLINED
    settle_decision(application, state, message=message, actor=actor)
    return application


def locked_application(pk: int) -> Application:
    """The application with its person, locked; the run is locked already."""
    rows = Application.objects.select_related("run__course", "learner__user").select_for_update(of=("self",))
    return rows.get(pk=pk)


def admit(run: Run, application: Application, actor: Any) -> str:
    """Give the applicant a place of the locked run, or the last turn of its queue; says which as the application's
    new state. Raises ``CannotEnrol``."""
    settle_queue(run)
    learner = application.learner
    if is_enrolled(run.pk, learner.pk):
        return Application.State.ACCEPTED
    if has_free_place(run):
        enrol_learner(run=run, learner=learner, actor=actor, invited=True, way=Enrolment.Way.APPLICATION)
        return Application.State.ACCEPTED
    if not has_queue(run):
        raise RunFull(_("This run is full."))
    refuse_unless_open(run, invited=True)
    _turn, made = Turn.objects.get_or_create(run=run, learner=learner, ended_at=None)
    if made:
        log_fact("queue.joined", subject=_turn, actor=actor, learner_key=learner.key)
    return Application.State.WAITING


def settle_decision(application: Application, state: str, *, message: str, actor: Any) -> None:
    """Write down what was decided and tell it."""
    application.state, application.message = state, message
    application.decided_at, application.decided_by = timezone.now(), actor
    application.save(update_fields=["state", "message", "decided_at", "decided_by"])
    log_fact(f"application.{state}", subject=application, actor=actor, learner_key=application.learner.key)
    tell_of_decision(application)
