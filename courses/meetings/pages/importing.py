"""Taking attendance from a file: the form, and what is said of each line before anything is saved."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.api import MOST_CHARACTERS, Enrolment, text_of, tidy
from courses.meetings.models import Attendance, Meeting
from courses.meetings.pages.roll import hours, name_of
from courses.meetings.rules.marks_list import MOST_LINES, MarkLine, Problem, match_lines, read_marks

MOST_BYTES = 1_000_000


class ImportForm(forms.Form):
    """Lines of a spreadsheet, pasted or as a file. What was checked is known by its fingerprint."""

    marks = forms.CharField(
        label=lazy("Who was there"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false", "translate": "no"}),
        help_text=lazy("One person a line: address or name; present, part or absent; hours of a part day; reason."),
    )
    file = forms.FileField(
        label=lazy("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=lazy("CSV with a line of headings, for example name;attendance;hours;reason."),
    )
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large. Leave only the people in it."))
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.errors:
            return values
        file = values.get("file")
        self.text = tidy(text_of(file.read()) if file else values.get("marks", ""))
        self.lines = (
            read_marks(self.text, day_minutes=self.meeting.minutes) if len(self.text) <= MOST_CHARACTERS else []
        )
        if len(self.text) > MOST_CHARACTERS or len(self.lines) > MOST_LINES:
            raise forms.ValidationError(_("Import at most %(most)d lines at a time.") % {"most": MOST_LINES})
        if not self.lines:
            raise forms.ValidationError(_("Write at least one line, or choose a file."))
        return values

    def is_confirmed(self) -> bool:
        """Whether exactly this list was checked before."""
        return not self.cleaned_data["file"] and self.cleaned_data["checked"] == fingerprint(self.text)

    def after_check(self) -> "ImportForm":
        """The form with what was read in it, ready to be confirmed or put right."""
        return ImportForm(self.meeting, initial={"marks": self.text, "checked": fingerprint(self.text)})


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def matched(form: ImportForm, people: list[Enrolment]) -> list[MarkLine]:
    """The lines with whom each names among those whose day it is."""
    return match_lines(form.lines, [(one.pk, one.learner.user.email or "", name_of(one)) for one in people])


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of the dry run as the page shows it."""

    line: int
    who: str
    words: str
    is_problem: bool


def said(line: MarkLine, names: dict[int, str]) -> SaidLine:
    """What would become of one line, in words."""
    if line.problem:
        return SaidLine(line.line, line.who or "–", str(PROBLEMS[line.problem]), True)  # noqa: RUF001 -- nobody
    words = str(Attendance.State(line.state).label)
    if line.minutes:
        words = f"{words}, {hours(line.minutes)}"
    return SaidLine(line.line, names[line.enrolment_id], f"{words}: {line.reason}" if line.reason else words, False)


PROBLEMS = {
    Problem.NOBODY_NAMED: lazy("Mistake: no address and no name"),
    Problem.BAD_MARK: lazy("Mistake: write present, part or absent"),
    Problem.BAD_HOURS: lazy("Mistake: how many hours was the person there?"),
    Problem.UNKNOWN: lazy("Mistake: nobody of this name or address is expected on the day"),
    Problem.SEVERAL: lazy("Mistake: several people have this name; use the address"),
    Problem.TWICE: lazy("Mistake: this person is on an earlier line already"),
}
