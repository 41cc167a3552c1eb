"""A part that somebody has done on paper, typed in on one page with the numbers of the paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import Answer, OpenPage, Refused, WrittenElsewhere, newest_answers_of, text_in
from content.coaching import Part, Programme, Screen
from content.coaching_acts import keep_from_paper
from content.coaching_place import LONGEST_EARLIER, MOST_EARLIER, carried_over
from lms.ui.forms import Problem, problems_of


class PaperForm(forms.Form):
    """Where the answers come from: when the paper was written, and who types it in."""

    filled_on = forms.DateField(
        label=lazy("When was the paper written?"),
        required=False,
        help_text=lazy("You may leave this empty."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": lazy("Enter a day, for example 30.9.2026.")},
    )
    who = forms.ChoiceField(
        label=lazy("Who types this in?"),
        choices=[("own", lazy("I do it myself")), ("helper", lazy("Somebody helps me"))],
        initial="own",
        widget=forms.RadioSelect,
        error_messages={"required": lazy("Choose one."), "invalid_choice": lazy("Choose one.")},
    )

    def clean_filled_on(self) -> Any:
        """A day that has come; nothing is written tomorrow."""
        day = self.cleaned_data["filled_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Check the date."))
        return day

    @property
    def paper(self) -> dict[str, Any]:
        """What is sealed with each answer."""
        day = self.cleaned_data["filled_on"]
        return {"on": day.isoformat() if day else "", "helped": self.cleaned_data["who"] == "helper"}


class OneOfMany:
    """The fields of one exercise in a form that holds several: each name begins with the exercise's own mark."""

    def __init__(self, post: Any, at: str) -> None:
        self._post, self._at = post, at

    def get(self, name: str, default: Any = None) -> Any:
        return self._post.get(self._at + name, default)

    def __getitem__(self, name: str) -> str:
        return self._post[self._at + name]

    def getlist(self, name: str) -> list[str]:
        return self._post.getlist(self._at + name)

    def carried(self) -> dict[str, str]:
        """What the exercise carried over from an earlier one, by the id of the thing."""
        mark = f"{self._at}earlier-"
        names = [name for name in self._post if name.startswith(mark)][:MOST_EARLIER]
        return {name.removeprefix(mark): self._post[name][:LONGEST_EARLIER] for name in names}


@dataclass(frozen=True)
class Typed:
    """One exercise of the page: ``value`` is what stands in its fields, ``opened`` what it did not ask before."""

    screen: Screen
    mine: Answer | None
    value: Any
    ask: dict[str, Any]
    base: str
    goes_on_from: tuple[Part, Screen] | None
    error: str = ""
    opened: bool = False

    @property
    def at(self) -> str:
        """How the names of its fields begin."""
        return mark_of(self.screen)

    @property
    def is_closed(self) -> bool:
        """Whether it waits for the answer that it goes on from."""
        return bool(self.goes_on_from) and not (self.ask.get("options") or self.ask.get("lines"))

    @property
    def carried(self) -> list[tuple[str, str]]:
        return carried_over(self.ask)

    @property
    def is_changed(self) -> bool:
        """Whether there is something to keep. A ready text that nobody has touched is nobody's answer."""
        if self.mine is None:
            ready = str(self.screen.values.get("text") or "").strip()
            return self.value is not None and not (ready and text_in(self.value) == ready)
        return self.value != self.mine.value


