"""The form of a day."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.api import Activity, Run, groups_of, steps_in
from courses.meetings.models import Meeting
from courses.meetings.rules.times import Part, wrong_order
from courses.meetings.services.planning import Plan

TIME = {"type": "time"}
#: Any other year is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 2000, 2100
#: What attending can stand for: everything else has work of its own to be done.
BY_ATTENDING = frozenset({Activity.Kind.LESSON, Activity.Kind.MEETING})
#: What the form and the day call by the same name.
PLAIN = (
    *("title", "date", "place", "address", "link", "programme", "preparation", "bring", "materials", "compulsory"),
    *("make_up", "asks_needs"),
)
FIRST = (
    "title", "date", "starts", "ends", "starts_2", "ends_2", "place", "address", "link", "group", "compulsory",
)  # fmt: skip


def _time(label: Any, *, required: bool) -> forms.TimeField:
    return forms.TimeField(label=label, required=required, widget=forms.TimeInput(TIME, format="%H:%M"))


def _text(label: Any, help_text: Any, *, most: int = 4000) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=most, widget=area, help_text=help_text)


class PlanForm(forms.Form):
    """Everything about a day; only its name, day and hours have to be known."""

    title = forms.CharField(label=lazy("Name of the day"), max_length=200)
    date = forms.DateField(label=lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    starts = _time(lazy("Starts"), required=True)
    ends = _time(lazy("Ends"), required=True)
    starts_2 = _time(lazy("The second part starts"), required=False)
    ends_2 = _time(lazy("The second part ends"), required=False)
    place = forms.CharField(label=lazy("Place"), max_length=200, required=False)
    address = forms.CharField(label=lazy("Address"), max_length=300, required=False)
    link = forms.URLField(
        label=lazy("Link for taking part online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=lazy("Shown to the participants only."),
    )
    programme = _text(
        lazy("Programme of the day"), lazy("What happens and when, one thing a line. For example: 9.00 Welcome.")
    )
    preparation = _text(lazy("Before the day"), lazy("What participants read or do beforehand."))
    bring = _text(lazy("What to bring along"), lazy("For example a laptop, or notes on an own case."))
    materials = _text(
        lazy("Materials"), lazy("Addresses of slides and other files, one a line. They become links by themselves.")
    )
    group = forms.ChoiceField(label=lazy("For whom"), required=False)
    compulsory = forms.BooleanField(
        label=lazy("Compulsory"), required=False, help_text=lazy("Who misses it is told what to do about it.")
    )
    activity = forms.ChoiceField(
        label=lazy("What is done by attending"),
        required=False,
        help_text=lazy("The step becomes done for everybody who is marked present."),
    )
    make_up = _text(
        lazy("Make-up task"),
        lazy("What somebody who misses the day does instead. They see it then."),
    )
    make_up_activity = forms.ChoiceField(
        label=lazy("Or an assignment that makes up for the day"),
        required=False,
        help_text=lazy("When it is accepted, the day counts."),
    )
    asks_needs = forms.BooleanField(
        label=lazy("Ask about diets and accessibility"),
        required=False,
        help_text=lazy(
            "Answering is voluntary. The trainers of the run see the answers; they are deleted the day after. Only "
            "those who come with an account are asked."
        ),
    )

    def __init__(self, run: Run, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = steps_in(run)
        self.groups = {str(group.pk): group for group in groups_of(run)}
        self.by_attending = {str(step.activity_id): step.title for step in steps if step.kind in BY_ATTENDING}
        self.assignments = {
            str(step.activity_id): step.title for step in steps if step.kind == Activity.Kind.ASSIGNMENT
        }
        self._offer("group", _("Everybody in the run"), {pk: group.name for pk, group in self.groups.items()})
        self._offer("activity", _("Nothing"), self.by_attending)
        self._offer("make_up_activity", _("None"), self.assignments)

    def _offer(self, name: str, none: str, found: dict[str, str]) -> None:
        if found:
            self.fields[name].choices = [("", none), *found.items()]
        else:
            del self.fields[name]

    def clean_date(self) -> datetime.date:
        if not FIRST_YEAR <= self.cleaned_data["date"].year <= LAST_YEAR:
            raise forms.ValidationError(_("Check the year."))
        return self.cleaned_data["date"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.errors:
            return values
        if bool(values.get("starts_2")) != bool(values.get("ends_2")):
            late = "ends_2" if values.get("starts_2") else "starts_2"
            self.add_error(late, _("Give both times of the second part, or neither."))
        elif wrong_order(self.parts):
            self.add_error("ends", _("Check the times: a part ends after it starts and before the next one starts."))
        return values

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What nearly every day has."""
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """What many days do without; the page folds it away."""
        return [bound for bound in self if bound.name not in FIRST]

    @property
    def shows_more(self) -> bool:
        """Whether something in the fold is filled in or wrong."""
        return any(bound.errors or bound.value() for bound in self.more_fields)

    @property
    def parts(self) -> list[Part]:
        values = self.cleaned_data
        pairs = [(values["starts"], values["ends"]), (values.get("starts_2"), values.get("ends_2"))]
        return [Part(_whole(starts), _whole(ends)) for starts, ends in pairs if starts and ends]

    @property
    def plan(self) -> Plan:
        """What was asked for."""
        values = self.cleaned_data
        return Plan(
            **{name: values[name] for name in PLAIN},
            parts=self.parts,
            group=self.groups.get(values.get("group", "")),
            activity=_activity(values.get("activity")),
            make_up_activity=_activity(values.get("make_up_activity")),
        )


def _whole(time: datetime.time) -> datetime.time:
    return time.replace(second=0, microsecond=0)


def _activity(pk: str | None) -> Activity | None:
    return Activity(pk=int(pk)) if pk else None


def known_of(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a day that there is."""
    known: dict[str, Any] = {name: getattr(meeting, name) for name in PLAIN}
    first, *more = meeting.hours
    known |= {"starts": first.starts, "ends": first.ends}
    if more:
        known |= {"starts_2": more[0].starts, "ends_2": more[-1].ends}
    for name in ("group", "activity", "make_up_activity"):
        known[name] = str(getattr(meeting, f"{name}_id") or "")
    return known


def known_of_next(run: Run, last: Meeting | None) -> dict[str, Any]:
    """What is offered for a new day: the place and the hours of the one before it."""
    if last is None:
        return {"place": run.place, "starts": "09:00", "ends": "15:00"}
    known = known_of(last)
    return {name: known[name] for name in ("starts", "ends", "place", "address", "starts_2", "ends_2") if name in known}
