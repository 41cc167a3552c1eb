"""What the authoring room says downward about quizzes, and what this room answers: plain data."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal
from uuid import UUID

#: When a person is told how an answer went: after each question, with hints between tries, or after sending.
FeedbackMode = Literal["deferred", "immediate", "hints"]
#: Which of several attempts counts.
Counting = Literal["best", "last", "first", "average"]


@dataclass(frozen=True)
class Band:
    """What to say to somebody who reached at least ``from_percent``; texts by language."""

    from_percent: int
    texts: dict[str, str]


@dataclass(frozen=True)
class Section:
    """A heading with its own introduction before question number ``first``; texts by language."""

    first: int
    titles: dict[str, str]
    intros: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QuizSettings:
    """The rules of a quiz. ``attempts_allowed`` and ``minutes_allowed`` are None when there is no limit;
    ``delay_minutes`` lie between two attempts. Each hint costs ``hint_penalty`` hundredths of the question's points.
    ``review`` says what is shown at which moment (see ``disclosure``); an empty one shows all."""

    titles: dict[str, str]
    intros: dict[str, str] = field(default_factory=dict)
    bands: tuple[Band, ...] = ()
    pass_percent: int = 70
    attempts_allowed: int | None = None
    delay_minutes: int = 0
    minutes_allowed: int | None = None
    feedback: FeedbackMode = "deferred"
    hint_penalty: int = 25
    counting: Counting = "best"
    review: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    shuffle_questions: bool = False
    shuffle_options: bool = True
    hides_names: bool = False
    source_language: str = "fi"

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        parts = {
            "bands": [asdict(band) for band in self.bands],
            "sections": [asdict(section) for section in self.sections],
            "review": {moment: list(parts) for moment, parts in self.review.items()},
        }
        return asdict(self) | parts

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "QuizSettings":
        """What ``stored`` made; names of a later version are ignored."""
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        parts = {
            "bands": tuple(Band(**band) for band in stored.get("bands", ())),
            "sections": tuple(Section(**section) for section in stored.get("sections", ())),
            "review": {moment: tuple(parts) for moment, parts in stored.get("review", {}).items()},
        }
        return cls(**known | parts)

    @property
    def tells_at_once(self) -> bool:
        """Whether an answer can be checked before the whole is sent."""
        return self.feedback != "deferred"

    def section_of(self, position: int) -> Section | None:
        """The section that question number ``position`` belongs to."""
        begun = [section for section in self.sections if section.first <= position]
        return max(begun, key=lambda section: section.first, default=None)

    def title_in(self, language: str) -> str:
        return self._text(self.titles, language)

    def intro_in(self, language: str) -> str:
        return self._text(self.intros, language)

    def heading_of(self, section: Section, language: str) -> tuple[str, str]:
        """Title and introduction of a section."""
        return self._text(section.titles, language), self._text(section.intros, language)

    def band_text(self, band: Band | None, language: str) -> str:
        return self._text(band.texts, language) if band else ""

    def _text(self, texts: dict[str, str], language: str) -> str:
        return texts.get(language) or texts.get(self.source_language) or ""


@dataclass(frozen=True)
class SlotFacts:
    """One place in a quiz: a question by key, or ``count`` drawn from ``category`` (its subcategories too), of those
    that have ``tag``. Points in hundredths, each."""

    question: UUID | None = None
    points: int = 100
    category: str = ""
    count: int = 1
    tag: str = ""


@dataclass(frozen=True, slots=True)
class QuizFacts:
    """What a list of steps says of a quiz."""

    title: str
    questions: int
    pass_percent: int
    minutes_allowed: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """Somebody's result in one quiz, as the quiz says that it counts. Points in hundredths; ``attempts`` are those
    that were sent."""

    activity_id: int
    attempts: int
    score: int
    max_score: int
    passed: bool
    submitted_at: datetime.datetime
    counting: Counting = "best"
