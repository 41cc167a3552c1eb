"""Files of days."""

from courses.meetings.models import Meeting, MeetingFile


def files_of(meeting: Meeting) -> list[MeetingFile]:
    """What is given to the participants of the day, in the order in which it was added."""
    return list(MeetingFile.objects.filter(meeting=meeting))


def file_of(meeting: Meeting, pk: int) -> MeetingFile | None:
    """One of them."""
    return MeetingFile.objects.filter(meeting=meeting, pk=pk).first() if pk < 2**63 else None
