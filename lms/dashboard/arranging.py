"""Arrangements in tests: what a trainer fills in, and how they are said."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assessments.graded.api import Accommodation, Granted, RunQuiz
from courses.api import Enrolment, Group
from lms.dashboard.forms import ReasonForm
from lms.dashboard.matrix import name_of


def moment_field(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """A day and a time that may be left open, with the browser's own calendar."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, help_text=help_text, widget=widget)


def number_field(label: Any, *, most: int, help_text: Any = "") -> forms.IntegerField:
    """A whole number that may be left empty."""
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, help_text=help_text)


class TimesForm(forms.Form):
    """When a test opens and closes."""

    opens_at = moment_field(lazy("Opens"), lazy("Leave empty: open from the beginning."))
    closes_at = moment_field(
        lazy("Closes"), lazy("Leave empty: does not close. What is open at closing is sent with what has been saved.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        opens_at, closes_at = values.get("opens_at"), values.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The test cannot close before it opens."))
        return values


@dataclass(frozen=True)
class Whom:
    """Those of a run for whom something can be arranged."""

    groups: list[Group]
    people: list[Enrolment]

    def choices(self) -> list[Any]:
        """Everybody first, then the groups and the people."""
        groups = [(f"ryhma-{one.pk}", one.name) for one in self.groups]
        people = [(f"osallistuja-{one.pk}", name_of(one.learner)) for one in self.people]
        apart = [(_("Groups"), groups), (_("Participants"), people)]
        return [("", _("Everybody in the run")), *(one for one in apart if one[1])]

    def chosen(self, key: str) -> tuple[Enrolment | None, Group | None]:
        """Whom a choice stands for; two times None is everybody."""
        kind, _dash, number = key.partition("-")
        person = next((one for one in self.people if kind == "osallistuja" and str(one.pk) == number), None)
        group = next((one for one in self.groups if kind == "ryhma" and str(one.pk) == number), None)
        return person, group


class ArrangementForm(TimesForm, ReasonForm):
    """More time, more attempts or other times, in one test or in all."""

    whom = forms.ChoiceField(label=lazy("For whom"), required=False)
    test = forms.ChoiceField(label=lazy("Which test"), required=False)
    extra_percent = number_field(lazy("More time, per cent"), most=300, help_text=lazy("For example 50: half more."))
    extra_minutes = number_field(lazy("More time, minutes"), most=600)
    extra_attempts = number_field(lazy("More attempts"), most=50)

    field_order = [
        "whom",
        "test",
        "extra_percent",
        "extra_minutes",
        "extra_attempts",
        "opens_at",
        "closes_at",
        "reason",
    ]

    def __init__(self, *args: Any, quizzes: list[RunQuiz], whom: Whom | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = whom
        if whom is None:
            del self.fields["whom"]
        else:
            self.fields["whom"].choices = whom.choices()
        tests = [(str(quiz.item.activity_id), quiz.title) for quiz in quizzes]
        self.fields["test"].choices = [("", _("All tests")), *tests]
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _("Leave empty: as for the others.")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and self.granted() == Granted():
            raise forms.ValidationError(_("Fill in at least one: more time, more attempts, or another time."))
        return values

    def granted(self) -> Granted:
        """What is to be granted."""
        values = self.cleaned_data
        return Granted(
            extra_percent=values.get("extra_percent") or 0,
            extra_minutes=values.get("extra_minutes") or 0,
            extra_attempts=values.get("extra_attempts") or 0,
            opens_at=values.get("opens_at"),
            closes_at=values.get("closes_at"),
        )

    def whose(self) -> tuple[Enrolment | None, Group | None]:
        """The person or the group that was chosen; neither is everybody."""
        return self.known.chosen(self.cleaned_data["whom"]) if self.known else (None, None)

    def activity_id(self) -> int | None:
        """The test, or None for all of them."""
        return int(self.cleaned_data["test"]) if self.cleaned_data["test"] else None


def words_of(row: Accommodation) -> str:
    """What an arrangement gives, in a line."""
    parts = []
    if row.extra_percent:
        parts.append(_("%(percent)s %% more time") % {"percent": row.extra_percent})
    if row.extra_minutes:
        minutes = ngettext("%(n)d minute more", "%(n)d minutes more", row.extra_minutes)
        parts.append(minutes % {"n": row.extra_minutes})
    if row.extra_attempts:
        attempts = ngettext("%(n)d attempt more", "%(n)d attempts more", row.extra_attempts)
        parts.append(attempts % {"n": row.extra_attempts})
    if row.opens_at:
        parts.append(_("opens on %(moment)s") % {"moment": _moment(row.opens_at)})
    if row.closes_at:
        parts.append(_("closes on %(moment)s") % {"moment": _moment(row.closes_at)})
    return ", ".join(parts)


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j.n.Y H.i")
