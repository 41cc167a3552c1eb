"""What rules of opening ask about one participant besides the steps: days, points, the group."""

from collections.abc import Iterable
from typing import Any

from courses.access_rules import NOTHING_MORE
from courses.completion.shape import DaysFact, Facts, Kind, leaves
from courses.completion.sources import days_of, scores_of
from courses.models import Enrolment

_OF_ENROLMENT = frozenset({Kind.DAYS, Kind.GROUP})


def known_for(steps: Iterable[Any], enrolment_id: int, enrolment: Enrolment | None = None) -> Facts:
    """What the rules of those ``steps`` that are not done ask for. No query where none of them asks for more than
    steps; ``enrolment`` is the row itself, when it has been read already."""
    rules = [step.rule.needs for step in steps if step.rule.needs and not step.is_done]
    asked = [leaf for rule in rules for leaf in leaves(rule)]
    kinds = {leaf.kind for leaf in asked}
    if enrolment is None and kinds & _OF_ENROLMENT:
        enrolment = Enrolment.objects.select_related("run__course", "group").filter(pk=enrolment_id).first()
    scored = frozenset(leaf.key for leaf in asked if leaf.kind == Kind.SCORE)
    if not kinds - {Kind.STEP, Kind.MODULE, Kind.PRIOR}:
        return NOTHING_MORE
    return Facts(
        days=days_of(enrolment) if enrolment and Kind.DAYS in kinds else DaysFact(),
        scores=scores_of(enrolment_id, scored) if scored else {},
        group=enrolment.group.name if enrolment and Kind.GROUP in kinds and enrolment.group else "",
    )
