"""How a person is called on pages and in mail about their account."""

from typing import Any


def display_name(user: Any) -> str:
    """The first name, else the address; never the key."""
    return user.get_short_name() or user.email or ""
