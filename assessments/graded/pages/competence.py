"""What the pages of self-assessments show: the scale in words, the form, and one's own change. No queries here."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.graded.rules.competence import CompetenceSettings, left_to_aim

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
#: The same with their numbers, as an author chooses among them.
LEVELS = tuple(enumerate(WORDS, start=1))


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


class EvidenceForm(forms.Form):
    """For each statement which of one's own finished works show it."""

    def __init__(self, own: "OwnCompetence", *args: Any) -> None:
        stored = own.here.answer.evidence if own.here.answer else {}
        super().__init__(*args, initial={f"shows-{key}": steps for key, steps in stored.items()})
        choices = [(step.activity_id, step.title) for step in own.works]
        for one in own.here.settings.statements:
            self.fields[f"shows-{one.key}"] = forms.TypedMultipleChoiceField(
                label=own.here.settings.text_in(one.texts, own.enrolment.run.language),
                choices=choices,
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def evidence(self) -> dict[str, list[int]]:
        """What was ticked, by the statement's key."""
        return {name.removeprefix("shows-"): steps for name, steps in self.cleaned_data.items()}


@dataclass(frozen=True)
class ChangeLine:
    """One statement with one's own levels in words, how far it is to the aim, and the works that show it, as
    (title, address)."""

    text: str
    start: str
    end: str
    change: str
    left: str
    works: list[tuple[str, str]]


def change_lines(own: "OwnCompetence") -> list[ChangeLine]:
    """One's own answers, the statements in the wording of the moment on the page."""
    start, end = _levels(own.start), _levels(own.end)
    language, settings = own.enrolment.run.language, own.here.settings
    shown = _evidence(own)
    return [
        ChangeLine(
            text=settings.text_in(one.texts, language),
            start=word_of(start.get(one.key)),
            end=word_of(end.get(one.key)),
            change=change_in_words(start.get(one.key), end.get(one.key)),
            left=left_in_words(end.get(one.key) or start.get(one.key), settings.aim),
            works=[(step.title, address_of(own, step)) for step in own.works if step.activity_id in shown[one.key]],
        )
        for one in settings.statements
    ]


def _evidence(own: "OwnCompetence") -> dict[str, set[int]]:
    """By statement the works that either moment names."""
    found: dict[str, set[int]] = {one.key: set() for one in own.here.settings.statements}
    for moment in filter(None, (own.start, own.end)):
        for key, steps in (moment.answer.evidence if moment.answer else {}).items():
            found.setdefault(key, set()).update(steps)
    return found


def address_of(own: "OwnCompetence", step: Any) -> str:
    """Where one's own work is."""
    name = {"assignment": "assignment", "project": "project"}.get(step.kind, "intro")
    return reverse(f"graded:{name}", args=[own.enrolment.run.code, step.slug])


def left_in_words(level: int | None, aim: int) -> str:
    """How far it is from a level to the aim."""
    left = left_to_aim(level, aim)
    if left is None:
        return ""
    return ngettext("%(n)d step to go", "%(n)d steps to go", left) % {"n": left} if left else _("reached")


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
        "seq": own.draft.seq if own.draft else 0,
        "writer": secrets.token_hex(8),
        "is_answered": own.here.levels is not None,
        "lines": change_lines(own),
        "aim": word_of(own.here.settings.aim) if own.here.settings.aim else "",
        "may_show": bool(own.works) and own.here.levels is not None,
        "has_works": any(_evidence(own).values()),
        "has_both": bool(_levels(own.start) and _levels(own.end)),
        "content_language": "" if language == (get_language() or "").split("-")[0] else language,
    }
