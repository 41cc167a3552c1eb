"""Numbers for people and keys for links. Pure: no ORM, no clock."""

import re
import secrets
from dataclasses import dataclass

PREFIX = "POLKU"
#: Crockford's alphabet: no I, L, O or U, so that nothing read aloud or copied by hand is mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_LENGTH = 10
LONGEST = 80
_LOOKALIKES = str.maketrans("OIL", "011")
_FOLDED_PREFIX = PREFIX.translate(_LOOKALIKES)
_NUMBER = re.compile(rf"(?:{_FOLDED_PREFIX})?([0-9]{{4}})([0-9]{{1,12}})")


@dataclass(frozen=True)
class TypedCode:
    """A code as somebody typed it, read tolerantly."""

    serial: str
    check: str


def serial_of(pk: int, *, year: int) -> str:
    """The certificate's number: unique and increasing, because the primary key is."""
    return f"{PREFIX}-{year:04d}-{pk:06d}"


def new_key() -> str:
    """128 random bits for the link and the QR code."""
    return secrets.token_hex(16)


def new_check() -> str:
    """Ten random characters (50 bits): the number alone reveals nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CHECK_LENGTH))


def typed_form(serial: str, check: str) -> str:
    """What is printed for typing: number and check characters in two groups."""
    return f"{serial}-{check[:5]}-{check[5:]}"


def parse_code(text: str) -> TypedCode | None:
    """Read a typed code whatever its case, hyphens and spaces, with O for 0 and I or L for 1; None when hopeless."""
    folded = re.sub(r"[^0-9A-Z]", "", text[:LONGEST].upper()).translate(_LOOKALIKES)
    number = _NUMBER.fullmatch(folded[:-CHECK_LENGTH])
    if number is None:
        return None
    year, pk = number.groups()
    return TypedCode(serial=serial_of(int(pk), year=int(year)), check=folded[-CHECK_LENGTH:])
