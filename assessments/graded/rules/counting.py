"""Which of several attempts counts. Pure and in whole numbers: sent attempts in, one result out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.graded.facts.quizzes import Counting
from assessments.graded.rules.quizzes import is_passed


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent attempt. ``passed`` is None while a person's marking may decide it."""

    score: int
    max_score: int
    passed: bool | None
    submitted_at: datetime.datetime


def what_counts(sent: Sequence[Sent], counting: Counting, percent: int) -> Sent:
    """The attempt that counts, of at least one in the order of their numbers; of equal ones the first.

    The average is given as an attempt of the newest one's size. What one sees is what decides: it is rounded to the
    nearest hundredth first, halves up, and then compared with the pass mark.
    """
    if counting == "first":
        return sent[0]
    if counting == "last":
        return sent[-1]
    if counting == "best":
        return max(sent, key=lambda one: (bool(one.passed), _share(one)))
    newest = sent[-1]
    mean = sum((_share(one) for one in sent), Fraction()) / len(sent)
    score = (2 * mean * newest.max_score + 1) // 2
    passed = None if any(one.passed is None for one in sent) else is_passed(score, newest.max_score, percent)
    return Sent(score, newest.max_score, passed, newest.submitted_at)


def _share(one: Sent) -> Fraction:
    return Fraction(one.score, one.max_score) if one.max_score else Fraction()
