"""What the pages here ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certificates.api import Award, one_line
from lms.accounts.api import User
from lms.dashboard.queries import trainings


class NameForm(forms.Form):
    """The name that certificates carry."""

    first_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )


def date_field(label: str) -> forms.DateField:
    """A day that may be left open, with the browser's own calendar."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class RunFactsForm(forms.Form):
    """What may change in a run while it goes on."""

    name = forms.CharField(label=_("Name of the run"), max_length=120, help_text=_("For example: Spring 2027, Lahti."))
    starts = date_field(_("Starts"))
    ends = date_field(_("Ends"))
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=100_000, help_text=_("Leave empty for no limit.")
    )
    is_open = forms.BooleanField(label=_("Open for enrolment"), required=False)

    def clean(self) -> dict:
        facts = super().clean()
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The run cannot end before it starts."))
        return facts


class RunForm(RunFactsForm):
    """A new run."""

    course = forms.ModelChoiceField(label=_("Training"), queryset=trainings())
    code = forms.SlugField(
        label=_("Address"),
        max_length=80,
        help_text=_("Small letters, numbers and hyphens, for example tyokyky-kevat-2027. It is never changed."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="fi")

    field_order = ["course", "name", "code", "starts", "ends", "capacity", "language", "is_open"]


class TrainerForm(forms.Form):
    """Who else teaches the run."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person must have an account here already."),
    )

    def clean_email(self) -> str:
        address = self.cleaned_data["email"].lower()
        self.account = User.objects.filter(email=address, is_active=True).first()
        if self.account is None:
            raise forms.ValidationError(_("No account has this address. Ask the person to sign up first."))
        return address


class NameFilterForm(forms.Form):
    """Finding a participant by name."""

    nimi = forms.CharField(label=_("Name"), max_length=100, required=False)


class ReasonForm(forms.Form):
    """Why something is done by hand; kept with the record."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences. The participant can read this. Write nothing about health."),
    )


class CorrectionForm(ReasonForm):
    """The right name for a certificate; offered is the name that the holder's account has now."""

    holder = forms.CharField(
        label=_("Right name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off", "translate": "no"})
    )

    field_order = ["holder", "reason"]

    def __init__(self, *args: Any, award: Award, **kwargs: Any) -> None:
        self.award = award
        super().__init__(*args, **kwargs)
        self.initial["holder"] = award.enrolment.learner.name or award.public["holder"]
        self.fields["reason"].help_text = _("For example: The family name was misspelt. The participant can read this.")

    def clean_holder(self) -> str:
        name = one_line(self.cleaned_data["holder"])
        if not name:
            raise forms.ValidationError(_("Write the name as it is to stand on the certificate."))
        if name == self.award.public["holder"]:
            raise forms.ValidationError(_("This name is on the certificate already."))
        return name
