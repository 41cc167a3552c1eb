"""Choosing some of several cards, the author's own or those picked in an earlier exercise."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Earlier,
    Exercise,
    Refused,
    Values,
    items_in,
    option_texts,
    picked_in,
    whole_number,
)

MOST_OPTIONS = 60


class Pick(Exercise):
    """From ``min`` to ``max`` of the options. Picking nothing is always fine."""

    slug = "pick"
    label = _("Pick cards")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField("min", _("At least"), "number", required=False, default=0, minimum=0, maximum=MOST_OPTIONS),
        AuthorField("max", _("At most"), "number", required=False, default=3, minimum=1, maximum=MOST_OPTIONS),
        AuthorField(
            "options",
            _("Cards"),
            "list",
            required=False,
            fields=(AuthorField("text", _("Text"), "line"),),
            maximum=MOST_OPTIONS,
        ),
        AuthorField(
            "from",
            _("Choose among those in"),
            "key",
            required=False,
            help=_("The key of an earlier pick or list. Then this exercise needs no cards of its own."),
        ),
    )

    def problems(self, values: Values) -> list[str]:
        found = []
        if not values.get("from") and not list(option_texts(values)):
            found.append(str(_("Give the cards, or the key of an earlier exercise.")))
        lowest, highest = self.bounds(values)
        if lowest > highest:
            found.append(str(_("“At least” is more than “at most”.")))
        return found

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        chosen = {key for key, _text in picked_in(value)}
        options = [{"id": key, "text": text, "checked": key in chosen} for key, text in self.options(values, earlier)]
        target = f"answer-{options[0]['id']}" if options else ""
        return {
            "target": target,
            "options": options,
            "highest": self.bounds(values)[1],
            "from_earlier": bool(values.get("from")),
        }

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        texts = dict(self.options(values, earlier))
        picked = [key for key in dict.fromkeys(post.getlist("answer")) if key in texts]
        if not picked:
            return None
        value = {"picked": picked, "texts": {key: texts[key] for key in picked}}
        lowest, highest = self.bounds(values)
        if len(picked) > highest:
            sentence = ngettext("Choose at most one.", "Choose at most %(number)d.", highest) % {"number": highest}
            raise Refused(sentence, typed=value)
        if len(picked) < lowest:
            sentence = ngettext("Choose at least one.", "Choose at least %(number)d.", lowest) % {"number": lowest}
            raise Refused(sentence, typed=value)
        return value

    def deed(self, value: Any) -> str:
        number = len(picked_in(value))
        return ngettext("You picked one card.", "You picked %(number)d cards.", number) % {"number": number}

    def options(self, values: Values, earlier: Earlier) -> list[tuple[str, str]]:
        """(id, text) of what can be picked now."""
        if values.get("from"):
            return items_in(earlier.get(values["from"]))
        return list(option_texts(values))

    def bounds(self, values: Values) -> tuple[int, int]:
        """The fewest and the most that may be picked."""
        return (
            whole_number(values.get("min"), default=0, lowest=0, highest=MOST_OPTIONS),
            whole_number(values.get("max"), default=3, lowest=1, highest=MOST_OPTIONS),
        )
