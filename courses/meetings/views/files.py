"""Files of a day: the trainer adds and removes them, participants and trainers take them."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.meetings.models import Meeting, MeetingFile
from courses.meetings.queries.files import file_of
from courses.meetings.services.files import add_file, remove_file
from courses.meetings.views.access import day_or_404, own_day_or_404
from lms.ui.attachments import as_attachment
from lms.ui.uploads import LARGEST, LARGEST_REQUEST, RefusedFile, checked, too_large


@require_POST
def add(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Add one file. One that cannot be taken is explained on the day's page."""
    meeting = day_or_404(request, run, pk)
    size = request.META.get("CONTENT_LENGTH") or "0"
    try:
        if size.isdigit() and int(size) > LARGEST_REQUEST:  # not read at all
            raise RefusedFile(too_large(int(size)))
        file = request.FILES.get("file")
        if file is None:
            raise RefusedFile(_("Choose a file first."))
        upload = checked(file.name or "", file.read(LARGEST + 1))
        add_file(meeting=meeting, upload=upload, actor=request.user)
        messages.success(request, _("The file is there for the participants of the day."))
    except RefusedFile as refusal:
        messages.error(request, str(refusal))
    return redirect("days:day", run, pk)


@require_POST
def remove(request: HttpRequest, run: str, pk: int, file: int) -> HttpResponse:
    """Take one away."""
    meeting = day_or_404(request, run, pk)
    _file_or_404(meeting, file)
    remove_file(meeting=meeting, pk=file, actor=request.user)
    messages.success(request, _("The file is removed."))
    return redirect("days:day", run, pk)


@require_safe
def for_trainer(request: HttpRequest, run: str, pk: int, file: int) -> FileResponse:
    """A file as its trainer takes it."""
    return as_attachment(_file_or_404(day_or_404(request, run, pk), file))


@require_safe
def for_participant(request: HttpRequest, run: str, pk: int, file: int) -> FileResponse:
    """A file as a participant of the day takes it."""
    _place, own = own_day_or_404(request, run, pk)
    return as_attachment(_file_or_404(own.meeting, file))


def _file_or_404(meeting: Meeting, pk: int) -> MeetingFile:
    found = file_of(meeting, pk)
    if found is None:
        raise Http404
    return found
