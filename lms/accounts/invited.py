"""The address that a person most likely signs up or in with, filled in for them; never in an address of the site."""

from typing import Any

from allauth.core import context
from django.http import HttpRequest

EXPECTED = "expected_address"


def expect_address(request: HttpRequest, email: str) -> None:
    """Have ``email`` stand in the forms of this visit. It proves nothing: the address is confirmed as always."""
    request.session[EXPECTED] = email


class FillsInAddress:
    """A form of signing up or in that begins with the expected address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expected = context.request.session.get(EXPECTED) if context.request else None
        for name in ("login", "email"):
            if expected and name in self.fields and not self.initial.get(name):
                self.initial[name] = expected
