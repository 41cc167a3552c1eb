"""What people need on a day: told, changed, and forgotten the day after."""

import datetime

from django.db import transaction
from django.utils import timezone

from courses.api import Enrolment
from courses.meetings.models import Meeting, Need
from lms.jobs.api import scheduled


@transaction.atomic
def tell_needs(*, enrolment: Enrolment, meeting: Meeting, diets: list[str], food: str, access: str) -> Need | None:
    """Keep what the participant needs on the day; nothing at all takes back what was told. What it is stands in no
    log."""
    Enrolment.objects.lock(enrolment.pk)
    if not (diets or food or access):
        Need.objects.filter(enrolment=enrolment, meeting=meeting).delete()
        return None
    told = {"diets": diets, "food": food, "access": access, "told_at": timezone.now()}
    return Need.objects.update_or_create(enrolment=enrolment, meeting=meeting, defaults=told)[0]


@scheduled("forget needs of contact days", every=datetime.timedelta(hours=6))
def forget_needs() -> int:
    """Delete what people needed on days that have been held, from the next day on, and on days that will not be."""
    today = timezone.localdate()
    gone, _by_model = (
        Need.objects.filter(meeting__date__lt=today) | Need.objects.filter(meeting__cancelled_at__isnull=False)
    ).delete()
    return gone