@dataclass(frozen=True)
class TypedPart:
    """The whole page."""

    programme: Programme
    part: Part
    fields: list[Typed]
    form: PaperForm
    writer: str

    @property
    def problems(self) -> list[Problem]:
        """The error summary of the exercises and of the two questions about the paper."""
        found = [Problem(one.error, one.at + one.ask["target"]) for one in self.fields if one.error]
        return found + problems_of(self.form)

    @property
    def opens(self) -> list[Typed]:
        """The exercises that ask more now than when the page was opened."""
        return [one for one in self.fields if one.opened]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it, neither now nor from before."""
        return not any(one.is_changed or (one.mine and one.mine.value is not None) for one in self.fields)


def mark_of(screen: Screen) -> str:
    return f"k{screen.number}-"


@sensitive_variables()
def typed_part(request: HttpRequest, found: Programme, part: Part) -> TypedPart:
    """The page as it is opened, or as it was posted."""
    answers = newest_answers_of(request.learner, found.activity_keys) if request.learner else {}
    post = request.POST if request.method == "POST" else None
    form = PaperForm(post, prefix="paper")
    writer = (post or {}).get("writer", "")[:32].replace("\x00", "") or get_random_string(16)
    return TypedPart(found, part, list(_fields(found, part, answers, post)), form, writer)


@sensitive_variables()
def _fields(found: Programme, part: Part, answers: dict[str, Answer], post: Any) -> Iterator[Typed]:
    """The exercises in order; what stands in one is at once what a later one goes on from."""
    earlier = {key: answer.value for key, answer in answers.items()}
    for screen in part.exercises:
        source = screen.values.get("from") or screen.values.get("per")
        mine, posted = answers.get(screen.key), OneOfMany(post, mark_of(screen)) if post is not None else None
        carried = posted.carried() if posted and source else {}
        known = ({source: {"picked": list(carried), "texts": carried}} if carried else {}) | earlier
        value, error = _read(screen, posted, known) if posted else (mine and mine.value, "")
        one = Typed(
            screen=screen,
            mine=mine,
            value=value,
            ask=screen.exercise.ask(screen.values, value, known),
            base=posted.get("base", "")[:20] if posted else str(mine.seq if mine else 0),
            goes_on_from=found.place_of(source) if source else None,
            error=error,
        )
        yield replace(one, opened=posted is not None and any(key not in carried for key, _text in one.carried))
        earlier[screen.key] = value


def _read(screen: Screen, posted: OneOfMany, earlier: dict[str, Any]) -> tuple[Any, str]:
    """What was typed, and what is the matter with it."""
    try:
        return screen.exercise.parse(posted, screen.values, earlier), ""
    except Refused as refusal:
        return refusal.typed, str(refusal)


class NotKept(Exception):
    """Nothing was kept: another window has written in one of the exercises. ``page`` says which, beside it."""

    def __init__(self, page: TypedPart) -> None:
        super().__init__()
        self.page = page


@sensitive_variables()
def keep_page(request: HttpRequest, page: TypedPart) -> None:
    """Keep everything on the page that has changed, all of it or nothing; when no exercise is left to open, the part
    is done. Raises ``CannotEnrol`` and ``NotKept``."""
    kept = [(one.screen, one.value, _open_page(page, one)) for one in page.fields if one.is_changed]
    try:
        keep_from_paper(
            request, programme=page.programme, part=page.part, kept=kept, paper=page.form.paper, ends=not page.opens
        )
    except WrittenElsewhere:
        answers = newest_answers_of(request.learner, [page.part.step.activity_key])
        raise NotKept(replace(page, fields=[_beside(one, answers) for one in page.fields])) from None


def _open_page(page: TypedPart, one: Typed) -> OpenPage:
    base = one.base if one.base.isascii() and one.base.isdigit() else ""
    return OpenPage(writer=page.writer, base=int(base) if base else None)


def _beside(one: Typed, answers: dict[str, Answer]) -> Typed:
    """The exercise with what another window has kept meanwhile told beside it; saving again takes its place."""
    theirs = answers.get(one.screen.key)
    if theirs is None or not one.is_changed or str(theirs.seq) == one.base or theirs.value in (None, one.value):
        return one
    told = _("You have also written here in another window: “%(text)s”. Save again, and this page's text stays.")
    return replace(one, error=told % {"text": " · ".join(theirs.lines)}, base=str(theirs.seq))
