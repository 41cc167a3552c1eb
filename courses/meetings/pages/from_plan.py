"""The form that gives the course's planned days their dates in a run."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.api import Run
from courses.meetings.pages.planning import FIRST_YEAR, LAST_YEAR, PlanForm
from courses.meetings.rules.planned import PlannedDay

#: What all the days share, as the form of one day asks it.
SHARED = ("starts", "ends", "starts_2", "ends_2", "place", "address", "link", "asks_needs")


class FromPlanForm(PlanForm):
    """A date for each planned day, and the hours and the place of them all. A day without a date is left for later."""

    def __init__(self, run: Run, planned: list[PlannedDay], *args: Any, **kwargs: Any) -> None:
        super().__init__(run, *args, **kwargs)
        self.fields = {name: self.fields[name] for name in SHARED}
        self.planned = planned
        self.initial = {
            "starts": "09:00", "ends": "12:00", "starts_2": "13:00", "ends_2": "16:00", "place": run.place,
        }  # fmt: skip
        for number, day in enumerate(planned, start=1):
            words = _("%(number)d. %(title)s") % {"number": number, "title": day.title}
            date = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            self.fields[f"date-{day.key}"] = forms.DateField(label=words, required=False, widget=date)
            if run.starts:
                self.initial[f"date-{day.key}"] = day.date_from(run.starts)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in [f"date-{day.key}" for day in self.planned]:
            date = values.get(name)
            if date and not FIRST_YEAR <= date.year <= LAST_YEAR:
                self.add_error(name, _("Check the year."))
        if not self.errors and not self.dates:
            self.add_error(f"date-{self.planned[0].key}", _("Give at least one of the days a date."))
        return values

    @property
    def dates(self) -> dict[str, datetime.date]:
        """The dates that were given, by the key of the planned day."""
        found = {str(day.key): self.cleaned_data.get(f"date-{day.key}") for day in self.planned}
        return {key: date for key, date in found.items() if date}

    @property
    def where(self) -> dict[str, Any]:
        """What the days share besides their hours."""
        return {name: self.cleaned_data[name] for name in ("place", "address", "link", "asks_needs")}

    @property
    def date_fields(self) -> list[tuple[PlannedDay, forms.BoundField]]:
        return [(day, self[f"date-{day.key}"]) for day in self.planned]

    @property
    def shared_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SHARED]
