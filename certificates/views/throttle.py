"""Slowing down guessing: so many tries a minute from one address, counted in the shared cache."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

TRIES_A_MINUTE = 20


def too_many_tries(request: HttpRequest) -> bool:
    """Count this try and say whether it is one too many. The address itself is not kept."""
    address = get_adapter(request).get_client_ip(request)
    who = salted_hmac("certificates.throttle", address).hexdigest()[:32]
    key = f"certificate-tries:{who}:{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > TRIES_A_MINUTE
    except ValueError:  # the cache was emptied between the two lines
        return False
