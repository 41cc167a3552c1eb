"""When a step opens to its learner, and how it becomes done: the author's choice on each step. Pure.

Stored with the step in the course's outline and in the run's: ``{"done": "viewed" | "submitted" | "sent"}`` where the
step is not done in its ordinary way, ``{"opens": "previous" | "module" | "step", "key": …}`` where it is not open at
once, ``{"needs": …}``, a rule in the shape of completion (``completion/shape.py``), where more has to be so before it
opens, and ``{"hidden": true}`` where nobody is to know of it before that. The empty rule is the ordinary one.

A step waits only for what stands before it in the outline and can be done there; a rule that names anything else asks
for nothing. So there is always a step that can be done, and doing more never locks anything.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from courses.completion.judging import Missing, lacks
from courses.completion.shape import Facts, Group, Kind, StepFact, parse
from courses.completion.words import Names, clause, listed

#: Where a lock leads that no step opens.
DAYS, PRIOR = "days", "prior"
#: What is known of somebody when no rule asks for more than steps.
NOTHING_MORE = Facts()


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
    """What the author has chosen for one step. ``key`` names the step that it waits for; ``needs`` is what has to be
    so besides."""

    done: str = ""
    opens: str = ""
    key: str = ""
    hidden: bool = False
    needs: Group | None = None

    @property
    def waits(self) -> bool:
        """Whether it may be shut, whatever the day."""
        return bool(self.opens or self.needs)


#: Open at once, and done in the ordinary way.
ORDINARY = StepRule()


@dataclass(frozen=True, slots=True)
class Lock:
    """Why a step is not open yet. ``title`` is what has to be done, a step or a module; ``slug`` and ``kind`` are the
    step to go to; without a ``slug`` the kind is ``DAYS`` or ``PRIOR``, for what no step opens. Empty where even that
    may not be named. ``also`` is what has to be so besides, in the reader's words."""

    opens: str
    title: str = ""
    slug: str = ""
    kind: str = ""
    also: str = ""


def read_rule(stored: dict[str, Any]) -> StepRule:
    """The rule that is stored as ``stored``."""
    if not stored:
        return ORDINARY
    return StepRule(
        done=stored.get("done", ""),
        opens=stored.get("opens", ""),
        key=stored.get("key", ""),
        hidden=bool(stored.get("hidden")),
        needs=parse(stored["needs"]) if stored.get("needs") else None,
    )


def stored_rule(
    *, done: str = "", opens: str = "", key: str = "", hidden: bool = False, needs: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What is stored of a rule: only what is not ordinary. ``needs`` is a rule in the shape of completion."""
    rule = {
        "done": done, "opens": opens, "key": key if opens == Opens.STEP else "", "hidden": hidden, "needs": needs,
    }  # fmt: skip
    return {name: value for name, value in rule.items() if value}


def locks_of(
    steps: Sequence[Any], *, now: datetime.datetime, known: Facts = NOTHING_MORE
) -> list[tuple[Lock | None, bool]]:
    """For each step of an outline its lock, None when nothing has to be done first, and whether it is hidden now.
    ``known`` is what rules may ask besides the steps."""
    found: list[tuple[Lock | None, bool]] = []
    for index, step in enumerate(steps):
        if step.is_done or step.rule == ORDINARY:
            found.append((None, False))
            continue
        before = steps[:index]
        left = [one for one in _waits_for(step, before) if not one.is_done]
        unnamed = {id(one) for one, (_lock, hidden) in zip(steps, found, strict=False) if hidden}
        lock = _lock_by(step, left, unnamed) if left else None
        if step.rule.needs:
            lock = _lock_besides(lock, step.rule.needs, before, unnamed, known)
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


def _lock_besides(
    lock: Lock | None, needs: Group, before: Sequence[Any], unnamed: set[int], known: Facts
) -> Lock | None:
    """The lock that ``needs`` keep shut, joined to what shuts the step besides. Only what stands before the step
    counts, as everywhere."""
    usable = [one for one in before if one.publication_id]
    lacking = lacks(needs, replace(known, steps=tuple(fact_of(one) for one in usable)))
    if not lacking:
        return lock
    also = clause(needs, names_of(usable, unnamed))
    if lock is not None:
        return replace(lock, also=also)
    slug, kind = _way_in(lacking, [one for one in usable if id(one) not in unnamed])
    return Lock("", slug=slug, kind=kind, also=also)


def _way_in(lacking: Sequence[Missing], named: Sequence[Any]) -> tuple[str, str]:
    """Where the first thing is done that can be: the step's slug and kind, or where no step is."""
    for missing in lacking:
        if missing.condition.kind in (Kind.DAYS, Kind.PRIOR):
            return "", DAYS if missing.condition.kind == Kind.DAYS else PRIOR
        keys = {fact.key for fact in missing.steps}
        for one in named:
            if str(one.activity_key) in keys:
                return one.slug, one.kind
    return "", ""


def fact_of(step: Any) -> StepFact:
    """A step as a rule judges it."""
    return StepFact(
        key=str(step.activity_key),
        title=step.title,
        section=str(step.section_key),
        required=step.required,
        done=step.is_done,
        recognised=getattr(step, "evidence_kind", "") == "prior_learning",
    )


def names_of(steps: Sequence[Any], unnamed: Iterable[int] = ()) -> Names:
    """What steps and modules are called, without the names of the steps whose ``id`` is in ``unnamed``."""
    named, later = [one for one in steps if id(one) not in unnamed], _("something that opens later")
    return Names(
        steps=dict.fromkeys((str(one.activity_key) for one in steps), later)
        | {str(one.activity_key): one.title for one in named},
        modules=dict.fromkeys((str(one.section_key) for one in steps), later)
        | {str(one.section_key): one.section_title for one in named},
    )


def lock_in_words(lock: Lock) -> str:
    """What has to be done first, as a part of a line: “opens when …”."""
    if lock.also:
        return _("opens when %(conditions)s") % {"conditions": conditions_of(lock)}
    if not lock.title:
        return _("opens when the earlier steps are done")
    if lock.opens == Opens.MODULE:
        return _("opens when the module “%(title)s” is done") % {"title": lock.title}
    return _("opens when “%(title)s” is done") % {"title": lock.title}


def conditions_of(lock: Lock) -> str:
    """Everything that opens the step, as what follows “when”."""
    first = [_("the module “%(title)s” is done"), _("“%(title)s” is done")][lock.opens != Opens.MODULE]
    said = first % {"title": lock.title} if lock.title else _("the earlier steps are done") if lock.opens else ""
    return listed([one for one in (said, lock.also) if one], _("and"))


def rule_in_sentences(rule: StepRule, title: str, named: str = "", names: Names | None = None) -> list[str]:
    """What the rule of the step ``title`` says, for its author and its trainer; ``named`` is the step it waits for,
    ``names`` what is named in what has to be so besides."""
    said = []
    if rule.opens == Opens.PREVIOUS:
        said.append(_("“%(title)s” opens when the step before it is done."))
    elif rule.opens == Opens.MODULE:
        said.append(_("“%(title)s” opens when the module before its own is done."))
    elif rule.opens == Opens.STEP:
        said.append(_("“%(title)s” opens when “%(named)s” is done."))
    if rule.needs:
        needs = clause(rule.needs, names or Names()).replace("%", "%%")
        said.append(_("“%(title)s” opens when %(conditions)s.") % {"title": "%(title)s", "conditions": needs})
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
