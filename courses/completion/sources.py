"""What rooms above know that a rule may ask for: contact days, points of quizzes. They register when the site starts,
so that completion is judged here and points upward to nobody."""

from collections.abc import Callable, Mapping

from courses.completion.shape import DaysFact
from courses.models import Enrolment

_days: list[Callable[[Enrolment], DaysFact]] = []
_scores: list[Callable[[int, frozenset[str]], Mapping[str, tuple[int, int]]]] = []


def tell_days(source: Callable[[Enrolment], DaysFact]) -> Callable[[Enrolment], DaysFact]:
    """Register who knows the contact days of an enrolment."""
    _days[:] = [source]
    return source


def tell_scores(source: Callable[[int, frozenset[str]], Mapping[str, tuple[int, int]]]) -> Callable:
    """Register who knows the counted points of an enrolment (its id) in the quizzes with these keys."""
    _scores[:] = [source]
    return source


def days_of(enrolment: Enrolment) -> DaysFact:
    """The contact days; none attended where nobody keeps them."""
    return _days[0](enrolment) if _days else DaysFact()


def scores_of(enrolment_id: int, keys: frozenset[str]) -> Mapping[str, tuple[int, int]]:
    """Points by quiz."""
    return _scores[0](enrolment_id, keys) if _scores else {}


_compulsory: list[Callable[[int], tuple[str, ...]]] = []


def tell_compulsory(source: Callable[[int], tuple[str, ...]]) -> Callable[[int], tuple[str, ...]]:
    """Register who knows the titles of a run's compulsory contact days (the run's id)."""
    _compulsory[:] = [source]
    return source


def compulsory_of(run_id: int) -> tuple[str, ...]:
    """The titles of the run's compulsory contact days."""
    return _compulsory[0](run_id) if _compulsory else ()
