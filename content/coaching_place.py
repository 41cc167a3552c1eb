"""Where somebody is in the programme, with what they have answered so far."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.personal.api import Answer, newest_answers_of
from content.coaching import Part, Programme, Screen, programme_for

MOST_EARLIER = 60
LONGEST_EARLIER = 300


@dataclass(frozen=True)
class Place:
    """One screen and the way on and back from it. ``light`` is the two-minute version: this exercise alone."""

    programme: Programme
    part: Part
    screen: Screen
    answers: dict[str, Answer]
    light: bool

    @property
    def mine(self) -> Answer | None:
        """The person's answer to this screen's exercise."""
        return self.answers.get(self.screen.key)

    @property
    def has_mine(self) -> bool:
        """Whether there is something in it; passing by leaves an empty one."""
        return self.mine is not None and self.mine.value is not None

    @property
    def is_first(self) -> bool:
        """Whether this is the way in for a newcomer."""
        return self.programme.enrolment is None and self.part is self.programme.parts[0] and self.screen.number == 1

    @property
    def earlier(self) -> dict[str, Any]:
        return {key: answer.value for key, answer in self.answers.items()}

    @property
    def moved(self) -> bool:
        """Whether one comes here from another screen, so that the focus belongs on the heading."""
        return self.screen.number > 1

    @property
    def is_last(self) -> bool:
        """Whether the part is done after this screen."""
        return self.light or self.screen.number == len(self.part.screens)

    @property
    def url(self) -> str:
        return reverse("coaching:screen", args=[self.programme.code, self.part.number, self.screen.number])

    @property
    def next_url(self) -> str:
        if self.is_last:
            return reverse("coaching:done", args=[self.programme.code, self.part.number])
        return reverse("coaching:screen", args=[self.programme.code, self.part.number, self.screen.number + 1])

    @property
    def previous_url(self) -> str:
        if self.light or self.screen.number == 1:
            return reverse("coaching:path", args=[self.programme.code])
        return reverse("coaching:screen", args=[self.programme.code, self.part.number, self.screen.number - 1])


@dataclass(frozen=True)
class Onward:
    """Where the button on the path leads."""

    part: Part
    screen: int
    url: str

    @property
    def begun(self) -> bool:
        """Whether the part is half-way."""
        return self.screen > 1


def answers_in(learner: Any, found: Programme) -> dict[str, Answer]:
    """The person's answers. Somebody who is not on the path has none, and none are asked for; else one statement."""
    return newest_answers_of(learner, found.activity_keys) if found.enrolment else {}


def onward_from(found: Programme, answers: dict[str, Answer]) -> Onward | None:
    """Where to go on; None when all is done."""
    there = found.onward(answers)
    return there and Onward(*there, url=reverse("coaching:screen", args=[found.code, there[0].number, there[1]]))


def onward_of(request: HttpRequest, programme: str) -> Onward | None:
    """Where the person of this request goes on in the programme, or 404."""
    found = programme_for(request.learner, programme)
    return onward_from(found, answers_in(request.learner, found))


def numbers_of(found: Programme, answers: dict[str, Answer]) -> list[str]:
    """The person's own three numbers in words: parts done, steps taken, successes collected. What there is none of
    is left out: a nought tells nobody anything. They are compared with nothing."""
    screens = [screen for part in found.parts for screen in part.exercises if screen.key in answers]
    counted = [screen.exercise.collected(answers[screen.key].value, screen.values) for screen in screens]
    parts = sum(part.step.is_done for part in found.parts)
    steps, successes = sum(one.steps for one in counted), sum(one.successes for one in counted)
    said = [
        parts and ngettext("One part done", "%(n)d parts done", parts) % {"n": parts},
        steps and ngettext("One step taken", "%(n)d steps taken", steps) % {"n": steps},
        successes and ngettext("One success collected", "%(n)d successes collected", successes) % {"n": successes},
    ]
    return [words for words in said if words]


def place_of(request: HttpRequest, programme: str, part: int, screen: int) -> Place:
    """The place, or 404."""
    found = programme_for(request.learner, programme)
    here = found.part(part)
    answers = newest_answers_of(request.learner, found.activity_keys) if request.learner else {}
    return Place(found, here, here.screen(screen), answers, light="kevyt" in request.GET)


def earlier_of(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Earlier answers; what the form carried over stands in for one that is not known any more."""
    source = place.screen.values.get("from") or place.screen.values.get("per")
    names = [name for name in request.POST if name.startswith("earlier-")][:MOST_EARLIER]
    texts = {name.removeprefix("earlier-"): request.POST[name][:LONGEST_EARLIER] for name in names}
    carried = {source: {"picked": list(texts), "texts": texts}} if source and texts else {}
    return carried | place.earlier


def carried_over(ask: dict[str, Any]) -> list[tuple[str, str]]:
    """(id, text) of what an exercise carries over from an earlier one. It is printed into the form, so that what is
    written about it survives even when the session does not."""
    items = (ask.get("options") or ask.get("lines") or []) if ask.get("from_earlier") else []
    return [(item["id"], item.get("heading") or item["text"]) for item in items]


def just_saved(request: HttpRequest, place: Place) -> bool:
    """Whether the screen before was saved on the way here: the address says so and the answer is really there."""
    number = request.GET.get("tallessa", "")
    known = place.part.screens[: place.screen.number]
    return any(str(screen.number) == number and screen.key in place.answers for screen in known)


def stones_of(found: Programme, onward: Onward | None, coming: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The path as the trail component shows it: parts, then those that are announced."""
    current = onward and onward.part
    stones = [
        {
            "title": f"{part.number}. {part.step.title}",
            "url": onward.url if part is current else reverse("coaching:screen", args=[found.code, part.number, 1]),
            "state": "done" if part.step.is_done else "now" if part is current else "todo",
            "status": "" if part.step.is_done else _("Next") if part is current else _("Waiting for you"),
            "detail": _("%(aim)s About %(minutes)d min.")
            % {"aim": part.body.get("aim", ""), "minutes": part.step.minutes},
        }
        for part in found.parts
    ]
    return stones + [
        {
            "title": f"{part['number']}. {part['title']}",
            "url": "",
            "state": "locked",
            "status": _("Coming later"),
            "detail": " ".join(filter(None, [part["summary"], _("Coming later.")])),
        }
        for part in coming
    ]
