"""Files of a day: adding them and taking them away."""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from courses.meetings.models import Meeting, MeetingFile
from lms.records.audit import log_fact
from lms.ui.uploads import RefusedFile, Upload

MOST = 10


def add_file(*, meeting: Meeting, upload: Upload, actor: Any) -> MeetingFile:
    """Give a checked file to the participants of the day. The file is written first and its row second: a row never
    points to nothing. Raises ``RefusedFile`` when the day has as many as it may."""
    file = MeetingFile(
        meeting=meeting, name=upload.name, kind=upload.kind, size=len(upload.content), added_by=actor
    )  # fmt: skip
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=meeting.pk)
            if MeetingFile.objects.filter(meeting=meeting).count() >= MOST:
                raise RefusedFile(_("There are %(number)d files already. Take one away first.") % {"number": MOST})
            file.save()
            log_fact("meeting.file_added", subject=meeting, actor=actor)
    except BaseException:
        file.file.delete(save=False)
        raise
    return file


@transaction.atomic
def remove_file(*, meeting: Meeting, pk: int, actor: Any) -> None:
    """Take a file away from the day; doing it twice changes nothing. What is stored goes with the next sweep, unless
    a copied day still gives it."""
    if MeetingFile.objects.filter(meeting=meeting, pk=pk).delete()[0]:
        log_fact("meeting.file_removed", subject=meeting, actor=actor)


def copy_files(pairs: dict[int, Meeting]) -> None:
    """Give the files of each old day (by its number) to its copy as well."""
    rows = MeetingFile.objects.filter(meeting__in=list(pairs)).order_by("pk")
    MeetingFile.objects.bulk_create(
        MeetingFile(
            meeting=pairs[row.meeting_id], name=row.name, kind=row.kind, size=row.size, file=row.file.name,
            added_by_id=row.added_by_id,
        )
        for row in rows
    )  # fmt: skip
