"""The success chain: what was the situation, what one did, what came of it, and which strength was in it."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values, items_in


class Chain(AskedLines):
    """Four links in a row. Strengths picked earlier are offered for the last one."""

    slug = "chain"
    label = _("Success chain")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField(
            "from",
            _("Offer the strengths picked in"),
            "key",
            required=False,
            help=_("The key of an earlier pick. Without it the strength is written in own words."),
        ),
    )

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        shown = super().controls(values, value, earlier)
        return shown | {"from_earlier": bool(values.get("from")), "options": shown["lines"][-1]["options"]}

    def deed(self, value: Any) -> str:
        return gettext_now("You made a chain of something that went well.")

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        strengths = items_in(earlier.get(values["from"])) if values.get("from") else []
        return [
            Asked("situation", gettext_now("What was the situation?")),
            Asked("did", gettext_now("What did you do?")),
            Asked("followed", gettext_now("What came of it?")),
            Asked("strength", gettext_now("Which strength of yours was in it?"), options=tuple(strengths)),
        ]
