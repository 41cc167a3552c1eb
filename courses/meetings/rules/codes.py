"""The code on the trainer's screen: it changes every half minute, so a picture of it is soon worth nothing."""

import datetime
import hmac

from django.utils.crypto import salted_hmac

SALT = "courses.meetings.check_in"
#: How long a code stands on the screen, and how long it is taken after that: people type slowly.
SLOT = datetime.timedelta(seconds=30)
SLOTS_TAKEN = 2
#: What has been scanned may be carried through sign-in for so long.
RECEIPT = datetime.timedelta(minutes=15)
#: How long check-in stays open when a trainer opens it, and how far from the day it can be opened.
OPEN_FOR = datetime.timedelta(minutes=20)
EARLIEST = LATEST = datetime.timedelta(hours=1)
#: Crockford's letters: none looks like another.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
_LOOKALIKES = str.maketrans("OIL", "011")


def slot_of(now: datetime.datetime) -> int:
    return int(now.timestamp() // SLOT.total_seconds())


def seconds_left(now: datetime.datetime) -> int:
    """Until the next code."""
    length = int(SLOT.total_seconds())
    return length - int(now.timestamp()) % length


def code_at(key: str, slot: int) -> str:
    """The code of the day ``key`` in one half minute; only the server can work it out."""
    digest = salted_hmac(SALT, f"{key}:{slot}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def tidy(code: str) -> str:
    """A code as somebody typed it: small letters, spaces and lookalikes are no mistake."""
    return "".join(code.upper().translate(_LOOKALIKES).split()).replace("-", "")[:20]


def is_fresh(key: str, code: str, now: datetime.datetime) -> bool:
    """Whether this is the code on the screen now, or one that just left it."""
    given, slot = tidy(code).encode(errors="replace"), slot_of(now)
    fits = [hmac.compare_digest(code_at(key, slot - back).encode(), given) for back in range(SLOTS_TAKEN)]
    return any(fits)
