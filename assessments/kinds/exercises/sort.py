"""Sorting into boxes: one choice for each thing, so a tap is enough and nothing is dragged."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Earlier,
    Exercise,
    Values,
    items_in,
    option_texts,
    written_in,
)

MOST_BOXES = 5
MOST_THINGS = 12


class Sort(Exercise):
    """Each thing goes into one box or stays outside. Things are the author's or written in an earlier exercise."""

    slug = "sort"
    label = _("Sort into boxes")
    has_items = True
    fields = (
        *COMMON_FIELDS,
        AuthorField(
            "boxes",
            _("Boxes"),
            "list",
            fields=(AuthorField("text", _("Text"), "line"),),
            minimum=2,
            maximum=MOST_BOXES,
        ),
        AuthorField(
            "options",
            _("Things to sort"),
            "list",
            required=False,
            fields=(AuthorField("text", _("Text"), "line"),),
            maximum=MOST_THINGS,
        ),
        AuthorField(
            "from",
            _("Sort those in"),
            "key",
            required=False,
            help=_("The key of an earlier pick or list. Then this exercise needs no things of its own."),
        ),
    )

    def problems(self, values: Values) -> list[str]:
        found = [] if len(_boxes(values)) > 1 else [str(_("Give at least two boxes."))]
        if not values.get("from") and not list(option_texts(values)):
            found.append(str(_("Give the things to sort, or the key of an earlier exercise.")))
        return found

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        placed = {line["id"]: line.get("box") for line in written_in(value)}
        boxes = _boxes(values)
        things = [
            {
                "id": key,
                "text": text,
                "is_placed": placed.get(key) in dict(boxes),
                "boxes": [{"id": box, "text": name, "checked": placed.get(key) == box} for box, name in boxes],
            }
            for key, text in self.things(values, earlier)
        ]
        target = f"box-{things[0]['id']}-{boxes[0][0]}" if things and boxes else ""
        return {"target": target, "options": things, "from_earlier": bool(values.get("from"))}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        things = self.things(values, earlier)
        lines = [
            {"id": key, "heading": name, "text": text, "box": box}
            for box, name in _boxes(values)
            for key, text in things
            if post.get(f"box-{key}") == box
        ]
        return {"lines": lines} if lines else None

    def deed(self, value: Any) -> str:
        number = len(written_in(value))
        return ngettext("You sorted one thing.", "You sorted %(number)d things.", number) % {"number": number}

    def things(self, values: Values, earlier: Earlier) -> list[tuple[str, str]]:
        """(id, text) of what is sorted now."""
        found = items_in(earlier.get(values["from"])) if values.get("from") else list(option_texts(values))
        return found[:MOST_THINGS]


def _boxes(values: Values) -> list[tuple[str, str]]:
    """(id, text) of the boxes."""
    return list(option_texts({"options": values.get("boxes")}))[:MOST_BOXES]
