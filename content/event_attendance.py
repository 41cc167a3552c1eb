"""The certificate of attendance of somebody who came to an event with an e-mail address and no account: asked for by
the link of their own sign-up, made at once and kept nowhere. What can be checked of the paper holds no name."""

from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.attendance_paper import attendance_paper
from content.coaching_attendance import time_in_words
from courses.api import type_policy
from courses.meetings.api import Meeting, SignUp, hours_in_words, sign_up_by, sign_up_with

_signer = signing.Signer(salt="polku.events.attendance", sep=".")


def attended_by(link: str) -> SignUp | None:
    """The sign-up that the link is of, when its person was there and such events give a certificate; else None."""
    found = sign_up_with(sign_up_by(link))
    return found if found and found.came and gives_certificate(found.meeting) else None


def gives_certificate(meeting: Meeting) -> bool:
    """Whether taking part in the event may be certified."""
    return not meeting.is_cancelled and bool(type_policy(meeting.run.course.type).certificates)


def token_of(meeting: Meeting) -> str:
    """What the paper's link carries: which event it was. It says nothing of who came."""
    return _signer.sign(str(meeting.pk))


def event_of(token: str) -> Meeting | None:
    """The event of a paper's link; None when this service has not signed it, or the event is not known any more."""
    try:
        number = int(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    found = Meeting.objects.select_related("run__course").filter(pk=number).first()
    return found if found and gives_certificate(found) else None


def facts_of(meeting: Meeting) -> list[list[str]]:
    """What the paper says of the event, as pairs of a name and its value."""
    return [
        [_("Extent"), time_in_words(meeting.minutes)],
        [_("Took part"), f"{date_format(meeting.date, 'j.n.Y')}, {hours_in_words(meeting.hours)}"],
    ]


def paper_of(meeting: Meeting, *, name: str) -> bytes:
    """The certificate as an accessible PDF."""
    says = {
        "name": name,
        "sentence": _("has taken part in the event"),
        "title": meeting.title,
        "topics_heading": _("Training"),
        "topics": [meeting.run.course.title_in(get_language())],
        "note": _("The organiser has marked that the participant was there."),
    }
    path = reverse("event-attendance:check", args=[token_of(meeting)])
    return attendance_paper(says, facts=facts_of(meeting), path=path)
