"""How a question has worked, from the answers to it. Pure: numbers in, figures and sentences out."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

#: Fewer answers say nothing: no sentence is given, and chance is not taken for knowledge.
ENOUGH = 5
#: An option that nobody chose is told of only when many could have.
ENOUGH_FOR_UNUSED = 20
EASY, HARD = 90, 30
#: Below this an item hardly tells who knows the rest.
WEAK = 0.2
#: A wrong option that so many per cent chose is worth a word.
TEMPTING = 30


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answer to an item: its points, what the rest of their test gave, which options they chose."""

    points: int
    full_points: int
    rest: int
    rest_full: int
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option."""

    text: str
    right: bool
    count: int


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """``facility`` is the average share of the points, in whole per cent; ``discrimination`` the correlation of the
    item with the rest of the test, None where one of them is the same for everybody."""

    n: int
    facility: int | None
    discrimination: float | None
    options: tuple[OptionCount, ...]


def figures_of(answers: Sequence[Answered], options: Sequence[tuple[str, str, bool]]) -> ItemFigures:
    """The figures of one item; ``options`` are (id, text, right) where there is something to choose."""
    chosen = Counter(id for one in answers for id in one.chosen)
    return ItemFigures(
        n=len(answers),
        facility=facility_of(answers),
        discrimination=correlation(
            [one.points for one in answers], [_share(one.rest, one.rest_full) for one in answers]
        ),
        options=tuple(OptionCount(text, right, chosen[id]) for id, text, right in options),
    )


def facility_of(answers: Sequence[Answered]) -> int | None:
    """The share of all points that were there to get, to the nearest per cent, halves up."""
    got, full = sum(one.points for one in answers), sum(one.full_points for one in answers)
    return (200 * got + full) // (2 * full) if full else None


def _share(points: int, full: int) -> int:
    """Ten-thousandths, so that tests of other questions can be compared."""
    return 10_000 * points // full if full else 0


def correlation(xs: Sequence[int], ys: Sequence[int]) -> float | None:
    """Pearson's; summed in whole numbers, so that only the last division rounds."""
    n = len(xs)
    covariance = n * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum(xs) * sum(ys)
    spread = [n * sum(v * v for v in values) - sum(values) ** 2 for values in (xs, ys)]
    return covariance / math.sqrt(spread[0] * spread[1]) if all(spread) else None


def sentences_for(figures: ItemFigures) -> list[str]:
    """What the figures suggest, for the one who teaches; nothing when too few have answered."""
    if figures.n < ENOUGH or figures.facility is None:
        return []
    return [*_about_points(figures), *_about_options(figures)] or [_("The question works: its difficulty is suitable.")]


def _about_points(figures: ItemFigures) -> list[str]:
    found = []
    if figures.facility >= EASY:
        found.append(
            _("Nearly everybody answered right: the question secures the basics, but does not tell who knows more.")
        )
    if figures.facility <= HARD:
        found.append(_("Few answered right. Check that the question is clear and that the matter has been taught."))
    if figures.discrimination is None:
        return found
    if figures.discrimination < 0:
        found.append(
            _("Those who did well otherwise did worse here. Check that the answer marked as right really is right.")
        )
    elif figures.discrimination < WEAK and HARD < figures.facility < EASY:
        found.append(_("The question hardly tells who knows the rest. It may be unclear, or about something else."))
    return found


def _about_options(figures: ItemFigures) -> list[str]:
    wrong = [option for option in figures.options if not option.right]
    found = [
        _("Many chose the wrong option “%(option)s”. Explain it in the lesson, or word it more clearly.")
        % {"option": option.text}
        for option in wrong
        if 100 * option.count >= TEMPTING * figures.n
    ]
    if figures.n >= ENOUGH_FOR_UNUSED:
        found += [
            _("Nobody chose the option “%(option)s”: it asks nothing.") % {"option": option.text}
            for option in wrong
            if not option.count
        ]
    return found
