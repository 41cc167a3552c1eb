"""What completes a run, as its learner sees it on the course home: the rule as a sentence, and what clears each thing
that is missing. Nothing is asked of the database unless the rule asks for points."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.api import (
    Activity,
    Completion,
    ConditionKind,
    DaysFact,
    Done,
    Enrolment,
    Missing,
    Outline,
    Step,
    days_needed,
    lock_in_words,
    rule_of_steps,
    type_policy,
    verdict_on,
)
from lms.dashboard.outline import is_locked, step_address, way_in

#: So many missing requirements are shown without a fold; of more, the first ones.
MOST_AT_ONCE, FIRST = 8, 5


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the certificate asks for: how much is done, and what clears each missing one."""

    done: int
    total: int
    missing: list[dict]
    #: The run's own rule in one sentence; empty for the ordinary rule, every required step.
    sentence: str = ""

    @property
    def first_missing(self) -> list[dict]:
        """What is shown at once; the rest stands behind a fold only when there is much of it."""
        return self.missing[: None if len(self.missing) <= MOST_AT_ONCE else FIRST]

    @property
    def later_missing(self) -> list[dict]:
        return self.missing[len(self.first_missing) :]


def requirements_for(
    enrolment: Enrolment, steps: list[Step], *, days: DaysFact, home: str, now: datetime.datetime
) -> Requirements:
    """What this enrolment still needs; ``days`` is how its contact days stand."""
    run = enrolment.run
    if not run.rule and type_policy(run.course.type).completion == Completion.NONE:
        return Requirements(done=0, total=0, missing=[])
    verdict = verdict_on(enrolment, steps, days)
    sentence = rule_of_steps(run, steps, days.compulsory)
    if verdict is None:
        ordinary = requirements_of(steps, home=home, now=now)
        lacking = [_compulsory(title, enrolment) for title in days.compulsory_missing]
        return Requirements(
            done=ordinary.done + len(days.compulsory) - len(lacking),
            total=ordinary.total + len(days.compulsory),
            missing=lacking + ordinary.missing,
            sentence=sentence,
        )
    rows: dict[str, dict] = {}
    for missing in verdict.missing:
        for key, row in _rows_of(missing, enrolment, steps, days, home, now):
            rows.setdefault(key, row)
    asked = {fact.key for missing in verdict.missing for fact in missing.steps}
    later = [step for step in hidden_of(steps) if str(step.activity_key) in asked]
    shown = [*rows.values(), *_later(len(later))]
    done = verdict.asked - len(verdict.missing)
    return Requirements(done=done, total=verdict.asked, missing=shown, sentence=sentence)


def _rows_of(
    missing: Missing, enrolment: Enrolment, steps: list[Step], days: DaysFact, home: str, now: datetime.datetime
) -> Iterable[tuple[str, dict]]:
    """The rows that one missing condition shows: its steps, the days, or what the trainer does."""
    choice, kind = missing.choice, missing.condition.kind
    if missing.day:
        yield f"day {missing.day}", _compulsory(missing.day, enrolment)
    elif kind == ConditionKind.DAYS:
        needed = days_needed(missing.condition, days.of)
        what = ngettext(
            "Attend at least %(days)d day (%(done)d/%(days)d)",
            "Attend at least %(days)d days (%(done)d/%(days)d)",
            needed,
        ) % {"days": needed, "done": min(days.attended, needed)}
        yield "days", {"when": _said(_("Contact days"), choice), "what": what, "url": _days_page(enrolment)}
    elif kind == ConditionKind.APPROVAL:
        yield "approval", {"when": _said(_("Trainer"), choice), "what": _("Approves your training"), "url": ""}
    else:
        wanted = {fact.key for fact in missing.steps}
        for step in steps:
            if str(step.activity_key) in wanted:
                clears = how_cleared(step)
                if kind == ConditionKind.SCORE:
                    clears = _("Get at least %(percent)d %% of the points") % {"percent": missing.condition.percent}
                yield step.slug, _row(step, _said(clears, choice), home, now)


def _compulsory(title: str, enrolment: Enrolment) -> dict:
    """A compulsory day that is not attended yet; the page of days tells when it is or how to make up for it."""
    return {
        "when": _("Compulsory contact day: attend it or make up for it"),
        "what": title,
        "url": _days_page(enrolment),
    }


def _days_page(enrolment: Enrolment) -> str:
    return reverse("meetings:days", args=[enrolment.run.code])


def _said(clears: str, choice: int | None) -> str:
    """What clears it, and that not all of several are needed."""
    if choice is None:
        return clears
    return ngettext("%(clears)s (one of these is enough)", "%(clears)s (%(choice)d of these are enough)", choice) % {
        "clears": clears,
        "choice": choice,
    }


def _row(step: Step, when: str, home: str, now: datetime.datetime) -> dict:
    """What clears it, and where; of a step that waits for another, what that is and the way there."""
    if step.lock and is_locked(step, now):
        return {"when": f"{when}; {lock_in_words(step.lock)}", "what": step.title, "url": way_in(home, step.lock)}
    return {"when": when, "what": step.title, "url": "" if is_locked(step, now) else step_address(home, step)}


def hidden_of(steps: list[Step]) -> list[Step]:
    """The steps of which the learner may know only that they are there."""
    return steps.hidden if isinstance(steps, Outline) else []


def _later(number: int) -> list[dict]:
    """The row for what may not be named yet; none when there is nothing of the kind."""
    if not number:
        return []
    what = ngettext("One more step", "%(number)d more steps", number) % {"number": number}
    return [{"when": _("Opens later, as you go on"), "what": what, "url": ""}]


def requirements_of(steps: list[Step], *, home: str, now: datetime.datetime) -> Requirements:
    """The ordinary rule: every required step; each missing one says what clears it and leads there."""
    required = [step for step in steps if step.required]
    missing = [_row(step, how_cleared(step), home, now) for step in required if not step.is_done]
    later = sum(step.required for step in hidden_of(steps))
    done = len(required) - len(missing)
    return Requirements(done=done, total=len(required) + later, missing=missing + _later(later))


def how_cleared(step: Step) -> str:
    """What a learner does to have this step done, as its author chose."""
    if step.rule.done == Done.VIEWED:
        return _("Read and go on")
    if step.rule.done == Done.SUBMITTED:
        return _("Hand in the assignment")
    if step.rule.done == Done.SENT:
        return _("Send the quiz")
    return what_clears(step.kind)


def what_clears(kind: str) -> str:
    """What a learner does to have a step of this kind done."""
    if kind == Activity.Kind.QUIZ:
        return _("Pass the quiz")
    if kind == Activity.Kind.ASSIGNMENT:
        return _("Get the assignment accepted")
    if kind == Activity.Kind.PROJECT:
        return _("Get every milestone accepted")
    if kind == Activity.Kind.COMPETENCE:
        return _("Assess yourself, or skip it")
    if kind == Activity.Kind.LESSON:
        return _("Read and mark as done")
    return _("Do this")
