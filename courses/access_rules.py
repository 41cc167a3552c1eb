"""When a step opens to its learner, and how it becomes done: the author's choice on each step. Pure.

Stored with the step in the course's outline and in the run's: ``{"done": "viewed" | "submitted" | "sent"}`` where the
step is not done in its ordinary way, ``{"opens": "previous" | "module" | "step", "key": …}`` where it is not open at
once, and ``{"hidden": true}`` where nobody is to know of it before it opens. The empty rule is the ordinary one.

A step waits only for what stands before it in the outline and can be done there; a rule that names anything else asks
for nothing. So there is always a step that can be done, and doing more never locks anything.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Done(StrEnum):
    """How a step becomes done, where it is not the ordinary way: a lesson by going on from it, an assignment by
    handing it in, a quiz by sending it."""

    VIEWED = "viewed"
    SUBMITTED = "submitted"
    SENT = "sent"


class Opens(StrEnum):
    """What a step waits for."""

    PREVIOUS = "previous"
    MODULE = "module"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class StepRule:
    """What the author has chosen for one step. ``key`` names the step that it waits for."""

    done: str = ""
    opens: str = ""
    key: str = ""
    hidden: bool = False


#: Open at once, and done in the ordinary way.
ORDINARY = StepRule()


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a step is not open yet. ``title`` is what has to be done, a step or a module; ``slug`` and ``kind`` are the
    step to go to. Empty where even that may not be named."""

    opens: str
    title: str = ""
    slug: str = ""
    kind: str = ""


def read_rule(stored: dict[str, Any]) -> StepRule:
    """The rule that is stored as ``stored``."""
    if not stored:
        return ORDINARY
    return StepRule(
        done=stored.get("done", ""),
        opens=stored.get("opens", ""),
        key=stored.get("key", ""),
        hidden=bool(stored.get("hidden")),
    )


def stored_rule(*, done: str = "", opens: str = "", key: str = "", hidden: bool = False) -> dict[str, Any]:
    """What is stored of a rule: only what is not ordinary."""
    rule = {"done": done, "opens": opens, "key": key if opens == Opens.STEP else "", "hidden": hidden}
    return {name: value for name, value in rule.items() if value}


def locks_of(steps: Sequence[Any], *, now: datetime.datetime) -> list[tuple[Lock | None, bool]]:
    """For each step of an outline its lock, None when nothing has to be done first, and whether it is hidden now."""
    found: list[tuple[Lock | None, bool]] = []
    for index, step in enumerate(steps):
        if step.is_done or step.rule == ORDINARY:
            found.append((None, False))
            continue
        waits_for = _waits_for(step, steps[:index])
        left = [one for one in waits_for if not one.is_done]
        unnamed = {id(one) for one, (_lock, hidden) in zip(steps, found, strict=False) if hidden}
        lock = _lock_by(step, left, unnamed) if left else None
        later = bool(step.opens_at and step.opens_at > now)
        found.append((lock, step.rule.hidden and (lock is not None or later)))
    return found


def _waits_for(step: Any, before: Sequence[Any]) -> list[Any]:
    """The steps that have to be done first; ``before`` are those that stand before it."""
    usable = [one for one in before if one.publication_id]
    if step.rule.opens == Opens.PREVIOUS:
        return usable[-1:]
    if step.rule.opens == Opens.STEP:
        return [one for one in usable if str(one.activity_key) == step.rule.key]
    if step.rule.opens == Opens.MODULE:
        earlier = [one for one in usable if one.section_key != step.section_key]
        module = [one for one in earlier if one.section_key == earlier[-1].section_key]
        return [one for one in module if one.required] or module
    return []


def _lock_by(step: Any, left: Sequence[Any], unnamed: Iterable[int]) -> Lock:
    """The lock that the steps ``left`` keep shut."""
    named = [one for one in left if id(one) not in unnamed]
    if not named:
        return Lock(step.rule.opens)
    first = named[0]
    title = first.section_title if step.rule.opens == Opens.MODULE else first.title
    return Lock(step.rule.opens, title, first.slug, first.kind)


def lock_in_words(lock: Lock) -> str:
    """What has to be done first, as a part of a line: “opens when …”."""
    if not lock.title:
        return _("opens when the earlier steps are done")
    if lock.opens == Opens.MODULE:
        return _("opens when the module “%(title)s” is done") % {"title": lock.title}
    return _("opens when “%(title)s” is done") % {"title": lock.title}


def rule_in_sentences(rule: StepRule, title: str, named: str = "") -> list[str]:
    """What the rule of the step ``title`` says, for its author and its trainer; ``named`` is the step it waits for."""
    said = []
    if rule.opens == Opens.PREVIOUS:
        said.append(_("“%(title)s” opens when the step before it is done."))
    elif rule.opens == Opens.MODULE:
        said.append(_("“%(title)s” opens when the module before its own is done."))
    elif rule.opens == Opens.STEP:
        said.append(_("“%(title)s” opens when “%(named)s” is done."))
    if rule.hidden:
        said.append(_("“%(title)s” is not shown before it opens."))
    ways = {
        Done.VIEWED: _("“%(title)s” is done when one goes on from it."),
        Done.SUBMITTED: _("“%(title)s” is done when it is handed in."),
        Done.SENT: _("“%(title)s” is done when it is sent, whatever the result."),
    }
    if rule.done in ways:
        said.append(ways[Done(rule.done)])
    return [sentence % {"title": title, "named": named or _("(removed)")} for sentence in said]
