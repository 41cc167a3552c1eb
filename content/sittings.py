"""A group doing a part together: what it is at, what may be sent to the common screen, and what is shown there."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import segno
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import Refused, SentNote, Sitting, notes_of
from content.coaching import Part, Programme, Screen, programme_for

#: Kinds whose answers are counted, and kinds whose answers are shown as notes: running text, or several lines. The
#: others are for talking; a support map is one of them, for its lines are other people's names.
COUNTED, LINED = {"pick", "scale"}, {"lines", "wish", "ifthen", "sentence", "chain", "ladder"}
WRITTEN = {"writing"} | LINED
#: A note must be readable from the back of the room.
LONGEST_NOTE = 280


@dataclass(frozen=True)
class Room:
    """A sitting with its part, at one of its screens; ``screen`` is empty while people still join."""

    sitting: Sitting
    programme: Programme
    part: Part
    screen: Screen | None

    @property
    def number(self) -> int:
        return self.screen.number if self.screen else 0

    @property
    def is_last(self) -> bool:
        return self.number == len(self.part.screens)

    @property
    def asks(self) -> bool:
        """Whether something can be sent: a card pick, a scale, writing or lines that build on nothing earlier."""
        here = self.screen
        return bool(here) and here.kind in COUNTED | WRITTEN and not (here.values.get("from") or here.values.get("per"))

    @property
    def is_counted(self) -> bool:
        return self.asks and self.screen.kind in COUNTED

    @property
    def sends_lines(self) -> bool:
        """Whether what is sent from a phone comes to the screen in several notes."""
        return self.asks and self.screen.kind in LINED

    @property
    def values(self) -> dict[str, Any]:
        """The exercise without its help: that is written for one alone, and may promise that nobody else sees it."""
        return self.screen.values | {"help": ""}

    def ask(self, typed: Any = None) -> dict[str, Any]:
        """What the input's template needs."""
        return self.screen.exercise.ask(self.screen.values, typed, {}) | {"longest": LONGEST_NOTE, "recalled": []}

    @sensitive_variables()
    def read(self, post: Any) -> list[dict[str, Any]]:
        """What was posted, as the notes to send. Raises ``Refused``, also for nothing."""
        kind, values = self.screen.exercise, self.screen.values
        value = kind.parse(post, values, {})
        if value is None:
            raise Refused(_("Choose or write something first. You can also send nothing."), typed=None)
        if self.is_counted:
            return [{"picked": value["picked"]}]
        texts = kind.summary(value, values) if self.sends_lines else [value["text"]]
        if any(len(text) > LONGEST_NOTE for text in texts):
            sentence = _("A note on the screen has at most %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST_NOTE}, typed=value)
        return [{"text": text} for text in texts]

    @cached_property
    def notes(self) -> list[SentNote]:
        """Everything that was sent to this screen, hidden or not."""
        return notes_of(self.sitting, self.number) if self.asks else []

    @property
    def texts(self) -> list[dict[str, Any]]:
        """The notes in words, for the coach."""
        told = [(note, note.value.get("text", "")) for note in self.notes]
        return [{"pk": note.pk, "text": text, "is_hidden": note.is_hidden} for note, text in told if text]

    @property
    def shown_texts(self) -> list[str]:
        """The notes that stand on the common screen."""
        return [note["text"] for note in self.texts if not note["is_hidden"]]

    @property
    def counts(self) -> list[dict[str, Any]]:
        """How often each card or word was chosen, in the author's order."""
        if not self.is_counted:
            return []
        chosen = Counter(key for note in self.notes for key in note.value.get("picked", ()))
        options = self.ask()["options"]
        return [{"id": each["id"], "text": each["text"], "number": chosen[each["id"]]} for each in options]


def room_of(sitting: Sitting, number: int | None = None) -> Room:
    """The room at the screen where the group is, or at another of its screens. 404 when the part is not there."""
    programme = programme_for(None, sitting.run.code)
    part = next((part for part in programme.parts if part.step.activity_key == sitting.activity_key), None)
    if part is None:
        raise Http404
    at = min(sitting.screen if number is None else number, len(part.screens))
    return Room(sitting, programme, part, part.screen(at) if at else None)


def room_address(sitting: Sitting) -> str:
    """What a phone opens, in full."""
    return settings.PUBLIC_BASE_URL + reverse("sitting:room", args=[sitting.plain])


def typed_address() -> str:
    """What one types into a phone before the code."""
    return (settings.PUBLIC_BASE_URL + reverse("sitting:join")).partition("//")[2]


def picture_of(sitting: Sitting) -> SafeString:
    """The address as a picture that a phone's camera reads."""
    picture = segno.make(room_address(sitting), error="m", micro=False)
    # The markup is segno's own; the address is in it only as squares.
    return mark_safe(picture.svg_inline(omitsize=True, border=2, light="#fff", svgclass="qr", lineclass=None))
