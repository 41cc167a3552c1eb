"""The support map: who listens, who does things together, who knows. First a list, then a picture of it."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values, option_texts, told_in

MOST_KINDS = 6


class Support(AskedLines):
    """Names or first letters for each kind of support. The picture is made of the same list, in the same order."""

    slug = "support"
    label = _("Support map")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField(
            "options",
            _("Kinds of support"),
            "list",
            fields=(AuthorField("text", _("Text"), "line"),),
            minimum=2,
            maximum=MOST_KINDS,
        ),
    )

    @property
    def answer_template(self) -> str:
        return "personal/exercises/support_map.html"

    def problems(self, values: Values) -> list[str]:
        return [] if list(option_texts(values)) else [str(_("Give the kinds of support."))]

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        return super().controls(values, value, earlier) | {"drawn": told_in(value)}

    def deed(self, value: Any) -> str:
        return gettext_now("You made a map of who is on your side.")

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        return [Asked(key, text) for key, text in list(option_texts(values))[:MOST_KINDS]]
