"""Where something is sent: an e-mail address or a phone number that somebody types, and how often one may ask."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import normal_number
from lms.jobs.api import sends_sms

#: Messages in a day to one address that it has not said yes to, and from one place: a school sits behind one.
TO_ONE, FROM_ONE = 3, 40
DAY = 86_400


@dataclass(frozen=True)
class Sending:
    """Where it goes: by mail, or as a text message where the installation sends them. "" is an address left empty."""

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
        if not typed:
            return Sending("mail", "")
        if self.has_sms and (number := normal_number(typed)):
            return Sending("sms", number)
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(self.complaint) from None
        return Sending("mail", typed)


def too_many_confirmations(request: HttpRequest, address: str) -> bool:
    """Count one confirmation and say whether it is one too many. Neither address is kept."""
    limits = {f"to:{address.lower()}": TO_ONE, f"from:{get_adapter(request).get_client_ip(request)}": FROM_ONE}
    over = [_is_over(name, most) for name, most in limits.items()]  # both are counted
    return any(over)


def _is_over(name: str, most: int) -> bool:
    key = f"sending-to:{salted_hmac('content.sending_to', name).hexdigest()[:32]}:{int(time.time() // DAY)}"
    cache.add(key, 0, timeout=DAY)
    try:
        return cache.incr(key) > most
    except ValueError:  # the cache was emptied between the two lines
        return False
