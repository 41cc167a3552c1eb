"""What completes a run, as its learner sees it on the course home: the rule as a sentence, and what clears each thing
that is missing. Nothing is asked of the database unless the rule asks for contact days or points."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.api import Activity, ConditionKind, Enrolment, Missing, Step, rule_of_steps, verdict_on
from lms.dashboard.outline import is_locked, step_address

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


def requirements_for(enrolment: Enrolment, steps: list[Step], *, home: str, now: datetime.datetime) -> Requirements:
    """What this enrolment still needs."""
    if not enrolment.run.rule:
        return requirements_of(steps, home=home, now=now)
    verdict = verdict_on(enrolment, steps)
    sentence, _names = rule_of_steps(enrolment.run, steps)
    rows: dict[str, dict] = {}
    for missing in verdict.missing:
        for key, row in _rows_of(missing, enrolment, steps, home, now):
            rows.setdefault(key, row)
    done = verdict.asked - len(verdict.missing)
    return Requirements(done=done, total=verdict.asked, missing=list(rows.values()), sentence=sentence)


def _rows_of(
    missing: Missing, enrolment: Enrolment, steps: list[Step], home: str, now: datetime.datetime
) -> Iterable[tuple[str, dict]]:
    """The rows that one missing condition shows: its steps, the days, or what the trainer does."""
    choice, kind = missing.choice, missing.condition.kind
    if kind == ConditionKind.DAYS:
        days = missing.condition.count
        what = ngettext("Attend at least %(days)d day", "Attend at least %(days)d days", days) % {"days": days}
        url = reverse("meetings:days", args=[enrolment.run.code])
        yield "days", {"when": _said(_("Contact days"), choice), "what": what, "url": url}
    elif kind == ConditionKind.APPROVAL:
        yield "approval", {"when": _said(_("Trainer"), choice), "what": _("Approves your training"), "url": ""}
    else:
        wanted = {fact.key for fact in missing.steps}
        for step in steps:
            if str(step.activity_key) in wanted:
                clears = what_clears(step.kind)
                if kind == ConditionKind.SCORE:
                    clears = _("Get at least %(percent)d %% of the points") % {"percent": missing.condition.percent}
                yield step.slug, _row(step, _said(clears, choice), home, now)


def _said(clears: str, choice: int | None) -> str:
    """What clears it, and that not all of several are needed."""
    if choice is None:
        return clears
    return ngettext("%(clears)s (one of these is enough)", "%(clears)s (%(choice)d of these are enough)", choice) % {
        "clears": clears,
        "choice": choice,
    }


def _row(step: Step, when: str, home: str, now: datetime.datetime) -> dict:
    return {"when": when, "what": step.title, "url": "" if is_locked(step, now) else step_address(home, step)}


def requirements_of(steps: list[Step], *, home: str, now: datetime.datetime) -> Requirements:
    """The ordinary rule: every required step; each missing one says what clears it and leads there."""
    required = [step for step in steps if step.required]
    missing = [_row(step, what_clears(step.kind), home, now) for step in required if not step.is_done]
    return Requirements(done=len(required) - len(missing), total=len(required), missing=missing)


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
