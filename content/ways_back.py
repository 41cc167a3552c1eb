"""The forms for coming back by a code that is sent, and how often one may ask."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import learner_by_sent_code, normal_number, send_code_back
from content.coaching_acts import CodeRefused
from content.reminding import too_many_confirmations
from content.tries import count_try, place_of_request, tries
from lms.accounts.api import hold_learner
from lms.jobs.api import sends_sms

#: Wrong codes of one address in ten minutes, as with resume codes.
WRONG_CODES, WINDOW_SECONDS = 60, 600


@dataclass(frozen=True)
class Sending:
    """Where a code goes: by mail, or as a text message where the installation sends them."""

    channel: str
    address: str


class AddressForm(forms.Form):
    """One field: an e-mail address, or a phone number where text messages are sent."""

    address = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, self.has_sms = self.fields["address"], sends_sms()
        field.label = lazy("E-mail address or phone number") if self.has_sms else lazy("E-mail address")
        field.error_messages["required"] = self.complaint
        if not self.has_sms:
            field.widget.input_type = "email"

    @property
    def complaint(self) -> str:
        """What to do when it is neither."""
        if self.has_sms:
            return _("Enter an e-mail address or a phone number, for example aino@example.fi or 040 123 4567")
        return _("Enter an e-mail address, for example aino@example.fi")

    def clean_address(self) -> Sending:
        """Where it goes, the number with its country's number."""
        typed = self.cleaned_data["address"].strip()
        if self.has_sms and (number := normal_number(typed)):
            return Sending("sms", number)
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(self.complaint) from None
        return Sending("mail", typed)


def refuse_too_many(request: HttpRequest, form: AddressForm) -> bool:
    """Count one code to this address, known or not; True when it is one too many, and the form says so."""
    over = too_many_confirmations(request, form.cleaned_data["address"].address)
    if over:
        form.add_error("address", _("A code has been asked for several times today. Try again tomorrow."))
    return over


@sensitive_variables()
def send_back(form: AddressForm) -> None:
    """Have a code sent, if anybody has left this address."""
    to = form.cleaned_data["address"]
    send_code_back(channel=to.channel, address=to.address, language=get_language())


@sensitive_variables()
def come_back(request: HttpRequest, form: AddressForm, code: str) -> None:
    """Let this device be the person's to whom the code was sent. Raises ``CodeRefused``."""
    if request.user.is_authenticated:
        raise CodeRefused(_("You are signed in to an account. Sign out first, then use the code."))
    to, key = form.cleaned_data["address"], place_of_request(request, "way-back-wrong")
    if tries(key) >= WRONG_CODES:
        sentence = _("There have been many wrong codes. Wait %(minutes)d minutes and try again.")
        raise CodeRefused(sentence % {"minutes": WINDOW_SECONDS // 60})
    learner = learner_by_sent_code(channel=to.channel, address=to.address, code=code)
    if learner is None:
        count_try(key, WINDOW_SECONDS)
        raise CodeRefused(_("This code is not right, or it is too old. Check the numbers, or ask for a new code."))
    hold_learner(request, learner)
