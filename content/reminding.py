"""The form in which a person chooses a reminder."""

from datetime import date
from datetime import time as hour_of_day
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assessments.personal.api import REMINDER_HOURS, OwnReminder
from content.sending_to import AddressForm


class ReminderForm(AddressForm):
    """Days, hour, and where to: an address, or a number where text messages are sent. Who has an account may leave it
    to the account's address."""

    field_order = ("days", "letter", "at", "address")
    days = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=[(number, capfirst(name)) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    letter = forms.BooleanField(
        label="", required=False, help_text=_("One message, with a link and nothing of the letter.")
    )
    at = forms.TypedChoiceField(
        label=_("At what time?"),
        coerce=int,
        choices=[(hour, _("at %(hour)d") % {"hour": hour}) for hour in REMINDER_HOURS],
        initial=10,
    )

    def __init__(
        self, *args: Any, has_account: bool, mine: OwnReminder | None, letter_day: date | None, **kwargs: Any
    ) -> None:
        if mine:
            kwargs["initial"] = {"days": list(mine.days), "at": mine.at.hour, "address": mine.address}
            kwargs["initial"]["letter"] = bool(mine.letter_on)
        super().__init__(*args, **kwargs)
        self.letter_day = letter_day
        if letter_day:
            day = {"day": date_format(letter_day, "j.n.Y")}
            self.fields["letter"].label = _("Remind me of my letter on %(day)s") % day
            self.fields["days"].required = False
        else:
            del self.fields["letter"]
        field = self.fields["address"]
        field.required = not has_account
        if has_account:
            field.help_text = _("Leave it empty, and the reminder comes to your account's address.")
        elif self.has_sms:
            field.help_text = _("To a number the reminder comes as a text message. We forget it when you stop.")
        else:
            field.help_text = _("We use it for nothing else, and forget it when you stop.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "days" in data and not (data["days"] or data.get("letter")):
            self.add_error("days", _("Choose at least one day, or the letter."))
        return data

    @property
    def chosen(self) -> dict[str, Any]:
        """What ``set_reminder`` takes."""
        data = self.cleaned_data
        to = data["address"]
        when = {"days": data["days"], "at": hour_of_day(data["at"])}
        when |= {"letter_on": self.letter_day if data.get("letter") else None}
        return when | {"address": to.address, "channel": to.channel}
