"""What the pages here ask."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.api import Award, one_line
from lms.accounts.api import User


class NameForm(forms.Form):
    """The name that certificates carry."""

    first_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )


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


class FilterForm(forms.Form):
    """Whom of a table one looks at."""

    @property
    def kept(self) -> str:
        """What was chosen, as the part of an address that keeps it."""
        chosen = getattr(self, "cleaned_data", {})
        return "&".join(f"{name}={quote(value)}" for name, value in chosen.items() if value)


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
