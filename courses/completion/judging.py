"""The verdict: facts in, what is missing out. No ORM, no clock, no float.

A condition about a step or module that the run does not have asks for nothing, as a required step that an author has
withdrawn asks for nothing. A rule of which only such conditions are left completes nobody. Beside the rule, a
compulsory contact day is compulsory: nobody is complete before they have attended it or made up for it.
"""

from dataclasses import dataclass

from courses.completion.shape import Condition, Facts, Group, Kind, StepFact, leaves


@dataclass(frozen=True, slots=True)
class Missing:
    """One condition that does not hold yet, or one compulsory day (``day`` is its name). ``steps`` are the steps that
    would clear it; ``choice`` is the number of those that are enough in its group, None when all of the group are
    needed."""

    condition: Condition
    steps: tuple[StepFact, ...] = ()
    choice: int | None = None
    day: str = ""


#: What is missing when a compulsory day is.
A_DAY = Condition(Kind.DAYS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the rule holds, and if not, what is missing."""

    complete: bool
    missing: tuple[Missing, ...] = ()
    #: How many conditions of the rule are about something that this run has, compulsory days among them.
    asked: int = 0


def judge(rule: Group, facts: Facts) -> Verdict:
    """Judge a rule. More done never makes a rule that held not hold."""
    asked = sum(_asks_something(leaf, facts) for leaf in leaves(rule))
    lacking = facts.days.compulsory_missing
    missing = [*_missing(rule, facts, None), *(Missing(A_DAY, day=title) for title in lacking)]
    complete = _holds(rule, facts) and asked > 0 and not lacking
    return Verdict(complete, tuple(missing), asked + max(len(facts.days.compulsory), len(lacking)))


def lacks(rule: Group, facts: Facts) -> list[Missing]:
    """What keeps a rule of opening from holding; nothing when it holds. A rule of which only conditions are left that
    ask for nothing holds."""
    return _missing(rule, facts, None)


def days_needed(condition: Condition, of: int) -> int:
    """How many of ``of`` contact days the condition asks for."""
    return -(-of * condition.percent // 100) if condition.percent else condition.count


def _holds(one: Condition | Group, facts: Facts) -> bool:
    if isinstance(one, Condition):
        return _is_met(one, facts)
    asked = [each for each in one.conditions if _asks_something(each, facts)]
    held = sum(_holds(each, facts) for each in asked)
    return held >= _least(one, len(asked))


def _least(group: Group, asked: int) -> int:
    return asked if group.least is None else min(group.least, asked)


def _asks_something(one: Condition | Group, facts: Facts) -> bool:
    """Whether the condition is about something that this run has."""
    if isinstance(one, Group):
        return any(_asks_something(each, facts) for each in one.conditions)
    if one.kind == Kind.DAYS and one.percent:
        return facts.days.of > 0
    if one.kind in (Kind.DAYS, Kind.APPROVAL, Kind.GROUP):
        return True
    return bool(_steps_of(one, facts))


def _steps_of(condition: Condition, facts: Facts) -> tuple[StepFact, ...]:
    """The steps that the condition is about."""
    if condition.kind == Kind.REQUIRED:
        return tuple(step for step in facts.steps if step.required)
    if condition.kind == Kind.MODULE:
        within = tuple(step for step in facts.steps if step.section == condition.key)
        return tuple(step for step in within if step.required) or within
    return tuple(step for step in facts.steps if step.key == condition.key)


def _is_met(condition: Condition, facts: Facts) -> bool:
    if condition.kind == Kind.DAYS:
        enough = facts.days.attended >= days_needed(condition, facts.days.of)
        return enough and not (condition.percent and facts.days.ahead)
    if condition.kind == Kind.APPROVAL:
        return facts.approved
    if condition.kind == Kind.SCORE:
        points, most = facts.scores.get(condition.key, (0, 0))
        return most > 0 and 100 * points >= condition.percent * most
    if condition.kind == Kind.GROUP:
        return facts.group.strip().casefold() == condition.name.strip().casefold()
    if condition.kind == Kind.PRIOR:
        return all(step.recognised for step in _steps_of(condition, facts))
    return all(step.done for step in _steps_of(condition, facts))


def _missing(group: Group, facts: Facts, choice: int | None) -> list[Missing]:
    if _holds(group, facts):
        return []
    asked = [one for one in group.conditions if _asks_something(one, facts)]
    enough = choice if group.least is None or group.least >= len(asked) else group.least
    found: list[Missing] = []
    for one in asked:
        if isinstance(one, Group):
            found += _missing(one, facts, enough)
        elif not _is_met(one, facts):
            all_of_them = one.kind in (Kind.SCORE, Kind.PRIOR)
            undone = tuple(step for step in _steps_of(one, facts) if all_of_them or not step.done)
            found.append(Missing(one, undone, enough))
    return found
