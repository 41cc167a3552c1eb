"""What a person does in the programme: keep an answer, mark a part, come back, leave. One transaction each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import (
    OpenPage,
    erase_vaults,
    follow_letter,
    forget_coaches,
    letter_day,
    open_for,
    pass_by,
    save_answer,
    seal_for,
)
from content.coaching import Part, Programme, Screen
from content.coaching_letter import LETTER
from content.coaching_place import Place
from courses.api import Enrolment, Evidence, complete_activity, enrol_pseudonymously
from lms.accounts.api import TooManyTries, begin_pseudonymous, hold_learner, issue_resume_code, learner_by_code
from lms.privacy.api import erase_learner

CODE_SESSION_KEY = "coaching_code"


@contextmanager
def one_act(request: HttpRequest) -> Iterator[None]:
    """One transaction. When it is undone for a newcomer, the session forgets the person that was made on the way."""
    newcomer = not request.learner
    try:
        with transaction.atomic():
            yield
    except Exception:
        if newcomer:
            leave_device(request)
        raise


@sensitive_variables()
def keep_answer(request: HttpRequest, *, place: Place, value: Any, page: OpenPage) -> bool:
    """Keep an answer; the first one makes the pseudonymous person and puts them on the path. An empty answer makes
    nothing, but empties an earlier one. Raises ``CannotEnrol``, ``OlderThanKept`` and ``WrittenElsewhere``."""
    if value is None and place.mine is None:
        return False
    with one_act(request):
        learner = person_of(request)
        _write(learner, place, value, page)
        _enrolment(learner, place.programme)
    return True


@sensitive_variables()
def leave_screen(request: HttpRequest, *, place: Place, value: Any, page: OpenPage, act: str = "") -> bool:
    """Go on from a screen by its button: its answer is kept, and after the last screen the part is done. Returns
    whether an answer was kept.

    Of somebody who is on the path, passing an exercise by (``act`` "skip") is remembered as an empty answer, so that
    coming back does not lead to it again. A newcomer may pass everything by and leave no trace. "I did this in my
    mind" (``act`` "mind") is doing it, by a newcomer too.
    """
    writes = act != "skip" and (value is not None or place.mine is not None)
    if not (writes or act == "mind" or place.programme.enrolment):
        return False
    with one_act(request):
        learner = person_of(request)
        if writes or (place.screen.key and place.mine is None):
            _write(learner, place, value if writes else None, page)
        elif place.mine and not place.mine.is_left:
            pass_by(learner=learner, entry_id=place.mine.entry_id)
        enrolment = _enrolment(learner, place.programme)
        if place.is_last:
            wrote = (writes and value is not None) or place.part.is_written_in(place.answers)
            _mark(enrolment, place.part, "exercise_saved" if wrote else "self_marked")
    return writes


@sensitive_variables()
def keep_from_paper(
    request: HttpRequest,
    *,
    programme: Programme,
    part: Part,
    kept: list[tuple[Screen, Any, OpenPage]],
    paper: dict[str, Any],
    ends: bool,
) -> None:
    """Keep what was typed in from paper: all of it or nothing. Where it comes from (``paper``) is sealed with each
    answer. ``ends``: the part is done with it. Raises ``CannotEnrol`` and ``WrittenElsewhere``."""
    with one_act(request):
        learner = person_of(request)
        for screen, value, page in kept:
            save_answer(
                learner=learner,
                activity_key=part.step.activity_key,
                exercise_key=screen.key,
                prompt=screen.prompt | {"paper": paper},
                value=value,
                page=page,
            )
        enrolment = _enrolment(learner, programme)
        if ends:
            _mark(enrolment, part, "exercise_saved")


def mark_done_in_mind(request: HttpRequest, *, programme: Programme, part: Part) -> None:
    """The person thought it over or talked about it: that is doing it too. Raises ``CannotEnrol``."""
    with one_act(request):
        _mark(_enrolment(person_of(request), programme), part, "self_marked")


@sensitive_variables()
def _write(learner: Any, place: Place, value: Any, page: OpenPage) -> None:
    key, screen = place.part.step.activity_key, place.screen
    save_answer(
        learner=learner, activity_key=key, exercise_key=screen.key, prompt=screen.prompt, value=value, page=page
    )
    if screen.kind == LETTER:
        follow_letter(learner=learner, day=letter_day(value))


def _enrolment(learner: Any, programme: Programme) -> Enrolment:
    return programme.enrolment or enrol_pseudonymously(run=programme.run, learner=learner)


def _mark(enrolment: Enrolment, part: Part, evidence: str) -> None:
    if part.step.is_done:
        return
    complete_activity(
        enrolment_id=enrolment.pk,
        activity_id=part.step.activity_id,
        evidence=Evidence(kind=evidence),
        publication_id=part.step.publication_id,
    )


def person_of(request: HttpRequest) -> Any:
    """The learner of this request, made now for a newcomer together with a code to come back by."""
    if not request.learner:
        begin_pseudonymous(request)
        renew_code(request)
    return request.learner


class CodeRefused(Exception):
    """The code brings nobody back; ``str()`` is a sentence for the person."""


def person_by_code(request: HttpRequest, code: str) -> None:
    """Let this device be the person's whose resume code it is. Raises ``CodeRefused``."""
    if request.user.is_authenticated:
        raise CodeRefused(_("You are signed in to an account. Sign out first, then use the code."))
    try:
        learner = learner_by_code(code, request=request)
    except TooManyTries as refusal:
        sentence = _("There have been many wrong codes. Wait %(minutes)d minutes and try again.")
        raise CodeRefused(sentence % {"minutes": refusal.wait_minutes}) from None
    if learner is None:
        raise CodeRefused(_("We did not find that code. Check the words and the numbers, one by one."))
    hold_learner(request, learner)


def renew_code(request: HttpRequest) -> None:
    """Give the person a new resume code; the old one ends. The session shows it until it is over."""
    request.session[CODE_SESSION_KEY] = seal_for(request.learner, issue_resume_code(request.learner))


def code_of(request: HttpRequest) -> str:
    """The resume code made in this session, if any: nobody can show an older one."""
    sealed = request.session.get(CODE_SESSION_KEY)
    return open_for(request.learner, sealed) if sealed and request.learner else ""


def delete_everything(request: HttpRequest) -> None:
    """Without an account: the person is erased, progress and all. With one: every answer and its key, and whatever a
    coach sees of them; the account itself is deleted where accounts are."""
    learner = request.learner
    if learner.user_id:
        with transaction.atomic():
            forget_coaches(learner=learner)
            erase_vaults(learner=learner)
    else:
        erase_learner(learner=learner)
        leave_device(request)


def leave_device(request: HttpRequest) -> None:
    """End the session, so that this device knows the person no more."""
    logout(request)
    request.learner = None
