"""What the authoring room says downward about quizzes, and what this room answers: plain data."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal
from uuid import UUID


@dataclass(frozen=True)
class Band:
    """What to say to somebody who reached at least ``from_percent``; texts by language."""

    from_percent: int
    texts: dict[str, str]


@dataclass(frozen=True)
class QuizSettings:
    """The rules of a quiz. ``attempts_allowed`` and ``minutes_allowed`` are None when there is no limit;
    ``delay_minutes`` lie between two attempts. ``feedback``: "deferred" (after sending) or "immediate"."""

    titles: dict[str, str]
    intros: dict[str, str] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    pass_percent: int = 70
    attempts_allowed: int | None = None
    delay_minutes: int = 0
    minutes_allowed: int | None = None
    feedback: Literal["deferred", "immediate"] = "deferred"
    source_language: str = "fi"

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"bands": [asdict(band) for band in self.bands]}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "QuizSettings":
        """What ``stored`` made; names of a later version are ignored."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        return cls(**known | {"bands": tuple(Band(**band) for band in stored.get("bands", ()))})

    def title_in(self, language: str) -> str:
        return self._text(self.titles, language)

    def intro_in(self, language: str) -> str:
        return self._text(self.intros, language)

    def band_text(self, band: Band | None, language: str) -> str:
        return self._text(band.texts, language) if band else ""

    def _text(self, texts: dict[str, str], language: str) -> str:
        return texts.get(language) or texts.get(self.source_language) or ""


@dataclass(frozen=True)
class SlotFacts:
    """One place in a quiz: a question by key, or ``count`` drawn from ``category``. Points in hundredths, each."""

    question: UUID | None = None
    points: int = 100
    category: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class QuizFacts:
    """What a list of steps says of a quiz."""

    title: str
    questions: int
    pass_percent: int
    minutes_allowed: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """Somebody's best result in one quiz. Points in hundredths; ``attempts`` counts those that were sent."""

    activity_id: int
    attempts: int
    score: int
    max_score: int
    passed: bool
    submitted_at: datetime.datetime
