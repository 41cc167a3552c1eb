"""A ladder of steps: small steps towards something, each with how hard it feels, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values, whole_number, written_in

MOST_STEPS = 7
#: From the lowest rung to the highest.
HARDNESS = {
    "easy": pgettext_lazy("step", "Easy"),
    "some": pgettext_lazy("step", "A little hard"),
    "hard": pgettext_lazy("step", "Hard"),
    "very": pgettext_lazy("step", "Very hard"),
}


class Ladder(AskedLines):
    """Steps in the order of how hard they feel; steps without a word for it come last."""

    slug = "ladder"
    label = _("Ladder of steps")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField("count", _("How many steps"), "number", required=False, default=5, minimum=2, maximum=MOST_STEPS),
    )

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        shown = super().controls(values, value, earlier)
        written = {line["id"]: line.get("hard") for line in written_in(value)}
        order = list(written)
        for line in shown["lines"]:
            hard = written.get(line["id"])
            line["hardness"] = [{"id": key, "text": text, "selected": key == hard} for key, text in HARDNESS.items()]
        shown["lines"].sort(key=lambda line: order.index(line["id"]) if line["id"] in written else len(order))
        return shown | {"target": shown["lines"][0]["target"]}

    def line_in(self, post: Any, question: Asked) -> dict[str, str]:
        hard = post.get(f"hard-{question.id}", "")
        hard = hard if hard in HARDNESS else ""
        return super().line_in(post, question) | {"hard": hard, "heading": str(HARDNESS.get(hard, ""))}

    def kept(self, lines: list[dict[str, str]]) -> dict[str, Any]:
        rungs = list(HARDNESS)
        return {"lines": sorted(lines, key=lambda line: rungs.index(line["hard"]) if line["hard"] else len(rungs))}

    def deed(self, value: Any) -> str:
        number = len(written_in(value))
        return ngettext("You wrote one step.", "You wrote %(number)d steps.", number) % {"number": number}

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        count = whole_number(values.get("count"), default=5, lowest=2, highest=MOST_STEPS)
        return [Asked(str(number), "") for number in range(1, count + 1)]
