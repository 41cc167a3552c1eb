"""A ready message that the person may make their own, copy and send by themselves. It stays private here."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Exercise, Refused, Values, clean_text, text_in

LONGEST = 2_000


class Message(Exercise):
    """The author's text until the person changes it; an untouched message is no answer."""

    slug = "message"
    label = _("Ready message")
    fields = (*COMMON_FIELDS, AuthorField("text", _("The message"), "text"))

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        return {"target": "answer", "text": text_in(value) or values.get("text", ""), "longest": LONGEST}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        text = clean_text(post.get("answer"))
        if len(text) > LONGEST:
            sentence = gettext_now("The text is longer than %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST}, typed={"text": text})
        return {"text": text} if text and text != clean_text(values.get("text")) else None

    def deed(self, value: Any) -> str:
        return gettext_now("You made a message of your own.")
