"""The page "My strengths", put together by somebody of their own answers: for the screen, for paper and as a PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import Answer, Kept, all_answers_of, own_page_of
from content.coaching import Part, Programme
from lms.ui import tokens, typeset

LAYOUT = Path(__file__).resolve().parent / "papers" / "own_page.typ"
LONGEST_NAME, LONGEST_WORDS = 80, 2000
#: How much of an answer is shown where it is chosen.
EXCERPT = 160


class OwnPageForm(forms.Form):
    """The person's own words on the page; both may be left empty."""

    name = forms.CharField(
        label=lazy("Your name on the page"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=lazy("A nickname is fine. It is sealed like your answers."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=lazy("A few words of your own"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=lazy("They stand first. For example: what you want the reader to know of you."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


@dataclass(frozen=True)
class Choice:
    """One answer that may be on the page."""

    answer: Answer
    part: Part | None
    is_picked: bool

    @property
    def excerpt(self) -> str:
        """The beginning of the answer on one line."""
        lines = (" ".join(line.split()) for line in self.answer.lines)
        return Truncator(" · ".join(lines).replace(". · ", ". ")).chars(EXCERPT)


@dataclass(frozen=True)
class Page:
    """The page as it stands: the person's words, then the answers they chose, in their order."""

    kept: Kept
    sections: list[Answer]

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.kept.words)


def choices_of(learner: Any, found: Programme, picked: Iterable[int]) -> list[Choice]:
    """Everything the person has written, in the order of the parts; what its part has lost comes last."""
    marked = set(picked)
    rows = []
    for mine in all_answers_of(learner):
        place = found.place_of(mine.exercise_key)
        order = (place[0].number, place[1].number) if place else (len(found.parts) + 1000, 0)
        rows.append((order, Choice(mine, place and place[0], mine.entry_id in marked)))
    return [choice for _order, choice in sorted(rows, key=lambda row: row[0])]


def page_of(learner: Any) -> Page:
    """The page; an answer that was deleted or emptied since is left out."""
    kept = own_page_of(learner)
    answers = {answer.entry_id: answer for answer in all_answers_of(learner)} if kept.picked else {}
    return Page(kept, [answers[pk] for pk in kept.picked if pk in answers])


def pdf_of(page: Page) -> bytes:
    """The page as an accessible PDF. It is made when it is asked for and kept nowhere."""
    now = timezone.localtime()
    title = _("My strengths")
    says = {
        "title": f"{title}: {page.kept.name}" if page.kept.name else title,
        "heading": title,
        "name": page.kept.name,
        "words": paragraphs(page.kept.words),
        "sections": [{"title": mine.prompt["title"], "lines": mine.lines} for mine in page.sections],
        "made": _("Put together on %(day)s.") % {"day": date_format(now, "j.n.Y")},
        "day": {"year": now.year, "month": now.month, "day": now.day},
        "page": _("Page"),
        "language": get_language(),
        "colours": tokens.light(),
    }
    return typeset.pdf_of(LAYOUT, says, made_at=now)


def paragraphs(text: str) -> list[str]:
    """The lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
