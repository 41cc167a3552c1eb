"""An instrument: statements in subscales, one row of options for all, and the rules for counting them.

Texts are dictionaries from a language to words ("fi", "sv", "en"). Numbers with decimals are exact: they are written
as text ("0.9") and counted as fractions.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

Texts = dict[str, str]
MOST_OPTIONS = 10
#: Answered at the start and at the end and compared, or looked at once in words.
MOMENTS = {"ends": ("start", "end"), "halfway": ("halfway",)}


@dataclass(frozen=True)
class Option:
    """One step of the scale. Its value is its place, from one."""

    texts: Texts


@dataclass(frozen=True)
class Item:
    """One statement. Of a reversed one the first option counts the most."""

    id: str
    texts: Texts
    reverse: bool = False


@dataclass(frozen=True)
class Subscale:
    """Statements that are counted together; below ``least`` answers there is no figure."""

    id: str
    names: Texts
    items: tuple[Item, ...]
    least: int


@dataclass(frozen=True)
class Band:
    """What is said of figures up to ``upto``, which is included. The last band has no bound."""

    upto: str
    texts: Texts


@dataclass(frozen=True)
class Limits:
    """The instrument's own error: a change is called one only beyond it."""

    subscale: str
    total: str


@dataclass(frozen=True)
class Instrument:
    """All of it. ``least_subscales`` figures are needed for a total. ``licence`` says whose it is and on what terms."""

    titles: Texts
    intros: Texts
    timeframes: Texts
    moments: str
    options: tuple[Option, ...]
    subscales: tuple[Subscale, ...]
    least_subscales: int
    bands: tuple[Band, ...]
    limits: Limits
    licence: str

    @property
    def asked(self) -> tuple[Item, ...]:
        """The statements in the order of asking: one of each subscale in turn, so that none is asked in a lump."""
        turns = zip_longest(*(subscale.items for subscale in self.subscales))
        return tuple(item for turn in turns for item in turn if item)

    @property
    def compares(self) -> bool:
        """Whether a start and an end are compared; otherwise the answers are only shown, in words."""
        return self.moments == "ends"

    def item(self, item_id: str) -> Item | None:
        return next((item for item in self.asked if item.id == item_id), None)

    def band_of(self, figure: Fraction) -> Band | None:
        """The first band that reaches the figure."""
        return next((band for band in self.bands if not band.upto or figure <= Fraction(band.upto)), None)


def said_in(texts: Texts, language: str) -> str:
    """The words in a language, else in the source language, else in any that has some."""
    return texts.get(language) or texts.get(settings.LANGUAGE_CODE) or next(filter(None, texts.values()), "")


def to_plain(instrument: Instrument) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(instrument)


def from_plain(plain: dict[str, Any]) -> Instrument:
    """The way back from ``to_plain``."""
    subscales = (
        Subscale(one["id"], one["names"], tuple(Item(**item) for item in one["items"]), one["least"])
        for one in plain["subscales"]
    )
    return Instrument(
        **{
            **plain,
            "options": tuple(Option(**option) for option in plain["options"]),
            "subscales": tuple(subscales),
            "bands": tuple(Band(**band) for band in plain["bands"]),
            "limits": Limits(**plain["limits"]),
        }
    )


def problems_in(instrument: Instrument) -> list[str]:
    """What has to be put right before anybody is asked, a sentence each."""
    return [*_shape_problems(instrument), *_rule_problems(instrument), *_word_problems(instrument)]


def _shape_problems(instrument: Instrument) -> Iterator[str]:
    if not 2 <= len(instrument.options) <= MOST_OPTIONS:
        yield _("Give 2 to 10 options.")
    if not instrument.subscales:
        yield _("Give at least one group of statements.")
    for subscale in instrument.subscales:
        if not subscale.items:
            yield _("“%(name)s” has no statements yet.") % {"name": _name(subscale.names)}
        elif not 1 <= subscale.least <= len(subscale.items):
            yield _("“%(name)s”: the fewest answers must be from 1 to the number of its statements.") % {
                "name": _name(subscale.names)
            }
    if instrument.subscales and not 1 <= instrument.least_subscales <= len(instrument.subscales):
        yield _("For the whole, the fewest groups must be from 1 to the number of groups.")
    ids = [item.id for item in instrument.asked] + [subscale.id for subscale in instrument.subscales]
    if len(set(ids)) != len(ids):
        yield _("Two statements are the same thing copied. Delete one and write it anew.")


def _rule_problems(instrument: Instrument) -> Iterator[str]:
    for text in (instrument.limits.subscale, instrument.limits.total):
        if instrument.compares and (exact(text) or Fraction(0)) <= 0:
            yield _("The smallest change that counts is a number above zero, for example 0.9.")
            break
    bounds = [exact(band.upto) for band in instrument.bands[:-1]]
    if None in bounds or bounds != sorted(set(bounds)):
        yield _("The bounds of the wordings are numbers that grow, for example 2.5 and 3.5.")
    if instrument.compares and not instrument.bands:
        yield _("Write at least one wording for the result.")


def _word_problems(instrument: Instrument) -> Iterator[str]:
    every = [instrument.titles, *(option.texts for option in instrument.options)]
    every += [subscale.names for subscale in instrument.subscales] + [item.texts for item in instrument.asked]
    every += [band.texts for band in instrument.bands]
    if not all(texts.get(settings.LANGUAGE_CODE, "").strip() for texts in every):
        yield _("A text is missing in Finnish. The other languages may follow later.")
    if not instrument.licence.strip():
        yield _("Say whose statements these are and on what terms they may be used.")


def exact(text: str) -> Fraction | None:
    """The number, or None when it is none."""
    try:
        return Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None


def _name(names: Texts) -> str:
    return said_in(names, settings.LANGUAGE_CODE)
