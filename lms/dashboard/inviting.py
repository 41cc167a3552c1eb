"""Inviting people: the form that takes a list, and what is said of each line of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from courses.api import MOST_CHARACTERS, MOST_LINES, Invited, PlannedLine, Problem, Verdict, read_invited, text_of, tidy

MOST_BYTES = 1_000_000


class InviteForm(forms.Form):
    """A list of people, pasted or as a file. What was checked is known by its fingerprint, so that nothing is sent
    that nobody has looked at."""

    people = forms.CharField(
        label=lazy("E-mail addresses"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false", "translate": "no"}),
        help_text=lazy(
            "One a line: the address alone, or with a name as mail programs write it. Lines of a spreadsheet will do."
        ),
    )
    file = forms.FileField(
        label=lazy("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=lazy(
            "CSV with a line of headings, for example firstname;lastname;email. Used instead of what is above."
        ),
    )
    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

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
        self.text = tidy(text_of(file.read()) if file else values.get("people", ""))
        self.lines: list[Invited] = read_invited(self.text) if len(self.text) <= MOST_CHARACTERS else []
        if len(self.text) > MOST_CHARACTERS or len(self.lines) > MOST_LINES:
            raise forms.ValidationError(_("Invite at most %(most)d people at a time.") % {"most": MOST_LINES})
        if not self.lines:
            raise forms.ValidationError(_("Write at least one address, or choose a file."))
        return values

    def is_confirmed(self) -> bool:
        """Whether exactly this list was checked before."""
        return not self.cleaned_data["file"] and self.cleaned_data["checked"] == fingerprint(self.text)

    def after_check(self) -> "InviteForm":
        """The form with what was read in it, ready to be confirmed or put right."""
        return InviteForm(initial={"people": self.text, "checked": fingerprint(self.text)})


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of the dry run as the page shows it."""

    line: int
    who: str
    name: str
    words: str
    remedy: str
    tag: str
    icon: str


def said(planned: PlannedLine) -> SaidLine:
    """What would become of one line, in words."""
    person = planned.person
    tag, icon = TAGS.get(planned.verdict, ("tag-stop", "circle-alert"))
    words = words_of(person) if planned.verdict == Verdict.PROBLEM else str(WORDS[planned.verdict])
    name = ", ".join(part for part in (_account_name(planned) or person.name, person.group) if part)
    remedy = str(REMEDIES.get(person.problem, "")) if planned.verdict == Verdict.PROBLEM else ""
    return SaidLine(person.line, person.email or "–", name, words, remedy, tag, icon)


def _account_name(planned: PlannedLine) -> str:
    """The name of somebody known, so that a duplicate is seen."""
    return planned.learner.user.get_full_name() if planned.learner else ""


TAGS = {
    Verdict.INVITE: ("tag-done", "circle-check"),
    Verdict.IN_ALREADY: ("tag-now", "info"),
    Verdict.INVITED_ALREADY: ("tag-now", "info"),
    Verdict.KNOWN: ("tag-done", "user-round"),
}
WORDS = {
    Verdict.INVITE: lazy("Is invited"),
    Verdict.IN_ALREADY: lazy("Is in already"),
    Verdict.INVITED_ALREADY: lazy("Has an invitation already"),
    Verdict.KNOWN: lazy("Has an account and has been in your trainings: is enrolled at once and told so"),
    Verdict.TOO_OFTEN: lazy("Not now: three mails have gone to this address within an hour"),
}

#: What to do about a line that invites nobody.
REMEDIES = {
    Problem.NO_ADDRESS: lazy("Add the address, or leave the line out."),
    Problem.TWICE: lazy("Leave one of the two lines out."),
    Problem.BAD_ADDRESS: lazy("Write it as name@example.org, or leave the line out."),
}
#: Lines that are named one by one when they were left out.
NAMED = 10


def words_of(person: Invited) -> str:
    """What is wrong with a line."""
    if person.problem == Problem.NO_ADDRESS:
        return _("Mistake: no address")
    if person.problem == Problem.TWICE:
        return _("Mistake: is already on line %(line)d") % {"line": person.first_line}
    return _("Mistake: this is not an e-mail address")


def left_out(lines: Sequence[Invited]) -> str:
    """That some lines of a list that was sent invited nobody, and how they still can; "" when all went."""
    wrong = [one.line for one in lines if one.problem]
    if not wrong:
        return ""
    named = ", ".join(str(line) for line in wrong[:NAMED]) + (" …" if len(wrong) > NAMED else "")
    sentence = ngettext(
        "Line %(lines)s was left out. Put it right in your list and bring the whole list again: nobody gets a second"
        " invitation.",
        "Lines %(lines)s were left out. Put them right in your list and bring the whole list again: nobody gets a"
        " second invitation.",
        len(wrong),
    )
    return sentence % {"lines": named}
