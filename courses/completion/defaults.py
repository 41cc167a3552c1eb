"""What completes a run whose author has chosen nothing: each type of training has its own answer. Pure."""

from typing import Any

from courses.completion.shape import Group, Kind, parse
from courses.types import Completion, TypePolicy, type_policy


def default_rule(policy: TypePolicy) -> dict[str, Any] | None:
    """The rule of a type, as it would be stored; None for a type in which nobody becomes ready."""
    if policy.completion == Completion.NONE:
        return None
    steps = {"is": Kind.REQUIRED.value}
    if policy.completion == Completion.DAYS:
        return {"all": [steps, {"is": Kind.DAYS.value, "percent": policy.attend_percent}]}
    if policy.completion == Completion.OWN_GOAL:
        return {"all": [steps, {"is": Kind.APPROVAL.value}]}
    return {}


def rule_for(stored: dict[str, Any], type_key: str) -> Group | None:
    """The author's rule, or that of the type of the training when there is none. Raises ``BadRule``."""
    rule = stored or default_rule(type_policy(type_key))
    return None if rule is None else parse(rule)
