"""The demo's coaching: people without accounts who walk with its coach, through the doors that real people use. One of
them has shown an answer and is asked about another coach, and one would like to be called."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from assessments.personal.api import (
    CoachCode,
    ask_for_call,
    coaching_runs,
    join_coach,
    make_code,
    make_site_key,
    propose_handover,
    save_answer,
    share_answer,
)
from content.coaching import Programme, programme_for
from courses.api import Evidence, complete_activity, enrol_pseudonymously
from lms.accounts.api import Learner

WORDS = Path(__file__).with_suffix(".yaml")
HALF_A_YEAR = datetime.timedelta(days=180)


def add_coaching(*, coach: Any, other: Any, language: str) -> None:
    """The people of ``coach``; ``other`` is the coach that one of them is asked about. Nothing without a programme."""
    run = next((run for run in coaching_runs() if run.language == language), None)
    if run is None:
        return
    make_site_key()
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    code = make_code(coach=coach, run=run, place=words["place"], expires_on=timezone.localdate() + HALF_A_YEAR)
    for about in words["walkers"]:
        _walk(about, code, other, language)


def _walk(about: dict[str, Any], code: CoachCode, other: Any, language: str) -> None:
    """One person: what they have done, written, shown and asked."""
    learner = Learner.objects.create(language=language)
    enrolment = enrol_pseudonymously(run=code.run, learner=learner)
    found = programme_for(learner, code.run.code)
    for part in found.parts[: about["parts"]]:
        complete_activity(
            enrolment_id=enrolment.pk,
            activity_id=part.step.activity_id,
            evidence=Evidence(kind="self_marked"),
            publication_id=part.step.publication_id,
        )
    shows = not about.get("hides_progress")
    link = join_coach(learner=learner, code=code, nickname=about["nickname"], shows_progress=shows)
    entry = _write(learner, found, about["answer"]) if about.get("answer") else None
    if entry and about.get("shows_answer"):
        share_answer(learner=learner, link_id=link.pk, entry_id=entry.pk, seq=entry.seq)
    if call := about.get("call"):
        ask_for_call(learner=learner, link_id=link.pk, **call)
    if reason := about.get("handover"):
        propose_handover(coach=code.coach, link_id=link.pk, to_id=other.pk, reason=reason)


def _write(learner: Any, found: Programme, text: str) -> Any:
    """An answer to the first exercise where one writes; None when the programme has none."""
    places = ((part, screen) for part in found.parts for screen in part.exercises if screen.kind == "writing")
    part, screen = next(places, (None, None))
    if screen is None:
        return None
    key = part.step.activity_key
    return save_answer(
        learner=learner, activity_key=key, exercise_key=screen.key, prompt=screen.prompt, value={"text": text}
    )
