"""What a quiz's result shows when, as its author ticks it: one box for each part at each moment."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assessments.graded.api import MOMENTS, PARTS

MOMENT_NAMES = {
    "during": _("while answering, when an answer is checked"),
    "after": _("right after sending (half an hour)"),
    "later": _("later"),
    "closed": _("after the test has closed"),
}
PART_NAMES = {
    "verdict": _("right or wrong"),
    "points": _("points"),
    "feedback": _("feedback"),
    "answer": _("the right answer"),
}


def boxes() -> list[tuple[str, Any]]:
    """("after:points", words) of every box."""
    return [
        (f"{moment}:{part}", format_lazy("{}: {}", MOMENT_NAMES[moment], PART_NAMES[part]))
        for moment in MOMENTS
        for part in PARTS
    ]


class ReviewField(models.JSONField):
    """The boxes that are ticked, as a list."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=boxes,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=self.verbose_name,
            help_text=self.help_text,
        )


def review_of(ticked: list[str]) -> dict[str, tuple[str, ...]]:
    """By moment what is shown then."""
    return {moment: tuple(part for part in PARTS if f"{moment}:{part}" in ticked) for moment in MOMENTS}
