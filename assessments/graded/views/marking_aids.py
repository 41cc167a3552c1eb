"""What the buttons of the marking form do besides deciding. The marks have been saved when these come."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.graded.models import Submission
from assessments.graded.queries.commenting import usable_comment
from assessments.graded.services.commenting import CannotSave, joined, save_comment
from assessments.graded.services.feedback_files import add_feedback_file, remove_feedback_file
from lms.ui.uploads import RefusedFile, Upload, checked

FILE = "file"
#: What keeps a comment from being saved, said to the trainer.
_SENTENCES = {
    "empty": lambda: _("Write the comment first, then save it to be used again."),
    "too_long": lambda: _("A saved comment is short: at most 2,000 characters. Save a part of it on your own page."),
    "too_many": lambda: _("You have 200 saved comments. Delete some that you do not use."),
}


def number_in(request: HttpRequest, name: str) -> int:
    """A key that a form sends; 0 for whatever is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def comment_in(request: HttpRequest, comment: str, *, course_id: int) -> str:
    """The comment as it was typed, with the saved comment whose button was pressed below it."""
    saved = (
        usable_comment(request.user, number_in(request, "insert"), course_id=course_id)
        if "insert" in request.POST
        else None
    )
    return joined(comment, saved) if saved else comment


def sentence_for(refusal: CannotSave) -> str:
    """Why a comment was not saved."""
    return _SENTENCES[refusal.reason]()


def keep_comment(request: HttpRequest) -> None:
    """Save the comment to one's own, and say so."""
    try:
        save_comment(owner=request.user, text=request.POST.get("comment", "").replace("\r\n", "\n").replace("\x00", ""))
    except CannotSave as refusal:
        messages.warning(request, sentence_for(refusal))
    else:
        messages.success(request, _("The comment is saved among your own."))


def act_on(request: HttpRequest, submission: Submission) -> HttpResponse | None:
    """Do what the pressed button says; None when it decides. Raises ``RefusedFile`` and what reviewing raises."""
    if "attach" in request.POST or FILE in request.FILES:
        _attach(request, submission)
        return back_to(submission, "files")
    if "detach" in request.POST:
        remove_feedback_file(submission_id=submission.pk, reviewer=request.user, pk=number_in(request, "detach"))
        return back_to(submission, "files")
    if "keep" in request.POST:
        keep_comment(request)
    if "keep" in request.POST or "insert" in request.POST:
        return back_to(submission, "comment")
    if "save" in request.POST:
        messages.success(request, _("Saved as a draft. The learner sees nothing yet."))
        return redirect("marking:mark", submission.pk)
    return None


def back_to(submission: Submission, place: str) -> HttpResponseRedirect:
    """The same page, where one was."""
    return HttpResponseRedirect(reverse("marking:mark", args=[submission.pk]) + f"#{place}")


def upload_in(request: HttpRequest) -> Upload:
    """The file that was sent, looked through. Raises ``RefusedFile``."""
    file = request.FILES.get(FILE)
    if file is None:
        raise RefusedFile(_("Choose a file first."))
    return checked(file.name or "", file.read())


def _attach(request: HttpRequest, submission: Submission) -> None:
    upload = upload_in(request)
    chosen = number_in(request, "copy_of")
    copy_of = next((one for one in submission.files.all() if one.pk == chosen and not one.covered_at), None)
    add_feedback_file(submission_id=submission.pk, reviewer=request.user, upload=upload, copy_of=copy_of)
