"""A scale in words: one of some steps that the author has named. No number is kept or shown."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Collected,
    Earlier,
    Exercise,
    Values,
    option_texts,
    picked_in,
)

MOST_STEPS = 7


class WordScale(Exercise):
    """Radio buttons in the author's order, and a way to say nothing."""

    slug = "scale"
    label = _("Scale in words")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField(
            "options",
            _("Words in order"),
            "list",
            fields=(
                AuthorField("text", _("Text"), "line"),
                AuthorField(
                    "taken",
                    _("Who chooses this has taken a step"),
                    "flag",
                    required=False,
                    default=False,
                    help=_("The person sees on the path how many steps they have taken. Nobody else does."),
                ),
            ),
            minimum=2,
            maximum=MOST_STEPS,
        ),
    )

    def problems(self, values: Values) -> list[str]:
        return [] if len(list(option_texts(values))) > 1 else [str(_("Give at least two steps."))]

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        chosen = dict(picked_in(value))
        steps = list(option_texts(values))[:MOST_STEPS]
        options = [{"id": key, "text": text, "checked": key in chosen} for key, text in steps]
        return {"target": f"answer-{steps[0][0]}" if steps else "", "options": options, "chosen": bool(chosen)}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        texts = dict(list(option_texts(values))[:MOST_STEPS])
        chosen = post.get("answer")
        return {"picked": [chosen], "texts": {chosen: texts[chosen]}} if chosen in texts else None

    def collected(self, value: Any, values: Values) -> Collected:
        taken = {str(option["id"]) for option in values.get("options") or () if option["value"].get("taken")}
        return Collected(steps=sum(key in taken for key, _text in picked_in(value)))

    def deed(self, value: Any) -> str:
        return gettext_now("You found a word for how it is now.")
