"""A step that is not open yet: refused wherever somebody comes to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.access_rules import StepRule, read_rule
from courses.models import Enrolment, Run, RunItem
from courses.queries import Step, steps_of


class StepLocked(PermissionDenied):
    """Something has to be done first. Answered with a page that says what, and leads there."""

    def __init__(self, run: Run, step: Step) -> None:
        self.run, self.step = run, step
        super().__init__("the step is not open yet")


def refuse_locked(run: Run, step: Step) -> None:
    """Raise ``StepLocked`` when something has to be done before the step. Its opening date is left to its own page."""
    if step.lock is not None and not step.is_done:
        raise StepLocked(run, step)


def step_rule(item: RunItem | Step | Any) -> StepRule:
    """What the author chose for a step, however it was read; a milestone has nothing of its own."""
    rule = getattr(item, "rule", None)
    return rule if isinstance(rule, StepRule) else read_rule(rule or {})


def is_shut(enrolment: Enrolment, item: RunItem | Step | Any) -> bool:
    """Whether the step is not open to this participant yet. No query without a rule for opening."""
    if isinstance(item, Step):
        return item.is_locked(timezone.now())
    if not step_rule(item).waits:
        return False
    here = next((step for step in steps_of(enrolment) if step.activity_id == item.activity_id), None)
    return here is None or here.lock is not None
