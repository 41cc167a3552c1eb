"""Forms of events that anybody may come to."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as lazy

from courses.api import Run, type_policy
from courses.meetings.models import Meeting


def account_address(user: Any, run: Run) -> str:
    """Where one enrols with an account; who is not signed in does that first."""
    enrol = reverse("courses:enrol", args=[run.code])
    return enrol if user.is_authenticated else f"{reverse('account_login')}?{urlencode({'next': enrol})}"


class SignUpForm(forms.Form):
    """An address, and a name where people are met by name."""

    name = forms.CharField(
        label=lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=lazy("Your e-mail address"),
        help_text=lazy("A confirmation comes there. It has a link by which you can cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    #: People do not see it; who fills it in is a machine.
    website = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, meeting: Meeting, *args: object) -> None:
        super().__init__(*args)
        if type_policy(meeting.run.course.type).names_optional:
            self.fields["name"].required = False
            self.fields["name"].help_text = lazy("You may come without giving it.")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    @property
    def is_from_machine(self) -> bool:
        return bool(self.cleaned_data["website"])
