"""Wish, outcome, obstacle: the first half of a plan. The second half is ``ifthen``."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values


class Wish(AskedLines):
    """A small wish, the best of it, and what in oneself may come in between."""

    slug = "wish"
    label = _("Wish, outcome, obstacle")
    has_items = True
    fields = COMMON_FIELDS

    def deed(self, value: Any) -> str:
        return gettext_now("You thought about a wish and what stands in its way.")

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        return [
            Asked("wish", gettext_now("My wish"), gettext_now("Something small you could do within a week.")),
            Asked("outcome", gettext_now("The best of it"), gettext_now("How would it feel when it has come true?")),
            Asked("obstacle", gettext_now("My obstacle"), gettext_now("What in you may come in between?")),
        ]
