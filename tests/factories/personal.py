"""A coaching programme as its author publishes it, but without pages."""

import itertools
import uuid
from typing import Any

from assessments.personal.api import OpenPage, make_site_key, save_answer, write_journal
from courses.api import (
    CourseFacts,
    OutlineItem,
    OutlineSection,
    Published,
    Run,
    create_run,
    publish_activity,
    publish_outline,
    sync_course,
)

_numbers = itertools.count(1)

#: What a person writes and nobody else may ever see.
CANARY = "kanarialintu-7261"

REASONS = {"hyva": "Haluan tietää, missä olen hyvä", "virtaa": "Kaipaan lisää virtaa", "muu": "En tiedä vielä"}
PICK = {
    "key": "syy",
    "title": "Mikä toi sinut tänne?",
    "prompt": "Valitse 1–2 syytä.",
    "help": "Väärää vastausta ei ole.",
    "min": 0,
    "max": 2,
    "options": [{"id": key, "type": "item", "value": {"text": text}} for key, text in REASONS.items()],
}
READ = {
    "title": "Kuka näkee vastauksesi",
    "text": "<p>Vain <b>sinä</b> näet vastauksesi.</p>",
    "plain": "<p>Vain sinä.</p>",
}
WRITING = {"key": "omin-sanoin", "title": "Omin sanoin", "prompt": "Kirjoita syysi.", "example": "Koira", "rows": 3}
LINES = {"key": "milloin", "title": "Milloin viimeksi?", "prompt": "Kirjoita hetki.", "per": "syy"}
NARROW = {"key": "yksi", "title": "Mikä on tärkein?", "prompt": "Valitse yksi.", "max": 1, "from": "syy"}
MESSAGE = {"key": "viesti", "title": "Viesti", "prompt": "Muokkaa viesti.", "text": "Moi. Missä olen hyvä?"}

FIRST = [("pick", PICK), ("read", READ), ("writing", WRITING)]
SECOND = [("pick", NARROW), ("lines", LINES), ("message", MESSAGE)]


def make_programme(*parts: list[tuple[str, dict[str, Any]]], policy: str = "private") -> Run:
    """An open run of a programme; each part is a list of (block type, value)."""
    make_site_key()
    number = next(_numbers)
    course = sync_course(
        CourseFacts(
            key=uuid.uuid4(),
            code=f"voimavarat-{number}",
            type="self_paced",
            policy=policy,
            language="fi",
            title="Voimavarat käyttöön",
            hours=0,
        )
    )
    keys = [_publish(course, place, screens) for place, screens in enumerate(parts or (FIRST, SECOND), start=1)]
    section = OutlineSection(key=course.key, titles={"fi": "Voimavarat"}, items=tuple(OutlineItem(key) for key in keys))
    publish_outline(course_key=course.key, sections=[section])
    course.refresh_from_db()
    return create_run(course=course, code=f"voimavarat-{number}", name="Omaan tahtiin", actor=None, is_open=True)


def _publish(course: Any, place: int, screens: list[tuple[str, dict[str, Any]]]) -> uuid.UUID:
    key = uuid.uuid4()
    blocks = [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in screens]
    light = next((value["key"] for _kind, value in screens if "key" in value), "")
    publish_activity(
        Published(
            key=key,
            course_key=course.key,
            kind="part",
            slug=f"osa-{place}",
            language="fi",
            title=f"Osa numero {place}",
            body={
                "screens": blocks,
                "number": place,
                "aim": "Pääset alkuun.",
                "done_text": "Tämä riittää.",
                "light": light,
            },
            hash=str(key),
            minutes=6,
        )
    )
    return key


def make_answer(learner: Any, *, text: str, exercise_key: str = "omin-sanoin", activity_key: uuid.UUID | None = None):
    """A written answer of ``learner``."""
    make_site_key()
    return save_answer(
        learner=learner,
        activity_key=activity_key or uuid.uuid4(),
        exercise_key=exercise_key,
        prompt={"kind": "writing", "title": "Omin sanoin", "prompt": "Kirjoita syysi."},
        value={"text": text},
    )


def make_journal_entry(learner: Any, *, text: str, mood: str = "", day: str = "2026-11-01"):
    """A page of ``learner``'s journal."""
    make_site_key()
    page = OpenPage(writer=uuid.uuid4().hex)
    return write_journal(learner=learner, value={"text": text, "mood": mood, "day": day}, page=page)
