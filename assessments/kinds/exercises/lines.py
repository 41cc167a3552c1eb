"""A short list of one's own lines, or one line for each thing picked earlier."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Earlier,
    Exercise,
    Refused,
    Values,
    clean_text,
    picked_in,
    whole_number,
)

LONGEST = 500
MOST_LINES = 10


class Lines(Exercise):
    """Some short lines; each may be left empty."""

    slug = "lines"
    label = _("Short lines")
    fields = (
        *COMMON_FIELDS,
        AuthorField("count", _("How many lines"), "number", required=False, default=3, minimum=1, maximum=MOST_LINES),
        AuthorField(
            "per",
            _("One line for each picked in"),
            "key",
            required=False,
            help=_("The key of an earlier pick. Leave empty for a plain list."),
        ),
    )

    def ask(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        written = {line["id"]: line["text"] for line in written_in(value)}
        asked = self.asked(values, earlier)
        lines = [{"id": key, "heading": heading, "text": written.get(key, "")} for key, heading in asked]
        target = f"line-{lines[0]['id']}" if lines else ""
        return {"target": target, "lines": lines, "longest": LONGEST, "from_earlier": bool(values.get("per"))}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        asked = self.asked(values, earlier)
        typed = [(key, heading, " ".join(clean_text(post.get(f"line-{key}")).split())) for key, heading in asked]
        lines = [{"id": key, "heading": heading, "text": text} for key, heading, text in typed if text]
        if any(len(line["text"]) > LONGEST for line in lines):
            sentence = gettext_now("One line is longer than %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST}, typed={"lines": lines})
        return {"lines": lines} if lines else None

    def summary(self, value: Any, values: Values) -> list[str]:
        lines = written_in(value)
        return [f"{line['heading']}: {line['text']}" if line.get("heading") else line["text"] for line in lines]

    def deed(self, value: Any) -> str:
        number = len(written_in(value))
        return ngettext("You wrote one line.", "You wrote %(number)d lines.", number) % {"number": number}

    def asked(self, values: Values, earlier: Earlier) -> list[tuple[str, str]]:
        """(id, heading) of each line; plain lines are numbered and have no heading."""
        if values.get("per"):
            return picked_in(earlier.get(values["per"]))
        count = whole_number(values.get("count"), default=3, lowest=1, highest=MOST_LINES)
        return [(str(number), "") for number in range(1, count + 1)]


def written_in(value: Any) -> list[dict[str, str]]:
    """The lines of an answer; empty when the answer has another shape."""
    lines = value.get("lines") if isinstance(value, dict) else None
    return lines if isinstance(lines, list) else []
