"""A contact day: when and where a run, or one of its groups, meets."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.api import Activity, Group, Run
from courses.meetings.rules.times import Part, moment, parts_from
from lms.records.privacy import NOT_PERSONAL


class Meeting(models.Model):
    """Times are wall-clock times of one day in the site's own zone (``parts``); ``starts_at`` and ``ends_at`` are
    worked out from them, so that a shifted day keeps its hours over a change to summer time."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Makes the calendar's UID.")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="meetings")
    planned_key = models.UUIDField(null=True, editable=False, help_text="The course's planned day it was made from.")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings")
    title = models.CharField(max_length=200)
    date = models.DateField()
    parts = models.JSONField(help_text='Its parts in order: [["09:00", "12:00"], ["13:00", "16:00"]].')
    lasts = models.PositiveSmallIntegerField(default=0, help_text="Its minutes, without the breaks.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="For taking part online; participants alone see it.")
    programme = models.TextField(blank=True, help_text="What happens and when, one thing a line.")
    preparation = models.TextField(blank=True, help_text="What participants do beforehand.")
    bring = models.TextField(blank=True)
    materials = models.TextField(blank=True)
    compulsory = models.BooleanField(default=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Done by attending."
    )
    make_up = models.TextField(blank=True, help_text="What one does instead of the day.")
    make_up_activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Or an assignment."
    )
    asks_needs = models.BooleanField(default=False)
    head_count = models.PositiveSmallIntegerField(null=True, blank=True, help_text="People counted, without names.")
    sequence = models.PositiveIntegerField(default=0, help_text="Grows when participants have to be told.")
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    check_in_from = models.DateTimeField(null=True, blank=True)
    check_in_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["run", "starts_at"], name="meeting_of_run")]

    def __str__(self) -> str:
        return self.title

    def set_times(self, date: datetime.date, parts: list[Part]) -> None:
        """Give it its day and hours."""
        self.date, self.parts = date, [part.stored for part in parts]
        self.lasts = sum(part.minutes for part in parts)
        self.starts_at, self.ends_at = moment(date, parts[0].starts), moment(date, parts[-1].ends)

    @property
    def hours(self) -> list[Part]:
        """Its parts as times of day."""
        return parts_from(self.parts)

    @property
    def minutes(self) -> int:
        """How long it lasts, without the breaks between its parts."""
        return sum(part.minutes for part in self.hours)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def has_make_up(self) -> bool:
        """Whether somebody who misses it can make up for it."""
        return bool(self.make_up or self.make_up_activity_id)
