"""Free writing."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import (
    COMMON_FIELDS,
    Earlier,
    Exercise,
    Refused,
    Values,
    clean_text,
    text_in,
    whole_number,
)

LONGEST = 10_000


class Writing(Exercise):
    """A few words or a few pages of one's own."""

    slug = "writing"
    label = _("Write")
    fields = (
        *COMMON_FIELDS,
        AuthorField("rows", _("Height in lines"), "number", required=False, default=3, minimum=1, maximum=20),
    )

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        rows = whole_number(values.get("rows"), default=3, lowest=1, highest=20)
        return {"target": "answer", "text": text_in(value), "rows": rows, "longest": LONGEST}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        text = clean_text(post.get("answer"))
        if len(text) > LONGEST:
            sentence = gettext_now("The text is longer than %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST}, typed={"text": text})
        return {"text": text} if text else None

    def deed(self, value: Any) -> str:
        return gettext_now("You wrote in your own words.")
