"""The link by which somebody answers without signing in: made for a text message, or sent by mail."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import override

from courses.followups.models import FollowUp, Try
from courses.followups.services.talking import FollowUpOver
from courses.followups.tokens import link_of
from lms.jobs.api import Fact, Kind, Pace, declare, send_letter

LINK_LIFE = datetime.timedelta(days=30)
MOST_MAILS = 2

ASKING = declare(
    Kind(
        slug="followups.asking",
        label=lazy("Follow-up after a training"),
        subject=lazy("How are you after the training?"),
        body=(
            lazy("Some time has passed since the training %(course)s. We would like to know how you are."),
            lazy("The link below opens three questions. You need not sign in, and it is up to you what you tell."),
            lazy("It works until %(day)s. On the same page you can say that you do not want to be contacted."),
        ),
        facts={
            "course": Fact(lazy("name of the training"), lazy("Training for work ability coordinators")),
            "day": Fact(lazy("last day of the link"), "31.12.2026"),
        },
        button=lazy("Answer the questions"),
        pace=Pace.AT_ONCE,
        needed=frozenset(),
    )
)


class AskedOften(Exception):
    """Enough mails have gone to this person."""


@transaction.atomic
def make_link(*, follow_up: FollowUp, actor: Any) -> FollowUp:
    """A link to pass on; a valid one stays as it is, so that what was sent goes on working. Raises
    ``FollowUpOver``."""
    one = _locked(follow_up.pk)
    if not one.has_link:
        _renew(one)
        Try.objects.create(follow_up=one, channel=FollowUp.Channel.LINK, by=actor)
    return one


@transaction.atomic
def mail_link(*, follow_up: FollowUp, actor: Any) -> FollowUp:
    """Send the link to the person's address. Raises ``FollowUpOver`` and ``AskedOften``."""
    one = _locked(follow_up.pk)
    sent = one.tries.filter(channel=FollowUp.Channel.MAIL).count()
    if sent >= MOST_MAILS:
        raise AskedOften
    if not one.has_link:
        _renew(one)
    Try.objects.create(follow_up=one, channel=FollowUp.Channel.MAIL, by=actor)
    user, course = one.enrolment.learner.user, one.enrolment.run.course
    facts = {
        "course": course.title_in(user.language),
        "day": date_format(timezone.localtime(one.link_ends), "j.n.Y"),
    }
    key = f"followup:{one.pk}:{sent + 1}"
    send_letter(ASKING, key=key, to=user.email, language=user.language, facts=facts, url=address_of(one))
    return one


def _locked(pk: int) -> FollowUp:
    rows = FollowUp.objects.select_related("enrolment__learner__user", "enrolment__run__course")
    one = rows.select_for_update(of=("self",)).get(pk=pk)
    if not one.is_open or one.enrolment.learner.user is None:
        raise FollowUpOver
    return one


def _renew(one: FollowUp) -> None:
    one.serial, one.link_ends = one.serial + 1, timezone.now() + LINK_LIFE
    one.save(update_fields=["serial", "link_ends"])


def address_of(one: FollowUp) -> str:
    """The full address of the link, in the person's language."""
    with override(one.enrolment.learner.user.language):
        return settings.PUBLIC_BASE_URL + reverse("asked:answer", args=[link_of(one)])
