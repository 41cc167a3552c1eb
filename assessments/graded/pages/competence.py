"""What the pages of self-assessments show: the scale in words, the form, and one's own change. No queries here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.graded.rules.competence import CompetenceSettings

if TYPE_CHECKING:
    from assessments.graded.queries.competence import Moment, OwnCompetence

#: From the first step to the fifth.
WORDS = (
    lazy("Not yet"),
    lazy("With much support"),
    lazy("With some support"),
    lazy("On my own"),
    lazy("I can guide others"),
)


def word_of(level: int | None) -> str:
    """A level in words; a dash where none was chosen."""
    return str(WORDS[level - 1]) if level else "–"


class CompetenceForm(forms.Form):
    """Every statement with the scale; any may be left open."""

    def __init__(self, settings: CompetenceSettings, language: str, given: Mapping[str, int], *args: Any) -> None:
        super().__init__(*args, initial={f"level-{key}": str(level) for key, level in given.items()})
        choices = [(str(number), word) for number, word in enumerate(WORDS, start=1)]
        for one in settings.statements:
            self.fields[f"level-{one.key}"] = forms.ChoiceField(
                label=settings.text_in(one.texts, language),
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def levels(self) -> dict[str, str]:
        """What was chosen, by the statement's key."""
        return {name.removeprefix("level-"): value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class ChangeLine:
    """One statement with one's own levels in words."""

    text: str
    start: str
    end: str
    change: str


def change_lines(own: "OwnCompetence") -> list[ChangeLine]:
    """One's own answers, the statements in the wording of the moment on the page."""
    start, end = _levels(own.start), _levels(own.end)
    language, settings = own.enrolment.run.language, own.here.settings
    return [
        ChangeLine(
            text=settings.text_in(one.texts, language),
            start=word_of(start.get(one.key)),
            end=word_of(end.get(one.key)),
            change=change_in_words(start.get(one.key), end.get(one.key)),
        )
        for one in settings.statements
    ]


def _levels(moment: "Moment | None") -> dict[str, int]:
    return (moment.levels or {}) if moment else {}


def change_in_words(start: int | None, end: int | None) -> str:
    """How a level has changed; nothing where one of the two is missing."""
    if not start or not end:
        return ""
    steps = end - start
    if steps > 0:
        return ngettext("grown by %(n)d step", "grown by %(n)d steps", steps) % {"n": steps}
    return _("as before") if steps == 0 else _("lower than at the start")


def own_page(own: "OwnCompetence", form: CompetenceForm, *, asks: bool) -> dict[str, Any]:
    """The page: the form, or what was answered."""
    run, language = own.enrolment.run, own.enrolment.run.language
    return {
        "own": own,
        "run": run,
        "slug": own.here.step.slug,
        "title": own.here.step.title,
        "course": run.course.title_in(language),
        "home_url": reverse("dashboard:course", args=[run.code]),
        "intro": own.here.settings.text_in(own.here.settings.intros, language),
        "form": form,
        "asks": asks,
        "is_answered": own.here.levels is not None,
        "lines": change_lines(own),
        "has_both": bool(_levels(own.start) and _levels(own.end)),
        "content_language": "" if language == (get_language() or "").split("-")[0] else language,
    }
