"""The part of the small world in which the jobseeker has chosen a reminder, and what a browser may keep."""

import datetime
from typing import Any

from django.urls import reverse

from assessments.personal.api import confirm_reminder, set_reminder, set_way_back
from assessments.personal.models import IdleWarning, Reminder
from assessments.personal.services.reminder_messages import address_of, short_address_of
from tests.factories.world_seeker import SEEKERS


def begin_with_reminder(world: Any) -> None:
    """The jobseeker has chosen a reminder, and the address has said yes. The trainee was warned of unused answers."""
    choice = {"days": [0, 2], "at": datetime.time(10), "address": SEEKERS["reminder_address"], "language": "fi"}
    set_reminder(learner=world.seeker, run=world.programme, **choice)
    confirm_reminder(Reminder.objects.get().key)
    set_way_back(learner=world.seeker, channel="mail", address=SEEKERS["way_back"], language="fi")
    IdleWarning.objects.create(learner=world.enrolment.learner)


def reminder_addresses(world: Any) -> dict[str, str]:
    """The person's page, the links of the mails, and the addresses of the worker."""
    code = world.programme.code
    found = {f"offline:{name}": reverse(f"offline:{name}", args=[code]) for name in OFFLINE}
    for name in ("confirm", "stop"):
        address = address_of(f"reminders:{name}", Reminder.objects.get())
        found[f"reminders:{name}"] = "/" + address.split("/", 3)[3]
    stop = found["reminders:stop"]
    return found | {
        "reminders:message": stop.replace("/seis/", "/viesti/"),
        "message:open": "/" + short_address_of(Reminder.objects.get()).split("/", 3)[3],
        "reminders:own": reverse("reminders:own", args=[code]),
        "reminders:end": reverse("reminders:end", args=[code]),
        **{f"coaching:{name}": reverse(f"coaching:{name}", args=[code]) for name in WAYS_BACK},
        "offline:copy": reverse("offline:copy", args=[code, 1, 3]),
    }


WAYS_BACK = ("send-code", "way-back", "no-way-back")
OFFLINE = ("cards", "worker", "manifest", "copies", "resend")


def reminder_posts() -> dict[str, dict[str, Any]]:
    """What the form posts."""
    return {
        "reminders:own": {"days": ["1"], "at": "9", "address": "uusi@example.org"},
        "coaching:send-code": {"address": SEEKERS["way_back"]},
        "coaching:way-back": {"code": "000 000"},
    }
