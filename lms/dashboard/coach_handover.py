"""The form with which a coach proposes another coach to a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import CoachLink, colleagues_of


class HandoverForm(forms.Form):
    """To whom, and why in the coach's own words."""

    to = forms.ChoiceField(label=lazy("The other coach"))
    reason = forms.CharField(
        label=lazy("Why? The person reads this"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("For example: I am on leave until August. Write nothing about health here."),
    )

    def __init__(self, *args: Any, link: CoachLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.coaches = [(str(coach.pk), coach.get_full_name() or coach.email) for coach in colleagues_of(link)]
        self.fields["to"].choices = [("", "–"), *self.coaches]

    def clean_to(self) -> int:
        return int(self.cleaned_data["to"])
