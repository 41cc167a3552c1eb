"""What a draw draws from: ready questions of a category with its subcategories, of a tag, or of both."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.graded.facts.quizzes import SlotFacts
from assessments.graded.models import Question, QuestionVersion
from assessments.kinds import KINDS


def pool_of(slot: SlotFacts) -> set[int]:
    """Ids of the newest versions that the draw may take. What counts no points is never drawn: every attempt is
    worth the same."""
    which = Q(category=slot.category) | Q(category__startswith=f"{slot.category}/") if slot.category else Q()
    if slot.tag:
        which &= Q(tags__name=slot.tag)
    which &= Q(kind__in=[kind.slug for kind in KINDS.values() if kind.is_scored])
    return set(newest_ready(which).values()) if slot.category or slot.tag else set()


def newest_ready(*which: Q, **more: Any) -> dict[UUID, int]:
    """Id of the newest version by question key, of questions that are ready."""
    questions = Question.objects.filter(*which, status=Question.Status.READY, **more)
    versions = QuestionVersion.objects.filter(question__in=questions)
    return dict(versions.order_by("number").values_list("question__key", "pk"))


def draw_of(slot: SlotFacts, pool: set[int]) -> dict[str, Any]:
    """The draw as a published quiz keeps it."""
    draw = {"category": slot.category, "count": slot.count, "pool": sorted(pool)}
    return draw | ({"tag": slot.tag} if slot.tag else {})


def too_few(slot: SlotFacts, there_are: int) -> str:
    """What to tell the author of a draw that would not always find enough."""
    named = " + ".join(filter(None, (slot.category, slot.tag)))
    return _("“%(category)s” has %(count)s questions to draw from.") % {"category": named, "count": there_are}
