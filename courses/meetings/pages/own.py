"""What a participant says about a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from courses.meetings.models import Need

LONGEST_ANSWER = 10_000


class AbsenceForm(forms.Form):
    """Not being able to come. Why is the person's own business."""

    reason = forms.CharField(
        label=lazy("Reason"),
        required=False,
        max_length=200,
        help_text=lazy("You need not give one. Write nothing about your health."),
    )


class MakeUpForm(forms.Form):
    """The make-up task as a text."""

    text = forms.CharField(
        label=lazy("Your make-up task"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy("Write nothing by which a client could be known."),
    )


class NeedForm(forms.Form):
    """Diets as ticks, the rest in words."""

    diets = forms.MultipleChoiceField(
        label=lazy("Diet"), required=False, choices=Need.Diet.choices, widget=forms.CheckboxSelectMultiple
    )
    food = forms.CharField(label=lazy("Something else about food"), required=False, max_length=200)
    access = forms.CharField(
        label=lazy("Accessibility"),
        required=False,
        max_length=300,
        help_text=lazy("For example a way in without stairs, a hearing loop or large print."),
    )

    @classmethod
    def of(cls, need: Need | None) -> "NeedForm":
        """The form with what was told before."""
        told: dict[str, Any] = {"diets": need.diets, "food": need.food, "access": need.access} if need else {}
        return cls(initial=told)


class CodeForm(forms.Form):
    """The code on the trainer's screen, typed."""

    code = forms.CharField(
        label=lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
