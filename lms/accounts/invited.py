"""What is known of a person who comes by an invitation: the address they most likely sign up or in with, filled in for
them and never in an address of the site; and that they are asked their name at once, not on a page of its own."""

from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

EXPECTED = "expected_person"


def expect_person(request: HttpRequest, *, email: str, name: str = "") -> None:
    """Have ``email`` stand in the forms of this visit, and ask the name where an account is made, beginning with
    ``name``. It proves nothing: the address is confirmed as always."""
    first, _space, last = name.rpartition(" ")
    request.session[EXPECTED] = {"email": email, "login": email, "first_name": first, "last_name": last}


class FillsInAddress:
    """A form of signing up or in that begins with the expected address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in expected_person().items():
            if name in self.fields and not self.initial.get(name):
                self.initial[name] = value


class AsksName(FillsInAddress):
    """A form of making an account. Of somebody who has been invited it asks the name too, for a training needs it:
    that is one page less. allauth stores what a form calls by these names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if expected := expected_person():
            asked = {"first_name": first_name_field(), "last_name": last_name_field()}
            self.fields = asked | self.fields
            self.initial |= {name: expected[name] for name in asked}


def expected_person() -> dict[str, str]:
    """What is filled in for this visit by the names of the fields; nothing for who was not invited."""
    return context.request.session.get(EXPECTED, {}) if context.request else {}


def first_name_field() -> forms.CharField:
    """Asked where an account is made or its name changed."""
    widget = forms.TextInput(attrs={"autocomplete": "given-name"})
    return forms.CharField(label=_("First name"), max_length=100, widget=widget)


def last_name_field() -> forms.CharField:
    """Asked beside the first name."""
    widget = forms.TextInput(attrs={"autocomplete": "family-name"})
    return forms.CharField(label=_("Last name"), max_length=100, widget=widget)
