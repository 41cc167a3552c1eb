"""Numbers as people write them: Finnish decimal comma, spaces between thousands; exact, never a float."""

import re
from decimal import Decimal, localcontext

#: The longest number, its unit included, that anybody needs.
LONGEST = 40
#: Signs and the words for them, in the languages of the house; the longest form of a word first.
SAME = {"€": ("euroa", "euros", "euro", "eur", "e"), "%": ("prosenttia", "prosentti", "procent", "per cent", "percent")}
_MINUS = str.maketrans({"−": "-", "–": "-"})
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]*)?|[+-]?[.,][0-9]+")
#: "4.000" is four thousand to one and four to another.
_POINTED_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")


class TwoMeanings(ValueError):
    """A number that can be read in two ways."""


def ways_to_write(unit: str) -> tuple[str, ...]:
    """``unit`` and the words that people write for it; nothing for no unit."""
    return (unit, *SAME.get(unit, ())) if unit else ()


def number_in(text: str, units: tuple[str, ...] = ()) -> Decimal | None:
    """The number that ``text`` is, with or without one of ``units`` after it; None when it is something else.

    Raises ``TwoMeanings`` for a point before three digits.
    """
    bare = text.translate(_MINUS).strip()
    said = next((unit for unit in units if bare.casefold().endswith(unit.casefold())), "")
    bare = bare[: len(bare) - len(said)]
    bare = _SPACES.sub("", bare)
    if len(bare) > LONGEST or not bare.isascii() or not _NUMBER.fullmatch(bare):
        return None
    if _POINTED_THOUSANDS.fullmatch(bare):
        raise TwoMeanings(text)
    return Decimal(bare.replace(",", "."))


def within(given: Decimal, wanted: Decimal, tolerance: Decimal) -> bool:
    """Whether ``given`` differs from ``wanted`` by at most ``tolerance``; the edge counts. No digit is rounded."""
    with localcontext(prec=4 * LONGEST):
        return abs(given - wanted) <= tolerance
