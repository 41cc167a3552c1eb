"""Counting what comes from one place within a while, so that guessing and flooding are slowed down."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def place_of_request(request: HttpRequest, name: str) -> str:
    """The name under which tries from this request's address are counted. A class sits behind one address."""
    return f"{name}:{get_adapter().get_client_ip(request)}"


def tries(key: str) -> int:
    """How many there have been."""
    return cache.get(key, 0)


def count_try(key: str, seconds: int) -> None:
    """One more; the first one begins the while."""
    cache.add(key, 0, seconds)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.add(key, 1, seconds)
