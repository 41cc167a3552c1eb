"""Join codes: short enough to be said, and forgiving about how they are typed. No ORM, no request."""

import re
import secrets
import unicodedata
from collections.abc import Sequence


def new_code(words: Sequence[str]) -> str:
    """Two words and two digits, for example ``kuppi-tuuli-27``."""
    return "-".join([secrets.choice(words), secrets.choice(words), str(secrets.randbelow(90) + 10)])


def key_of(text: str) -> str:
    """What codes are compared by: small letters without their dots, and digits, nothing between them."""
    plain = unicodedata.normalize("NFKD", text[:200].casefold())
    return re.sub(r"[^a-z0-9]", "", plain)[:60]
