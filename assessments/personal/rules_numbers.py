"""Telephone numbers as people write them: pure."""

import re

HOME = "+358"
WRITTEN = re.compile(r"\+?[\d\s().\-/]+")
#: With the country's number, by E.164.
FEWEST, MOST = 8, 15


def normal_number(text: str) -> str:
    """The number with + and its country's number; one that begins with a single 0 is Finnish. "" when it is none."""
    if not WRITTEN.fullmatch(text.strip()) or not text.isascii():
        return ""
    begins_with_plus, digits = text.strip().startswith("+"), re.sub(r"\D", "", text)
    if begins_with_plus:
        # "+358 (0)40 …": the 0 is for callers at home.
        number = f"+{digits}".replace(f"{HOME}0", HOME, 1) if digits.startswith("3580") else f"+{digits}"
    elif digits.startswith("00"):
        number = normal_number(f"+{digits[2:]}")
    elif digits.startswith("0"):
        number = HOME + digits[1:]
    else:
        return ""
    return number if FEWEST <= len(number) - 1 <= MOST else ""
