"""Reading the coaching programme: its parts, their screens, and how far somebody is."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils.translation import get_language
from wagtail.models import Page

from assessments.personal.api import EXERCISES, Answer, Exercise
from content.blocks.streams import CARD_SCREENS
from content.models import PartPage
from content.render_cards import card_screen_html
from content.richtext import is_written, rich_html
from courses.api import Course, Enrolment, Run, Step, enrolment_for, publication, run_by_code, steps_in

READ = "read"
#: Screens on which nothing is asked.
SHOWN = (READ, *CARD_SCREENS)


@dataclass(frozen=True)
class Screen:
    """One screen of a part: something to read, or one exercise."""

    number: int
    kind: str
    values: dict[str, Any]
    #: The language that its words are in; differs from the page's where nobody has translated them yet.
    language: str = settings.LANGUAGE_CODE

    @property
    def is_foreign(self) -> bool:
        """Whether it is shown in another language than the page around it."""
        return self.language != get_language()

    @property
    def exercise(self) -> Exercise | None:
        return EXERCISES.get(self.kind)

    @property
    def key(self) -> str:
        """The exercise key; empty on a screen to read."""
        return self.values.get("key", "") if self.exercise else ""

    @property
    def reading(self) -> dict[str, str]:
        """What a screen to read shows, its markup made safe."""
        plain = self.values.get("plain")
        return {
            "title": self.values.get("title", ""),
            "text": rich_html(self.values.get("text")),
            "plain": rich_html(plain) if is_written(plain) else "",
            "card": self.card,
        }

    @property
    def card(self) -> str:
        """The card of a screen that shows one, as it is now; one query then, none otherwise."""
        if self.kind not in CARD_SCREENS:
            return ""
        return card_screen_html(self.kind, self.values.get("card") or 0, get_language())

    @property
    def has_plain(self) -> bool:
        """Whether its text, or what its exercise asks, is also written in plain language."""
        return is_written(self.values.get("plain"))

    def asked_at_level(self, level: str) -> dict[str, Any]:
        """The exercise's values for somebody who has chosen a level. Only what it asks is worded anew: its controls,
        its answer and the snapshot kept with the answer are the same at every level."""
        if level != "plain" or not self.has_plain:
            return self.values
        return self.values | {"prompt": self.values["plain"], "help": ""}

    def at_level(self, level: str) -> dict[str, str]:
        """What a screen to read shows to somebody who has chosen a level: one text, the plain one where there is."""
        reading = self.reading
        text = reading["plain"] if level == "plain" and self.has_plain else reading["text"]
        return reading | {"text": text, "plain": ""}

    @property
    def prompt(self) -> dict[str, Any]:
        """The snapshot that is kept with an answer, so that it can be read when the screen is gone."""
        return {"kind": self.kind, "title": self.values.get("title", ""), "prompt": self.values.get("prompt", "")}


@dataclass(frozen=True)
class PartText:
    """What was published of a part, and which of its blocks are still in the source language."""

    body: dict[str, Any]
    language: str
    untranslated: frozenset[str]

    def language_of(self, block: dict[str, Any]) -> str:
        return settings.LANGUAGE_CODE if block.get("id") in self.untranslated else self.language


@dataclass(frozen=True)
class Part:
    """One part with its screens and whether this person has done it."""

    step: Step
    number: int
    text: PartText

    @property
    def body(self) -> dict[str, Any]:
        return self.text.body

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        blocks = [
            block for block in self.body.get("screens", ()) if block["type"] in SHOWN or block["type"] in EXERCISES
        ]
        return tuple(
            Screen(number, block["type"], block["value"], self.text.language_of(block))
            for number, block in enumerate(blocks, start=1)
        )

    @property
    def exercises(self) -> list[Screen]:
        return [screen for screen in self.screens if screen.exercise]

    @property
    def light(self) -> Screen | None:
        """The exercise that alone makes the two-minute version."""
        return next((screen for screen in self.exercises if screen.key == self.body.get("light")), None)

    def passed(self, answers: dict[str, Answer]) -> list[Screen]:
        """The exercises that were answered or passed by."""
        return [screen for screen in self.exercises if screen.key in answers]

    def is_written_in(self, answers: dict[str, Answer]) -> bool:
        """Whether any exercise of the part has something in it."""
        return any(answers[screen.key].value is not None for screen in self.passed(answers))

    def screen(self, number: int) -> Screen:
        """The screen, or 404."""
        if not 1 <= number <= len(self.screens):
            raise Http404
        return self.screens[number - 1]


@dataclass(frozen=True)
class Programme:
    """The programme as one person meets it; ``enrolment`` is empty until they have saved something."""

    run: Run
    enrolment: Enrolment | None
    parts: tuple[Part, ...]

    @property
    def code(self) -> str:
        return self.run.code

    @property
    def title(self) -> str:
        return self.run.course.title_in(get_language())

    @property
    def has_plain(self) -> bool:
        """Whether anything in it is written in plain language."""
        return any(screen.has_plain for part in self.parts for screen in part.screens)

    @property
    def activity_keys(self) -> list[UUID]:
        return [part.step.activity_key for part in self.parts]

    def part(self, number: int) -> Part:
        """The part by its number, or 404."""
        found = next((part for part in self.parts if part.number == number), None)
        if found is None:
            raise Http404
        return found

    def onward(self, answers: dict[str, Answer]) -> tuple[Part, int] | None:
        """Where one goes on, as a part and the number of a screen; None when every part is done.

        In the part that was written in last and is not done: after the furthest screen that was answered or passed
        by; on it, when the person stopped in the middle of writing. Otherwise at the beginning of the first part that
        is not done.
        """
        waiting = [part for part in self.parts if not part.step.is_done]
        begun = [part for part in waiting if part.passed(answers)]
        if not begun:
            return (waiting[0], 1) if waiting else None
        latest = max(begun, key=lambda part: max(answers[screen.key].saved_at for screen in part.passed(answers)))
        furthest = latest.passed(answers)[-1]
        return latest, min(furthest.number + answers[furthest.key].is_left, len(latest.screens))

    def next_part(self, after: int) -> Part | None:
        """The first part with a higher number."""
        return next((part for part in self.parts if part.number > after), None)

    def place_of(self, exercise_key: str) -> tuple[Part, Screen] | None:
        """Where an exercise is asked now, or None when it is no longer there."""
        places = ((part, screen) for part in self.parts for screen in part.exercises)
        return next(((part, screen) for part, screen in places if screen.key == exercise_key), None)


def programme_for(learner: Any, code: str) -> Programme:
    """The programme with this learner's progress, or 404. Two statements for a learner in it, two for a newcomer."""
    enrolment = enrolment_for(learner, code)
    run = enrolment.run if enrolment else run_by_code(code)
    if run is None or run.course.policy != Course.Policy.PRIVATE:
        raise Http404
    # Everybody reads in the language of the page; whoever changes it stands at the same step with the same answers.
    known = steps_in(run, enrolment_id=enrolment.pk if enrolment else 0, language=get_language())
    steps = [step for step in known if step.kind == "part"]
    parts = [part_of(step, place) for place, step in enumerate(steps, start=1) if step.publication_id]
    return Programme(run=run, enrolment=enrolment, parts=tuple(part for part in parts if part.screens))


def part_of(step: Step, place: int) -> Part:
    """The part of an outline step; its author's number makes its address, else its place."""
    text = text_of(step.publication_id, step.activity_key)
    return Part(step=step, number=text.body.get("number") or place, text=text)


@lru_cache(maxsize=256)
def text_of(publication_id: int, activity_key: UUID) -> PartText:
    """The text of a publication. Publications never change, so a process keeps them; the activity's key is there
    because a test's database gives its numbers anew."""
    found = publication(publication_id)
    return PartText(found.body or {}, found.language, frozenset(found.untranslated))


def coming_parts(course: Course, language: str) -> list[dict[str, Any]]:
    """Parts that are announced and not yet written: number, title, summary, minutes."""
    above = Page.objects.filter(translation_key=course.key, locale=OuterRef("locale")).values("path")[:1]
    pages = PartPage.objects.live().filter(is_outline=True, locale__language_code=language)
    return list(
        pages.filter(path__startswith=Subquery(above))
        .order_by("number")
        .values("number", "title", "summary", "minutes")
    )
