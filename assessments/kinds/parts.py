"""What is said of the parts of an answer: of each its own word, or one explanation for them all."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.question import FEEDBACK

#: The explanation of a question with parts.
EXPLANATION = replace(
    FEEDBACK,
    help=gettext_lazy("Shown with every answer, right or wrong. Needed where a part has no feedback of its own."),
)


def part_feedback(why: Any) -> AuthorField:
    """The word on one part; ``why`` tells what belongs there."""
    return AuthorField("feedback", gettext_lazy("Feedback"), "text", required=False, help=why)


def unexplained(values: dict[str, Any], parts: Iterable[dict[str, Any]]) -> list[str]:
    """A sentence where a part would be called wrong and nobody would tell why."""
    silent = [part for part in parts if not str(part["value"].get("feedback") or "").strip()]
    if not silent or str(values.get("feedback") or "").strip():
        return []
    return [_("Write one explanation for the whole question, or feedback for each part.")]
