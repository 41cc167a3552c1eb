"""A letter to oneself, with the day from which one wants to read it. Nothing is locked, and the letter is sent nowhere;
who asks for it is reminded of it on the day (``personal.services.reminders``)."""

import datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
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
    told_in,
)

LONGEST = 10_000


class Letter(Exercise):
    """A text of one's own that may begin with the author's words; untouched words are no letter."""

    slug = "letter"
    label = _("Letter to oneself")
    fields = (
        *COMMON_FIELDS,
        AuthorField("text", _("How the letter begins"), "text", required=False, help=_("May be left empty.")),
    )

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        text = text_in(value) or values.get("text") or ""
        kept = {"kept_days": settings.PSEUDONYMOUS_IDLE_DAYS}
        return {"target": "answer", "text": text, "open_on": _day_text(value), "longest": LONGEST} | kept

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        text = clean_text(post.get("answer"))
        day = clean_text(post.get("open_on"))[:20]
        typed = {"text": text} | ({"open_on": day} if day else {})
        if not text or text == clean_text(values.get("text")):
            return None
        if len(text) > LONGEST:
            sentence = gettext_now("The text is longer than %(longest)d characters. Shorten it a little.")
            raise Refused(sentence % {"longest": LONGEST}, typed=typed)
        if day and letter_day(typed) is None:
            raise Refused(gettext_now("Write the day like this: 2027-03-01. You can also leave it empty."), typed=typed)
        return typed

    def summary(self, value: Any, values: Values) -> list[str]:
        lines, day = told_in(value), letter_day(value)
        if not lines or day is None:
            return lines
        return [gettext_now("Open on %(day)s or later.") % {"day": date_format(day, "j.n.Y")}, *lines]

    def deed(self, value: Any) -> str:
        return gettext_now("You wrote yourself a letter.")


def _day_text(value: Any) -> str:
    """The day as it was typed; empty when there is none."""
    day = value.get("open_on") if isinstance(value, dict) else None
    return day if isinstance(day, str) else ""


def letter_day(value: Any) -> datetime.date | None:
    """The day that the letter waits for; None when there is none or it is no day."""
    try:
        return datetime.date.fromisoformat(_day_text(value))
    except ValueError:
        return None
