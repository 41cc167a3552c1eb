"""The exercises of a part on paper: each on one A4, empty or filled, numbered as on the screen."""

from dataclasses import dataclass
from typing import Any

from assessments.personal.api import Answer
from content.coaching import Part, Programme, Screen

#: Lines to write on where an exercise goes on from an earlier one that says no number.
EARLIER_LINES = 3
MOST_EARLIER_LINES = 10


@dataclass(frozen=True)
class Earlier:
    """The exercise that another one goes on from, and where it is."""

    part: Part
    screen: Screen


@dataclass(frozen=True)
class Sheet:
    """One exercise as it is set on paper. ``ask`` is what its controls on the screen get, so the numbers agree."""

    part: Part
    screen: Screen
    ask: dict[str, Any]
    earlier: Earlier | None

    @property
    def per(self) -> bool:
        """Whether something is written of each thing that the earlier exercise gave."""
        return bool(self.screen.values.get("per"))

    @property
    def lines(self) -> range:
        """Empty lines for what the earlier exercise gave: as many as are chosen here, else as it may give."""
        own = self.screen.values if self.screen.kind == "pick" else {}
        gives = self.earlier.screen.values if self.earlier else {}
        asked = own.get("max") or gives.get("max") or gives.get("count")
        return range(min(asked, MOST_EARLIER_LINES) if isinstance(asked, int) else EARLIER_LINES)

    @property
    def many(self) -> bool:
        """Whether the choices are so many that they stand in two columns."""
        return len(self.ask.get("options") or ()) > 9


def sheets_of(found: Programme, part: Part, answers: dict[str, Answer]) -> list[Sheet]:
    """The exercises of a part, one sheet each; ``answers`` by exercise key, empty for empty sheets."""
    values = {key: answer.value for key, answer in answers.items()}
    return [_sheet(found, part, screen, values) for screen in part.exercises]


def _sheet(found: Programme, part: Part, screen: Screen, values: dict[str, Any]) -> Sheet:
    ask = screen.exercise.ask(screen.values, values.get(screen.key), values)
    source = screen.values.get("from") or screen.values.get("per")
    place = found.place_of(source) if source else None
    return Sheet(part, screen, ask, Earlier(*place) if place else None)
