"""The checks of a page as it stands in the database, with what its cards and recordings say today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.utils import timezone

from content.quality.drafts import STREAMS, draft_of, values_of
from content.quality.rules import About, Finding, findings_in

#: The pages that have a text to check, by model.
CHECKED = (
    *("LessonPage", "PartPage", "AssignmentPage", "ProjectPage", "CoursePage"),
    *("HomePage", "StandardPage", "HelpPage", "SharedPiece"),
)
#: Swedish and English say in small words what Finnish says in endings: four words for three.
IN_TRANSLATION = (4, 3)
#: Checks that know Finnish words.
FINNISH_ONLY = (About.ABBREVIATIONS,)


@dataclass(frozen=True)
class Today:
    """What cards and recordings say today, read once for any number of pages (three queries)."""

    #: By kind of block and number of the card.
    overdue_cards: dict[tuple[str, int], str]
    gaps_by_recording: dict[int, list[str]]

    @classmethod
    def read(cls) -> "Today":
        late = {"review_by__lt": timezone.localdate()}
        facts = apps.get_model("content", "FactCard").objects.filter(**late)
        network = apps.get_model("content", "NetworkCard").objects.filter(**late)
        recordings = apps.get_model("content", "Recording").objects.all()
        cards = {
            (kind, pk): title
            for kind, rows in (("fact", facts), ("network", network))
            for pk, title in rows.values_list("pk", "title")
        }
        return cls(cards, {one.pk: one.missing() for one in recordings})

    def overdue(self, kind: str, card: int | None) -> str:
        return self.overdue_cards.get((kind, card or 0), "")

    def gaps(self, recording: int | None) -> Iterable[str]:
        return self.gaps_by_recording.get(recording or 0, ())


def is_checked(page: Any) -> bool:
    """Whether the page has a text that the checks read."""
    return type(page).__name__ in CHECKED


def findings_of(page: Any, today: Today) -> list[Finding]:
    """Everything doubtful on a page as the object has it: a draft when it is one."""
    draft = draft_of(type(page).__name__, values_of(page), overdue=today.overdue, gaps=today.gaps)
    if draft.is_finnish:
        return findings_in(draft)
    longest = draft.longest_sentence * IN_TRANSLATION[0] // IN_TRANSLATION[1]
    return [one for one in findings_in(replace(draft, longest_sentence=longest)) if one.about not in FINNISH_ONLY]


def field_of(page: Any) -> str:
    """The field that the blocks of the page's findings stand in."""
    return next(name for name in STREAMS if hasattr(page, name))
