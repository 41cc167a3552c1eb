"""Starting, answering and sending. The server alone decides questions, order, clock, points."""

import contextlib
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Attempt, QuizVersion, Response
from assessments.graded.queries.attempts import may_begin, results_that_count
from assessments.graded.queries.terms import terms_for
from assessments.graded.rules import quizzes as rules
from assessments.graded.rules.terms import Terms
from assessments.graded.services.laying_out import lay_out
from assessments.kinds.question import lines_in
from courses.api import Done, Enrolment, Evidence, NotInThisRun, RunItem, complete_activity
from lms.records.audit import log_fact
from lms.records.prepared import PreparedObjects, PreparedUpdate


class CannotStart(Exception):
    """No attempt can be started now; ``str()`` is a sentence for the person."""


class TooLate(Exception):
    """The deadline has passed. The answer is kept aside and not marked."""


class AlreadySent(Exception):
    """The attempt has been sent, or the question has been checked: nothing in it changes any more."""


class Conflict(Exception):
    """Another page has saved something else since this one was opened. Nothing was changed."""

    def __init__(self, response: Response) -> None:
        self.response = response
        super().__init__("another page saved first")


@transaction.atomic
def start_attempt(enrolment: Enrolment, activity_id: int) -> Attempt:
    """Begin a quiz, or go on with the attempt that is open. Raises ``CannotStart``, and ``StepLocked`` when something
    has to be done first."""
    enrolment = Enrolment.objects.lock(enrolment.pk)  # before the attempt, as completion does
    earlier = list(Attempt.objects.filter(enrolment=enrolment, activity_id=activity_id).order_by("number"))
    going_on = next((attempt for attempt in earlier if attempt.is_open), None)
    if going_on:
        return going_on
    item = RunItem.objects.select_related("run", "activity").filter(run=enrolment.run_id, activity=activity_id).first()
    version = QuizVersion.objects.filter(quiz__key=item.activity.key).order_by("-number").first() if item else None
    if version is None or enrolment.status == Enrolment.Status.CANCELLED or not may_begin(enrolment, item):
        raise CannotStart(_("This test is not part of your training any more."))
    settings = QuizSettings.restored(version.settings)
    terms = terms_for(enrolment, item, settings)
    refuse_unless_allowed(settings, terms, earlier=earlier)
    number = earlier[-1].number + 1 if earlier else 1
    try:
        with transaction.atomic():
            return _make_attempt(enrolment, item, version, number, terms)
    except IntegrityError:  # another press was first
        return Attempt.objects.get(enrolment=enrolment, activity_id=activity_id, state=Attempt.State.OPEN)


def refuse_unless_allowed(settings: QuizSettings, terms: Terms, *, earlier: list[Attempt]) -> None:
    """Raise ``CannotStart`` with the reason when no new attempt may begin now."""
    now = timezone.now()
    sent = [attempt.submitted_at for attempt in earlier if attempt.submitted_at]
    if terms.opens_at and now < terms.opens_at:
        raise CannotStart(_("This test has not opened yet."))
    if terms.closes_at and now >= terms.closes_at:
        raise CannotStart(_("This test has closed. Your trainer can help you from here."))
    if terms.attempts is not None and len(sent) >= terms.attempts:
        raise CannotStart(_("You have used all your attempts. Your trainer can help you from here."))
    again = rules.opens_again_at(sent, settings.delay_minutes)
    if again and now < again:
        raise CannotStart(_("There is a pause between attempts. Come back a little later."))


def _make_attempt(enrolment: Enrolment, item: RunItem, version: QuizVersion, number: int, terms: Terms) -> Attempt:
    now, seed = timezone.now(), secrets.randbits(48)
    responses = lay_out(version, seed)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        activity_id=item.activity_id,
        quiz_version=version,
        number=number,
        language=item.run.language,
        seed=seed,
        started_at=now,
        deadline=terms.deadline(now),
        max_score=sum(response.full_points for response in responses),
    )
    for response in responses:
        response.attempt = attempt
    Response.objects.bulk_create(responses)
    return attempt


def save_answer(
    *, attempt: Attempt, position: int, answer: Any, seq: int | None, writer: str = "", base: int | None = None
) -> Response:
    """Store an answer if it is newer; when this returns, it is committed. Saving the same again changes nothing.

    Raises ``TooLate`` (the answer is kept aside), ``AlreadySent``, ``Conflict`` and ``Response.DoesNotExist``.
    """
    if rules.is_late(timezone.now(), attempt.deadline):
        open_ones = Response.objects.filter(attempt=attempt, attempt__state=Attempt.State.OPEN)
        open_ones.filter(position=position).update(late_answer=answer)
        raise TooLate
    return _store(attempt, position, answer, seq=seq, writer=writer, base=base)


def _locked(attempt_id: int, position: int) -> QuerySet[Response]:
    """One answer of an attempt; both rows are locked."""
    return Response.objects.select_for_update().filter(attempt=attempt_id, position=position)


#: Autosave asks this every few seconds for everybody who writes.
_LOCKED = PreparedObjects(
    _locked, -1, 31_007, related=("attempt",), only=("seq", "writer", "answer", "saved_at", "points", "attempt__state")
)
_STORED = PreparedUpdate(Response, "answer", "writer", "saved_at", "seq")


