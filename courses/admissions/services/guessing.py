"""Counting wrong codes, so that nobody tries them all."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

#: Wrong codes in ten minutes: a whole class types behind one address; there are ninety million codes.
WRONG_PER_ADDRESS = 60
WRONG_ALTOGETHER = 600
WINDOW_SECONDS = 600


def may_try(request: HttpRequest) -> bool:
    """Whether a code is looked up at all: not after too many wrong ones."""
    return all(cache.get(key, 0) < limit for key, limit in _counters(request).items())


def count_wrong(request: HttpRequest) -> None:
    """One wrong code more, from this address and altogether."""
    for key in _counters(request):
        if not cache.add(key, 1, timeout=WINDOW_SECONDS):
            try:
                cache.incr(key)
            except ValueError:  # it ran out in between
                cache.add(key, 1, timeout=WINDOW_SECONDS)


def _counters(request: HttpRequest) -> dict[str, int]:
    address = salted_hmac("admissions.code", get_adapter(request).get_client_ip(request)).hexdigest()[:32]
    return {"join-code-wrong:all": WRONG_ALTOGETHER, f"join-code-wrong:{address}": WRONG_PER_ADDRESS}
