"""Announcing something to a run or one of its groups."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.api import Group, Run
from courses.discussions.models import Announcement, SeenAnnouncements
from courses.discussions.queries.members import Member
from courses.discussions.services.refusals import own_key
from lms.jobs.api import enqueue
from lms.records.audit import log_fact


@transaction.atomic
def publish_announcement(
    *, run: Run, group: Group | None, title: str, text: str, by_mail: bool, key: UUID, actor: Any
) -> Announcement:
    """Tell it to everybody in the run, or in ``group``; with ``by_mail`` also by one mail each. The same ``key``
    again is the same announcement."""
    Run.objects.select_for_update().get(pk=run.pk)
    stored = own_key(key, actor)
    found = Announcement.objects.filter(key=stored).first()
    if found:
        return found
    made = Announcement.objects.create(
        run=run,
        group=group,
        for_group=group is not None,
        author=actor,
        key=stored,
        title=title,
        text=text,
        by_mail=by_mail,
    )
    log_fact("announcement.published", subject=made, actor=actor)
    if by_mail:
        enqueue("announcement-mail", key=f"announcement:{made.pk}", payload={"announcement": made.pk})
    return made


@transaction.atomic
def edit_announcement(*, announcement: Announcement, title: str, text: str, actor: Any) -> Announcement:
    """Put it right; readers see that it was edited. Mail that has gone stays as it was."""
    locked = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if (locked.title, locked.text) != (title, text):
        locked.title, locked.text, locked.edited_at = title, text, timezone.now()
        locked.save(update_fields=["title", "text", "edited_at"])
        log_fact("announcement.edited", subject=locked, actor=actor)
    return locked


@transaction.atomic
def delete_announcement(*, announcement: Announcement, actor: Any) -> None:
    """Take it away; mail that has gone stays where it is."""
    gone, _ = Announcement.objects.filter(pk=announcement.pk).delete()
    if gone:
        log_fact("announcement.deleted", subject=announcement, actor=actor)


def look_at_announcements(*, member: Member, upto: int) -> None:
    """Remember that the member has been shown announcements up to the number ``upto``; one statement or two."""
    rows = SeenAnnouncements.objects.filter(run=member.run, user=member.user)
    if not rows.filter(upto__lt=upto).update(upto=upto):
        SeenAnnouncements.objects.bulk_create(
            [SeenAnnouncements(run=member.run, user=member.user, upto=upto)], ignore_conflicts=True
        )
