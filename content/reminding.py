"""The form in which a person chooses a reminder, and how many confirmations one may ask for."""

import time
from datetime import time as hour_of_day
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assessments.personal.api import REMINDER_HOURS, OwnReminder

#: Confirmations in a day to one address, and from one place: a school sits behind one.
TO_ONE, FROM_ONE = 3, 40
DAY = 86_400


class ReminderForm(forms.Form):
    """Days, hour, and an address; who has an account may leave the address to it."""

    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    at = forms.TypedChoiceField(
        label=_("At what time?"),
        coerce=int,
        choices=[(hour, _("at %(hour)d") % {"hour": hour}) for hour in REMINDER_HOURS],
        initial=10,
    )
    address = forms.EmailField(
        label=_("To which e-mail address?"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Enter an e-mail address, for example aino@example.fi"),
            "required": _("Write the address to which the reminder is sent."),
        },
    )

    def __init__(self, *args: Any, has_account: bool, mine: OwnReminder | None, **kwargs: Any) -> None:
        if mine:
            kwargs["initial"] = {"days": list(mine.days), "at": mine.at.hour, "address": mine.address}
        super().__init__(*args, **kwargs)
        self.fields["address"].required = not has_account
        if has_account:
            self.fields["address"].help_text = _("Leave it empty, and the reminder comes to your account's address.")
        else:
            self.fields["address"].help_text = _("We use it for nothing else, and forget it when you stop.")

    @property
    def chosen(self) -> dict[str, Any]:
        """What ``set_reminder`` takes."""
        data = self.cleaned_data
        return {"days": data["days"], "at": hour_of_day(data["at"]), "address": data["address"]}


def too_many_confirmations(request: HttpRequest, address: str) -> bool:
    """Count one confirmation and say whether it is one too many. Neither address is kept."""
    limits = {f"to:{address.lower()}": TO_ONE, f"from:{get_adapter(request).get_client_ip(request)}": FROM_ONE}
    over = [_is_over(name, most) for name, most in limits.items()]  # both are counted
    return any(over)


def _is_over(name: str, most: int) -> bool:
    key = f"reminder:{salted_hmac('content.reminding', name).hexdigest()[:32]}:{int(time.time() // DAY)}"
    cache.add(key, 0, timeout=DAY)
    try:
        return cache.incr(key) > most
    except ValueError:  # the cache was emptied between the two lines
        return False
