"""What a trainer fills in about a run: only what its course type asks for."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.api import Run, RunDates, Span, TypePolicy

#: A slip of the keys makes year 20027; nobody means it.
SENSIBLE = [MinValueValidator(datetime.date(2000, 1, 1)), MaxValueValidator(datetime.date(2100, 12, 31))]


def date_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A day that may be left open, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, help_text=help_text, widget=widget, validators=SENSIBLE)


def moment_field(label: Any, help_text: Any = "") -> forms.DateTimeField:
    """A day and a time that may be left open."""
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, help_text=help_text, widget=widget)


NAME_HELP = _("For example: Spring 2027, Lahti.")
NO_LIMIT = _("Leave empty for no limit.")


class RunFactsForm(forms.Form):
    """A run's facts. A field that the type does not ask for is there only while the run has something in it."""

    name = forms.CharField(label=_("Name of the run"), max_length=120, help_text=NAME_HELP)
    starts = date_field(_("Starts"))
    ends = date_field(_("Ends"))
    place = forms.CharField(
        label=_("Place"), max_length=200, required=False, help_text=_("For example: Lahti, Vapaudenkatu 10.")
    )
    place_access = forms.CharField(
        label=_("Accessibility of the place"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody reads it beside the place. For example: Step-free entrance, lift, induction loop."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="fi")
    capacity = forms.IntegerField(label=_("Places"), required=False, min_value=1, max_value=100_000, help_text=NO_LIMIT)
    enrolment_opens = moment_field(_("Enrolment opens"), _("Leave empty: at once."))
    enrolment_closes = moment_field(_("Enrolment closes"), _("Leave empty: when the run ends."))
    is_open = forms.BooleanField(label=_("Open for enrolment"), required=False)

    def __init__(self, *args: Any, policy: TypePolicy, run: Run | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        one_day = policy.span == Span.DAY and getattr(run, "ends", None) == getattr(run, "starts", None)
        for name in set(RunFactsForm.base_fields) - policy.asks:
            if not getattr(run, name, None) or (name == "ends" and one_day):
                del self.fields[name]
        if policy.span == Span.DAY and "ends" not in self.fields:
            self.fields["starts"].label = _("Day")
        if policy.span == Span.OPEN_ENDED:
            self.fields["ends"].help_text = _("Leave empty while it goes on.")

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if self.policy.span == Span.DAY and "ends" not in self.fields:
            facts["ends"] = facts.get("starts")
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The run cannot end before it starts."))
        opens, closes = facts.get("enrolment_opens"), facts.get("enrolment_closes")
        if opens and closes and closes <= opens:
            self.add_error("enrolment_closes", _("Enrolment cannot close before it opens."))
        return facts


class RunForm(RunFactsForm):
    """A new run of a course."""

    code = forms.SlugField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_(
            "Small letters, numbers and hyphens, for example tyokyky-kevat-2027. It is never changed. Leave empty: it "
            "is made of the name."
        ),
    )


class NextRunForm(forms.Form):
    """The run that comes after another one."""

    starts = date_field(_("New start"))
    name = forms.CharField(label=_("Name of the run"), max_length=120, help_text=NAME_HELP)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    capacity = forms.IntegerField(label=_("Places"), required=False, min_value=1, max_value=100_000, help_text=NO_LIMIT)
    trainers = forms.MultipleChoiceField(
        label=_("Trainers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Untick who does not go on."),
    )

    def __init__(
        self, *args: Any, run: Run, dates: RunDates, policy: TypePolicy, trainers: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dates = dates
        self.fields["trainers"].choices = [(str(one.key), one.get_full_name() or one.email) for one in trainers]
        if not trainers:
            del self.fields["trainers"]
        if dates.base:
            self.fields["starts"].required = True
            if run.starts is None:
                day = date_format(dates.base, "j.n.Y")
                self.fields["starts"].help_text = gettext("Counted from the earliest date of this run, %(day)s.") % {
                    "day": day
                }
        else:
            del self.fields["starts"]
        for name in {"place", "capacity"} - policy.asks:
            if not getattr(run, name):
                del self.fields[name]

    def clean_starts(self) -> datetime.date:
        starts = self.cleaned_data["starts"]
        try:
            self.dates.moved_to(starts)
        except (OverflowError, ValueError) as beyond:
            raise forms.ValidationError(gettext("With this start a date falls beyond the calendar.")) from beyond
        return starts
