"""Mail to a coach: that somebody would like to hear from them, or has shown something. Never who, and never what."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.personal.models import CoachLink
from lms.jobs.api import Kind, Pace, Topic, declare, notify

WISH = declare(
    Kind(
        slug="personal.wish",
        label=_("To a coach: somebody would like to hear from them"),
        subject=_("Something waits for you in Polku"),
        body=(
            _("Somebody whom you coach would like you to be in touch. How and when is told on your page, not here."),
            _("People know that you do not read this around the clock."),
        ),
        button=_("Open your page"),
        topic=Topic.MESSAGES,
    )
)
SHOWN = declare(
    Kind(
        slug="personal.shown",
        label=_("To a coach: somebody shows them something"),
        subject=_("Something waits for you in Polku"),
        body=(
            _("Somebody whom you coach shows you something. You can read it on your page for as long as they like."),
        ),
        button=_("Open your page"),
        pace=Pace.SUMMARY,
        topic=Topic.MESSAGES,
    )
)


def tell_wish(link: CoachLink) -> None:
    """That the person would like to hear from their coach; once a day, however often it is asked and taken back."""
    _tell(WISH, link)


def tell_shown(link: CoachLink) -> None:
    """That the person shows something; once a day, however much it is."""
    _tell(SHOWN, link)


def _tell(kind: Kind, link: CoachLink) -> None:
    notify(kind, key=f"{kind.slug}:{link.pk}:{timezone.localdate()}", to=link.coach, link=("coach:home",))
