"""Inviting people: the form that takes a list, and what is said of each line of it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

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
    tag: str
    icon: str


def said(planned: PlannedLine) -> SaidLine:
    """What would become of one line, in words."""
    person = planned.person
    tag, icon = TAGS.get(planned.verdict, ("tag-stop", "circle-alert"))
    words = words_of(person) if planned.verdict == Verdict.PROBLEM else str(WORDS[planned.verdict])
    name = ", ".join(part for part in (_account_name(planned) or person.name, person.group) if part)
    return SaidLine(person.line, person.email or "–", name, words, tag, icon)


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


def words_of(person: Invited) -> str:
    """What is wrong with a line."""
    if person.problem == Problem.NO_ADDRESS:
        return _("Mistake: no address")
    if person.problem == Problem.TWICE:
        return _("Mistake: is already on line %(line)d") % {"line": person.first_line}
    return _("Mistake: this is not an e-mail address")
