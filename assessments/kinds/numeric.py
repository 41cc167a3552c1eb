"""A number, with what may be missing from it or added to it."""

from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.numbers import LONGEST, TwoMeanings, number_in, ways_to_write, within
from assessments.kinds.question import (
    FEEDBACK,
    FEEDBACK_RIGHT,
    FEEDBACK_WRONG,
    FULL,
    HINTS,
    REREAD,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    UnusableAnswer,
    missing_texts,
    one_value,
)


class Numeric(QuestionKind):
    """All points for a number that is near enough. The answer is kept as it was written."""

    slug = "numeric"
    label = gettext_lazy("Number as the answer")
    place = 45
    fields = (
        STEM,
        AuthorField(
            "answer", gettext_lazy("Right number"), "decimal", help=gettext_lazy("For example 150, 12,5 or 4 000.")
        ),
        AuthorField(
            "tolerance",
            gettext_lazy("How far off is still right"),
            "decimal",
            required=False,
            default="0",
            help=gettext_lazy("0: only the exact number. 0,5: half more or less is right too."),
        ),
        AuthorField(
            "unit",
            gettext_lazy("Unit"),
            "line",
            required=False,
            help=gettext_lazy("Stands after the box, for example € or days. The learner need not write it."),
        ),
        FEEDBACK_RIGHT,
        FEEDBACK_WRONG,
        FEEDBACK,
        HINTS,
        REREAD,
    )
    hint = gettext_lazy("Write a number.")
    template = "graded/kinds/number.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        if values.get("answer") and number_or_none(values["answer"]) is None:
            problems.append(_("The right number is not a number. Write it like 12,5 or 4 000."))
        tolerance = number_or_none(values.get("tolerance") or "0")
        if tolerance is None or tolerance < 0:
            problems.append(_("“How far off is still right” must be 0 or more."))
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        text = one_value(post, name, longest=LONGEST)
        try:
            if text is None or number_in(text, ways_to_write(self._unit(values))) is not None:
                return text
        except TwoMeanings:
            raise UnusableAnswer(
                _("Write thousands with a space (4 000) and decimals with a comma (4,5), so that we read it right.")
            ) from None
        raise UnusableAnswer(_("Write the answer as a number, for example 12,5."))

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        given = number_or_none(answer, ways_to_write(self._unit(values))) if isinstance(answer, str) else None
        wanted = number_or_none(values["answer"])
        if given is None or wanted is None:
            return Mark(0)
        tolerance = number_or_none(values.get("tolerance") or "0") or Decimal(0)
        return Mark(FULL if within(given, wanted, tolerance) else 0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        right = self.mark(values, answer).is_full
        said = values["feedback_right"] if right else values["feedback_wrong"]
        own = self.answer_text(values, answer)
        given = [Comment("own", own, chosen=True, right=right, feedback=said)] if own else []
        # The exact number is told to one who was near enough, too.
        exact = number_or_none(values["answer"])
        is_exact = right and number_or_none(answer, ways_to_write(self._unit(values))) == exact
        model = f"{values['answer']} {self._unit(values)}".strip()
        return given + ([] if is_exact else [Comment("model", model, chosen=False, right=True)])

    def answer_text(self, values: dict[str, Any], answer: Any) -> str:
        unit, text = self._unit(values), str(answer or "")
        has_unit = text.casefold().endswith(tuple(way.casefold() for way in ways_to_write(unit)))
        return text if not text or has_unit else f"{text} {unit}".strip()

    def field(self, values: dict[str, Any], given: list[str], order: list[str]) -> dict[str, Any]:
        return {"text": given[0] if given else "", "unit": self._unit(values)}

    def _unit(self, values: dict[str, Any]) -> str:
        return (values.get("unit") or "").strip()


def number_or_none(text: str, units: tuple[str, ...] = ()) -> Decimal | None:
    """The same for what was checked when it was written: what has two meanings has none."""
    try:
        return number_in(text, units)
    except TwoMeanings:
        return None


KIND = Numeric()