@transaction.atomic
def _store(attempt: Attempt, position: int, answer: Any, *, seq: int | None, writer: str, base: int | None) -> Response:
    """Locks the attempt too, so that nothing is stored in one that is being sent."""
    response = _LOCKED.first(attempt.pk, position)
    if response is None:
        raise Response.DoesNotExist
    if not response.attempt.is_open or response.points is not None:
        raise AlreadySent
    verdict = rules.judge_save(
        stored_seq=response.seq,
        stored_writer=response.writer,
        same_answer=response.answer == answer,
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise Conflict(response)
    if verdict == "store":
        response.answer, response.writer, response.saved_at = answer, writer, timezone.now()
        response.seq = response.seq + 1 if seq is None else seq
        _STORED.write(response)
    return response


@transaction.atomic
def check_answer(*, attempt: Attempt, position: int) -> Response:
    """Mark one question of a quiz that tells at once; what is marked does not change afterwards. With hints, a
    wrong answer earns the next one instead, as long as there are any; the same wrong answer earns none twice.

    Nothing is marked without an answer, nor what only a person can mark.
    """
    rows = Response.objects.select_for_update(of=("self", "attempt")).select_related("attempt__quiz_version")
    response = rows.select_related("question_version__question").get(attempt=attempt, position=position)
    settings = QuizSettings.restored(response.attempt.quiz_version.settings)
    if not (settings.tells_at_once and response.attempt.is_open and response.points is None and response.is_answered):
        return response
    if settings.feedback == "hints" and _earns_hint(response, attempt.language):
        if response.answer not in response.tries:
            response.tries.append(response.answer)
    else:
        response.points = points_of(response, settings, attempt.language)
    response.save(update_fields=["points", "tries"])
    return response


def _earns_hint(response: Response, language: str) -> bool:
    """Whether one may try again: the answer is not all right, and there is a hint left or this one has been given."""
    version = response.question_version
    values = version.values_in(language)
    mark = version.rule.mark(values, response.answer)
    if mark is None or mark.is_full:
        return False
    return response.answer in response.tries or len(response.tries) < len(lines_in(values.get("hints")))


@transaction.atomic
def submit_attempt(*, attempt: Attempt, actor: Any = None) -> Attempt:
    """Send an attempt: marked, and when passed (or where sending is enough) the activity is done, all before this
    returns. Sending again changes nothing."""
    # Locked before the attempt, as completion does.
    enrolment = Enrolment.objects.annotate(sending_is_enough=_sending_is_enough(attempt)).lock(attempt.enrolment_id)
    # Answers before the attempt, as saving does: the other way round the two wait for each other for ever.
    list(attempt.responses.select_for_update().order_by("pk").values_list("pk"))
    sent = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN).update(
        state=Attempt.State.SUBMITTED, submitted_at=timezone.now()
    )
    attempt.refresh_from_db(fields=["state", "submitted_at", "score", "max_score", "passed"])
    if not sent:
        return attempt
    settings = QuizSettings.restored(attempt.quiz_version.settings)
    _mark(attempt, settings)
    log_fact("attempt.submitted", subject=attempt, actor=actor)
    complete_if_passed(attempt=attempt, actor=actor)
    if enrolment.sending_is_enough and not attempt.passed:
        _complete(attempt, "quiz_sent", actor)
    return attempt


def _sending_is_enough(attempt: Attempt) -> Exists:
    """Whether the quiz is done when it is sent, told with the row of the enrolment itself."""
    here = RunItem.objects.filter(run_id=OuterRef("run_id"), activity_id=attempt.activity_id)
    return Exists(here.filter(rule__done=Done.SENT.value))


def complete_if_passed(*, attempt: Attempt, actor: Any = None) -> None:
    """Complete the quiz when the result that counts is a passed one. The caller holds the enrolment's lock and has
    just decided ``attempt``. Done stays done, whatever later attempts are like."""
    counting = QuizSettings.restored(attempt.quiz_version.settings).counting
    passed = attempt.passed
    if counting in ("first", "average", "last"):
        results = results_that_count(attempt.enrolment, [attempt.activity_id])
        passed = results[attempt.activity_id].passed
    if passed:
        _complete(attempt, "quiz_passed", actor)


def _complete(attempt: Attempt, kind: str, actor: Any) -> None:
    evidence = Evidence(kind=kind, id=attempt.pk)
    enrolment_id, activity_id = attempt.enrolment_id, attempt.activity_id
    with contextlib.suppress(NotInThisRun):  # the run has dropped this quiz meanwhile; the result stands
        complete_activity(enrolment_id=enrolment_id, activity_id=activity_id, evidence=evidence, actor=actor)


def _mark(attempt: Attempt, settings: QuizSettings) -> None:
    """Points of every answer and the result, from what is stored at this moment."""
    responses = list(attempt.responses.select_related("question_version__question"))
    for response in responses:
        response.points = points_of(response, settings, attempt.language)
    Response.objects.bulk_update(responses, ["points"])
    attempt.score = sum(response.points or 0 for response in responses)
    awaited = sum(response.full_points for response in responses if response.points is None)
    attempt.passed = rules.verdict(attempt.score, awaited, attempt.max_score, settings.pass_percent)
    attempt.save(update_fields=["score", "passed"])


def points_of(response: Response, settings: QuizSettings, language: str) -> int | None:
    """Hundredths, less what hints have cost; None when a person has to mark the answer."""
    if response.answer is None:
        return 0
    version = response.question_version
    mark = version.rule.mark(version.values_in(language), response.answer)
    if mark is None:
        return None
    points = rules.points_for(mark.share, response.full_points)
    return rules.less_hints(points, response.full_points, len(response.tries), settings.hint_penalty)
