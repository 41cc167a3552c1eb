"""The form of a new day, which may come again every week."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.meetings.pages.planning import PlanForm
from courses.meetings.rules.series import MOST, weekly


class NewDayForm(PlanForm):
    """A day, and until when it is held every week. The weeks are shown before anything is made; ``week`` are those
    that stayed chosen, of ``shown``, the series as the page showed it."""

    until = forms.DateField(
        label=lazy("Repeat every week until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=lazy("For a group that meets weekly. Leave empty for a single day. You see the days before saving."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        until = values.get("until")
        if self.errors or not until:
            return values
        if until <= values["date"]:
            self.add_error("until", _("Choose a later day than the first one, or leave this empty."))
        elif len(self.weeks) > MOST:
            self.add_error("until", _("At most a year at a time. Choose an earlier last day."))
        return values

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The usual ones, with the repeating after the day."""
        usual = super().first_fields
        place = [bound.name for bound in usual].index("date") + 1
        return [*usual[:place], self["until"], *usual[place:]]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [bound for bound in super().more_fields if bound.name != "until"]

    @property
    def weeks(self) -> list[datetime.date]:
        """Every day of the series; only the day itself without a last one."""
        date, until = self.cleaned_data["date"], self.cleaned_data.get("until")
        return weekly(date, until) if until else [date]

    @property
    def shown(self) -> str:
        """The series in a word, for the next post to tell whether what was seen is what is asked for."""
        return f"{self.weeks[0].isoformat()}/{self.weeks[-1].isoformat()}"

    @property
    def is_seen(self) -> bool:
        """Whether its maker has seen the days: of a single day there is nothing to see."""
        return len(self.weeks) == 1 or self.data.get("shown") == self.shown

    @property
    def chosen(self) -> list[datetime.date]:
        """The days to make: those whose tick was left."""
        if len(self.weeks) == 1:
            return self.weeks
        ticked = set(self.data.getlist("week"))
        return [week for week in self.weeks if week.isoformat() in ticked]
