"""How much one agrees, can or does: a scale in words. Nothing is right or wrong in it, and it counts nothing."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.question import (
    FEEDBACK,
    ID_LENGTH,
    STEM,
    Comment,
    Mark,
    QuestionKind,
    UnusableAnswer,
    lines_in,
    missing_texts,
    one_value,
)

OWN = "own"
#: Ready steps by scale, from the least to the most, in the reader's language.
STEPS = {
    "agree": (
        gettext_lazy("Completely disagree"),
        gettext_lazy("Partly disagree"),
        gettext_lazy("Cannot say"),
        gettext_lazy("Partly agree"),
        gettext_lazy("Completely agree"),
    ),
    "able": (
        gettext_lazy("This is new to me"),
        gettext_lazy("I know something of this"),
        gettext_lazy("I manage with support"),
        gettext_lazy("I manage by myself"),
        gettext_lazy("I can guide others"),
    ),
    "often": (
        gettext_lazy("Never"),
        gettext_lazy("Seldom"),
        gettext_lazy("Now and then"),
        gettext_lazy("Often"),
        gettext_lazy("All the time"),
    ),
}


class Scale(QuestionKind):
    """One step of a scale. It is asked to be known, never to be marked."""

    slug = "scale"
    label = gettext_lazy("Scale (no points)")
    place = 80
    fields = (
        STEM,
        AuthorField(
            "scale",
            gettext_lazy("Scale"),
            "choice",
            default="agree",
            choices=(
                ("agree", gettext_lazy("Disagree – agree")),
                ("able", gettext_lazy("New to me – I can guide others")),
                ("often", gettext_lazy("Never – all the time")),
                (OWN, gettext_lazy("Steps of my own")),
            ),
        ),
        AuthorField(
            "steps",
            gettext_lazy("Steps of my own"),
            "text",
            required=False,
            help=gettext_lazy("One a line, from the least to the most. Only when the scale is your own."),
        ),
        FEEDBACK,
    )
    hint = gettext_lazy("Choose the one that fits you. There is no right answer.")
    is_scored = False
    template = "graded/kinds/scale.html"
    review_template = "graded/kinds/own_words.html"

    def problems(self, values: dict[str, Any]) -> list[str]:
        problems = missing_texts(self.fields, values)
        if values.get("scale") and values["scale"] not in (*STEPS, OWN):
            problems.append(_("There is no such scale."))
        if values.get("scale") == OWN and not 2 <= len(lines_in(values.get("steps"))) <= 10:
            problems.append(_("A scale of your own has 2 to 10 steps, one a line."))
        return problems

    def parse(self, values: dict[str, Any], post: QueryDict, name: str) -> str | None:
        chosen = one_value(post, name, longest=ID_LENGTH)
        if chosen is not None and chosen not in dict(self.options(values)):
            raise UnusableAnswer(_("Choose one of the options."))
        return chosen

    def mark(self, values: dict[str, Any], answer: Any) -> Mark:
        return Mark(0)

    def feedback(self, values: dict[str, Any], answer: Any) -> list[Comment]:
        own = self.answer_text(values, answer)
        return [Comment("own", own, chosen=True, right=False)] if own else []

    def options(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        steps = lines_in(values.get("steps")) if values.get("scale") == OWN else STEPS.get(values.get("scale"), ())
        return [(str(number), str(step)) for number, step in enumerate(steps, start=1)]


KIND = Scale()
