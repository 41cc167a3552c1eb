"""The part of the small world in which people meet: a day that the owner cannot come to, with needs and a make-up task
sent, and a calendar."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from courses.api import name_trainer
from courses.meetings.models import Meeting, MeetingFile, SignUp
from courses.meetings.services.absence import say_cannot_come, send_make_up
from courses.meetings.services.files import add_file
from courses.meetings.services.needs import tell_needs
from courses.meetings.services.signing_up import link_of, sign_up
from lms.ui.uploads import Upload
from tests.factories.courses import make_run
from tests.factories.meetings import make_day

#: What a participant's own pages and acts about a day are called, and a trainer's.
OWN = ("day", "cannot", "comes", "make-up", "needs", "event")
DESK = (
    "day", "edit", "cancel", "restore", "heads", "walk-in", "roll", "import", "sheet", "screen", "switch",
)  # fmt: skip


#: Key of the day that the training has planned and the run has not made.
PLANNED = "5f0e7b7e-3f0d-4a51-9a3e-0d1c7a2b9c11"


def add_days(world: Any, *, absence: str, make_up: str, need: str) -> None:
    """A day for everybody; the owner tells everything there is to tell about it."""
    day = make_day(world.run, make_up="Kirjoita.", asks_needs=True, link="https://example.org/etana")
    place = {"enrolment": world.enrolment, "meeting": day}
    say_cannot_come(**place, reason=absence, actor=world.people["owner"])
    send_make_up(**place, answer=make_up, actor=world.people["owner"])
    add_file(meeting=day, upload=Upload("Kalvot.pdf", "pdf", b"%PDF-1.4"), actor=world.people["trainer"])
    event = make_day(make_run(type="theme_day", lessons=0), title="Teemapäivä")
    name_trainer(run=event.run, user=world.people["trainer"], actor=None)
    sign_up(meeting=event, name="Veera Vieras", email="veera@example.org")
    tell_needs(**place, diets=["vegan"], food="", access=need)
    course = world.run.course
    course.days = [{"key": PLANNED, "title": "Suunniteltu päivä", "week": 2, "programme": "9.00 Alku"}]
    course.save(update_fields=["days"])


def day_addresses(world: Any) -> dict[str, str]:
    """An address for every name. The code is an old one."""
    run, pk = world.run.code, Meeting.objects.get(run=world.run).pk
    found = {f"meetings:{name}": reverse(f"meetings:{name}", args=[run, pk]) for name in OWN}
    found |= {f"days:{name}": reverse(f"days:{name}", args=[run, pk]) for name in DESK}
    found |= {name: reverse(name, args=[run]) for name in ("meetings:days", "days:days", "days:new", "days:from-plan")}
    found["days:overview"] = reverse("days:overview", args=[run])
    found["days:overview-export"] = reverse("days:overview-export", args=[run, "csv"])
    file, signed = MeetingFile.objects.get(), SignUp.objects.get()
    found |= {
        name: reverse(name, args=[run, pk, file.pk]) for name in ("days:file", "days:remove-file", "meetings:file")
    }
    return found | {
        "days:add-file": reverse("days:add-file", args=[run, pk]),
        "days:sign-ups": reverse("days:sign-ups", args=[signed.meeting.run.code, signed.meeting_id]),
        "events:event": reverse("events:event", args=[signed.meeting_id]),
        "events:own": reverse("events:own", args=[link_of(signed)]),
        "events:calendar": reverse("events:calendar", args=[link_of(signed)]),
        # A theme day gives no certificate.
        "event-attendance:own": reverse("event-attendance:own", args=[link_of(signed)]),
        "event-attendance:check": reverse("event-attendance:check", args=["tuntematon"]),
        "days:accept": reverse("days:accept", args=[run, pk, world.enrolment.pk]),
        "check-in:confirm": reverse("check-in:confirm", args=[pk]),
        "check-in:scan": reverse("check-in:scan", args=[pk, "ABC123"]),
        "calendar": reverse("calendar", args=["tuntematon"]),
    }


def day_posts() -> dict[str, dict[str, Any]]:
    """What the forms there post."""
    date = timezone.localdate() + datetime.timedelta(days=9)
    day = {"title": "Uusi päivä", "date": date.isoformat(), "starts": "09:00", "ends": "15:00"}
    return {
        "meetings:cannot": {"reason": "Työmatka"},
        "meetings:make-up": {"text": "Tein."},
        "meetings:needs": {"diets": ["vegan"]},
        "days:new": day,
        "days:edit": day,
        "days:from-plan": {f"date-{PLANNED}": day["date"], "starts": "09:00", "ends": "15:00"},
        "days:walk-in": {"email": "uusi@example.org", "name": "Uusi Ihminen"},
        "days:import": {"marks": "kanaria;x"},
        "days:heads": {"number": "3"},
        "events:event": {"name": "Ville Vieras", "email": "ville@example.org"},
        "check-in:typed": {"code": "ABC123"},
    }
