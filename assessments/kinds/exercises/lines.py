"""A short list of one's own lines, or one line for each thing picked or written earlier."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Collected,
    Earlier,
    Values,
    items_in,
    whole_number,
    written_in,
)

MOST_LINES = 10


class Lines(AskedLines):
    """Some short lines; each may be left empty."""

    slug = "lines"
    label = _("Short lines")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField("count", _("How many lines"), "number", required=False, default=3, minimum=1, maximum=MOST_LINES),
        AuthorField(
            "per",
            _("One line for each in"),
            "key",
            required=False,
            help=_("The key of an earlier pick or list. Leave empty for a plain list."),
        ),
        AuthorField(
            "successes",
            _("Each line is a success collected"),
            "flag",
            required=False,
            default=False,
            help=_("The person sees on the path how many they have collected. Nobody else does."),
        ),
    )

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        return super().controls(values, value, earlier) | {"from_earlier": bool(values.get("per"))}

    def deed(self, value: Any) -> str:
        number = len(written_in(value))
        return ngettext("You wrote one line.", "You wrote %(number)d lines.", number) % {"number": number}

    def collected(self, value: Any, values: Values) -> Collected:
        return Collected(successes=len(written_in(value)) if values.get("successes") else 0)

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        """Plain lines are numbered and have no heading."""
        if values.get("per"):
            return [Asked(key, heading) for key, heading in items_in(earlier.get(values["per"]))]
        count = whole_number(values.get("count"), default=3, lowest=1, highest=MOST_LINES)
        return [Asked(str(number), "") for number in range(1, count + 1)]
