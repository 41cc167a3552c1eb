"""Starting and sending. The server alone decides questions, order, clock, points."""

import contextlib
import datetime
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Attempt, QuizVersion, Response
from assessments.graded.queries.attempts import attempts_of, may_begin, newest_version, results_that_count
from assessments.graded.queries.terms import terms_for
from assessments.graded.rules import quizzes as rules
from assessments.graded.rules.terms import Terms
from assessments.graded.services.laying_out import lay_out
from courses.api import Done, Enrolment, Evidence, NotInThisRun, RunItem, complete_activity
from lms.records.audit import log_fact
from lms.records.prepared import Prepared, PreparedObjects, PreparedUpdate


class CannotStart(Exception):
    """No attempt can be started now; ``str()`` is a sentence for the person."""


@transaction.atomic
def start_attempt(enrolment: Enrolment, activity_id: int) -> Attempt:
    """Begin a quiz, or go on with the attempt that is open. Raises ``CannotStart``, and ``StepLocked`` when something
    has to be done first."""
    enrolment = Enrolment.objects.lock(enrolment.pk)  # before the attempt, as completion does
    earlier = attempts_of(enrolment, activity_id)
    going_on = next((attempt for attempt in earlier if attempt.is_open), None)
    if going_on:
        return going_on
    item = _ITEM.first(enrolment.run_id, activity_id)
    version = newest_version(activity_id) if item else None
    if version is None or enrolment.status == Enrolment.Status.CANCELLED or not may_begin(enrolment, item):
        raise CannotStart(_("This test is not part of your training any more."))
    settings = version.rules
    terms = terms_for(enrolment, item, settings)
    refuse_unless_allowed(settings, terms, earlier=earlier)
    number = earlier[-1].number + 1 if earlier else 1
    try:
        with transaction.atomic():
            return _make_attempt(enrolment, item, version, number, terms)
    except IntegrityError:  # another press was first
        return Attempt.objects.get(enrolment=enrolment, activity_id=activity_id, state=Attempt.State.OPEN)


def _item(run_id: int, activity_id: int) -> QuerySet[RunItem]:
    return RunItem.objects.filter(run=run_id, activity=activity_id)


_ITEM = PreparedObjects(_item, -1, -2, related=("run", "activity"))


def refuse_unless_allowed(settings: QuizSettings, terms: Terms, *, earlier: list[Attempt]) -> None:
    """Raise ``CannotStart`` with the reason when no new attempt may begin now."""
    refusal = refusal_of(settings, terms, earlier=earlier)
    if refusal:
        raise CannotStart(refusal)


def refusal_of(settings: QuizSettings, terms: Terms, *, earlier: Iterable[Attempt]) -> str:
    """Why no new attempt may begin now, as a sentence for the person; empty when one may."""
    now = timezone.now()
    sent = [attempt.submitted_at for attempt in earlier if attempt.submitted_at]
    if terms.opens_at and now < terms.opens_at:
        return _("This test has not opened yet.")
    if terms.closes_at and now >= terms.closes_at:
        return _("This test has closed. Your trainer can help you from here.")
    if terms.attempts is not None and len(sent) >= terms.attempts:
        return _("You have used all your attempts. Your trainer can help you from here.")
    again = rules.opens_again_at(sent, settings.delay_minutes)
    return pause_until(again) if again and now < again else ""


def pause_until(moment: datetime.datetime) -> str:
    """When the pause is over, to the next whole minute: who comes at the time that was told may begin."""
    at = timezone.localtime(moment + datetime.timedelta(seconds=59))
    if at.date() == timezone.localdate():
        told = _("There is a pause between attempts. You can try again at %(time)s.")
    else:
        told = _("There is a pause between attempts. You can try again on %(day)s at %(time)s.")
    return told % {"time": date_format(at, "G.i"), "day": date_format(at, "j.n.Y")}


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


@transaction.atomic
def submit_attempt(*, attempt: Attempt, actor: Any = None) -> Attempt:
    """Send an attempt: marked, and when passed (or where sending is enough) the activity is done, all before this
    returns. Sending again changes nothing."""
    # Locked before the attempt, as completion does.
    enrolment = Enrolment.objects.annotate(sending_is_enough=_sending_is_enough(attempt)).lock(attempt.enrolment_id)
    # Answers before the attempt, as saving does: the other way round the two wait for each other for ever.
    responses = _TO_MARK.all(attempt.pk)
    sent = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.OPEN).update(
        state=Attempt.State.SUBMITTED, submitted_at=timezone.now()
    )
    for name, value in zip(_DECIDED, _STANDING.rows(attempt.pk)[0], strict=True):
        setattr(attempt, name, value)
    if not sent:
        return attempt
    settings = attempt.quiz_version.rules
    _mark(attempt, responses, settings)
    log_fact("attempt.submitted", subject=attempt, actor=actor)
    complete_if_passed(attempt=attempt, actor=actor)
    if enrolment.sending_is_enough and not attempt.passed:
        _complete(attempt, "quiz_sent", actor)
    return attempt


def _answers(attempt_id: int) -> QuerySet[Response]:
    """In the order in which everybody locks them."""
    return Response.objects.filter(attempt=attempt_id).order_by("pk")


def _standing(attempt_id: int) -> QuerySet:
    return Attempt.objects.filter(pk=attempt_id).values_list(*_DECIDED)


#: What sending decides of an attempt.
_DECIDED = ("state", "submitted_at", "score", "max_score", "passed")
_STANDING = Prepared(_standing, -1)
#: The answers with their questions, locked by the same statement that reads them.
_TO_MARK = PreparedObjects(_answers, -1, related=("question_version__question",), locks=(Response,))
_POINTS = PreparedUpdate(Response, "points")
_RESULT = PreparedUpdate(Attempt, "score", "passed")


def _sending_is_enough(attempt: Attempt) -> Exists:
    """Whether the quiz is done when it is sent, told with the row of the enrolment itself."""
    here = RunItem.objects.filter(run_id=OuterRef("run_id"), activity_id=attempt.activity_id)
    return Exists(here.filter(rule__done=Done.SENT.value))


def complete_if_passed(*, attempt: Attempt, actor: Any = None) -> None:
    """Complete the quiz when the result that counts is a passed one. The caller holds the enrolment's lock and has
    just decided ``attempt``. Done stays done, whatever later attempts are like."""
    counting = attempt.quiz_version.rules.counting
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


def _mark(attempt: Attempt, responses: list[Response], settings: QuizSettings) -> None:
    """Points of every answer and the result, from what was stored when the answers were locked."""
    for response in responses:
        response.points = points_of(response, settings, attempt.language)
    _POINTS.write_all(responses)
    attempt.score = sum(response.points or 0 for response in responses)
    awaited = sum(response.full_points for response in responses if response.points is None)
    attempt.passed = rules.verdict(attempt.score, awaited, attempt.max_score, settings.pass_percent)
    _RESULT.write(attempt)


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
