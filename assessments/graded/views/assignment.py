"""An assignment as its learner meets it: written, checked and handed in, waited for, read.

A page that was opened carries a signed pass (``work_tokens``): what was written is stored even when the session has
ended, and the pass does the work of the CSRF token for the two views that save.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.models import Work
from assessments.graded.pages.assignments import (
    Typed,
    address,
    assignment_page,
    check_page,
    statements_of,
    writing_form,
)
from assessments.graded.queries import assignments as queries
from assessments.graded.queries.assignments import AssignmentStep
from assessments.graded.rules.assignments import LONGEST_TEXT
from assessments.graded.services.assignments import (
    CannotHandIn,
    NotOpen,
    WrittenElsewhere,
    add_file,
    hand_in,
    remove_file,
    withdraw,
)
from assessments.graded.services.finishing import finish_if_ready
from assessments.graded.services.group_work import confirm_statements, hand_in_together
from assessments.graded.services.reviewing import note_seen
from assessments.graded.views.writing import FILE, NoPass, UnusableText, Writing, lost_file, received, signed_out
from lms.accounts.api import for_learner
from lms.ui.attachments import as_attachment
from lms.ui.uploads import LARGEST_REQUEST, RefusedFile, checked, too_large


def found_or_404(request: HttpRequest, run: str, slug: str) -> AssignmentStep:
    """The assignment in the learner's own run."""
    found = queries.assignment_step_for(request.learner, run, slug)
    if found is None:
        raise Http404
    return found


@for_learner
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Show the assignment, or save the draft and go on."""
    if request.method == "POST":
        return _write(request, run, slug)
    if not request.learner:
        return redirect_to_login(request.get_full_path())
    found = found_or_404(request, run, slug)
    note_seen(found.submissions)
    return _show(request, found)


def _show(
    request: HttpRequest, found: AssignmentStep, typed: Typed | None = None, *, status: int = 200
) -> HttpResponse:
    return render(request, "graded/assignment/page.html", assignment_page(found, typed), status=status)


def _write(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Save the text, then do what the pressed button says."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdigit() and int(size) > LARGEST_REQUEST:  # not read at all
        return _refused_unread(request, run, slug, int(size))
    try:
        writing = received(request, run, slug)
        writing.store()
    except NoPass:
        sentence = _("The page had grown old, so nothing was saved yet. Your text is still here: save it once more.")
        return _again(request, run, slug, {"text": sentence})
    except UnusableText as problem:
        return _again(request, run, slug, {"text": str(problem)})
    except WrittenElsewhere as elsewhere:
        return _conflicting(request, run, slug, writing, elsewhere.stored)
    except NotOpen:
        return _closed_meanwhile(request, run, slug)
    if not request.learner:
        return _signed_out_after_saving(request, run, slug, writing)
    return _after_saving(request, run, slug, writing)


def _after_saving(request: HttpRequest, run: str, slug: str, writing: Writing) -> HttpResponse:
    try:
        if "add" in request.POST or FILE in request.FILES:
            _take_file(request, writing)
        elif "remove" in request.POST:
            remove_file(**_place(writing), pk=_number(request, "remove"))
    except RefusedFile as refusal:
        return _again(request, run, slug, {FILE: str(refusal)})
    except NotOpen:
        return _closed_meanwhile(request, run, slug)
    if "check" in request.POST:
        return redirect("graded:assignment-hand-in", run, slug)
    if "add" in request.POST or "remove" in request.POST:
        return redirect(reverse("graded:assignment", args=[run, slug]) + "#files")
    messages.success(request, _("Saved."))
    return redirect("graded:assignment", run, slug)


def _signed_out_after_saving(request: HttpRequest, run: str, slug: str, writing: Writing) -> HttpResponse:
    """The page's pass has let the text in, and lets in the file that came with it: one cannot choose it for them."""
    is_taken, told = _file_beside_text(request, writing)
    is_saved = is_taken or bool(writing.text)  # of an empty text nothing is said
    return signed_out(request, is_saved=is_saved, is_whole=is_taken, told=told, status=200 if is_taken else 422)


def _file_beside_text(request: HttpRequest, writing: Writing) -> tuple[bool, str]:
    """Takes the file that came beside a text, if one did. Whether nothing of it was lost, and the sentence that says
    so or why: a reason is kept, as choosing the same file again would not help."""
    if FILE not in request.FILES:
        return True, ""
    try:
        return True, _("“%(name)s” is saved.") % {"name": _take_file(request, writing)}
    except RefusedFile as refusal:
        return False, " ".join((_("The file was not saved."), str(refusal)))
    except NotOpen:
        return False, _("The file was not saved.")


def _take_file(request: HttpRequest, writing: Writing) -> str:
    """Add the file that came to the draft; its name."""
    file = request.FILES.get(FILE)
    if file is None:
        raise RefusedFile(_("Choose a file first."))
    upload = checked(file.name or "", file.read())
    add_file(**_place(writing), upload=upload)
    return upload.name


def _place(writing: Writing) -> dict[str, Any]:
    """Whose draft of which assignment the page showed."""
    return {"enrolment": writing.enrolment, "activity_id": writing.activity_id, "group_id": writing.group_id}


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _again(request: HttpRequest, run: str, slug: str, errors: dict[str, str]) -> HttpResponse:
    """The page once more with what was written; to who has been signed out, the text to be copied."""
    if not request.learner:
        return signed_out(request, told=errors.get(FILE, lost_file(request)), status=422)
    if lost_file(request):
        errors = errors | {FILE: errors.get(FILE, _("The file was not saved. Choose it once more."))}
    typed = Typed(request.POST.get("text", "")[: 2 * LONGEST_TEXT], errors)
    return _show(request, found_or_404(request, run, slug), status=422, typed=typed)


def _closed_meanwhile(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Handed in by another window or another member: what was written here since is shown, to be copied."""
    if not request.learner:
        return signed_out(request, told=lost_file(request), status=409)
    if lost := lost_file(request):
        messages.warning(request, lost)
    found = found_or_404(request, run, slug)
    typed = request.POST.get("text", "").replace("\r\n", "\n").strip()
    known = any(typed == submission.text.strip() for submission in found.submissions)
    written = [] if known or not typed else [typed]
    return render(request, "graded/assignment/page.html", assignment_page(found) | {"written": written}, status=409)


def _refused_unread(request: HttpRequest, run: str, slug: str, size: int) -> HttpResponse:
    if not request.learner:
        raise Http404
    found = found_or_404(request, run, slug)
    typed = Typed(found.work.text if found.work else "", {FILE: too_large(size)})
    return _show(request, found, status=413, typed=typed)


def _conflicting(request: HttpRequest, run: str, slug: str, writing: Writing, stored: Work) -> HttpResponse:
    """Both texts, one below the other; keeping ours is a post that says on which number it now begins."""
    _is_taken, told = _file_beside_text(request, writing)  # a file is in nobody's way
    if not request.learner:
        return signed_out(request, told=told, status=409)
    found = found_or_404(request, run, slug)
    page = assignment_page(found) | writing_form(found, None) | {"told": told}
    both = f"{stored.text}\n\n{writing.text}"
    page |= {"ours": writing.text, "theirs": stored.text, "both": both, "base": stored.seq}
    return render(request, "graded/assignment/conflict.html", page, status=409)


@for_learner
@csrf_exempt
@require_POST
def save(request: HttpRequest, run: str, slug: str) -> JsonResponse:
    """Autosave. A 2xx answer means that the text is committed."""
    try:
        stored = received(request, run, slug).store()
    except NoPass:
        return JsonResponse({"error": "no_pass"}, status=400)
    except UnusableText as problem:
        return JsonResponse({"error": "unusable", "message": str(problem)}, status=400)
    except NotOpen:
        return JsonResponse({"error": "already_sent"}, status=409)
    except WrittenElsewhere:
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at, "signed_in": bool(request.learner)})


def ticked_in(request: HttpRequest, found: AssignmentStep) -> list[str]:
    """The statements that were ticked, in the words that were shown."""
    return [words for name, words in statements_of(found) if request.POST.get(name)]


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """The work as it will be handed in; a POST hands in what the page showed."""
    found = found_or_404(request, run, slug)
    if not found.is_open:
        return redirect(address(found))
    if request.method != "POST":
        return render(request, "graded/assignment/check.html", check_page(found))
    shown = {"shown": request.POST.get("shown", ""), "statements": ticked_in(request, found)}
    place = {"enrolment": found.enrolment, "item": found.step, "version": found.version}
    try:
        if found.group:
            hand_in_together(**place, **shown, group_id=found.group.pk)
        else:
            hand_in(**place, **shown)
    except (CannotHandIn, WrittenElsewhere) as refusal:
        return _not_handed_in(request, found, refusal)
    except NotOpen:
        return redirect(address(found))
    if found.settings.peer_reviews:  # the reading may have been done before, of an earlier version
        finish_if_ready(enrolment_id=found.enrolment.pk, activity_id=found.step.activity_id, actor=request.user)
    return redirect(address(found))


def _not_handed_in(request: HttpRequest, found: AssignmentStep, refusal: Exception) -> HttpResponse:
    problems = refusal.missing if isinstance(refusal, CannotHandIn) else ("changed",)
    names = [name for name, _words in statements_of(found) if request.POST.get(name)]
    page = check_page(found, ticked=names, problems=problems)
    return render(request, "graded/assignment/check.html", page, status=422 if problems != ("changed",) else 409)


@require_POST
def take_back(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Take back what waits, if nobody has begun to mark it."""
    found = found_or_404(request, run, slug)
    if withdraw(enrolment=found.enrolment, activity_id=found.step.activity_id):
        messages.success(request, _("You took your work back. You can go on writing."))
    else:
        told = _("Your trainer has begun to read, so the work cannot be taken back now.")
        if found.settings.peer_reviews:
            told = _("Somebody has begun to read, so the work cannot be taken back now.")
        messages.warning(request, told)
    return redirect(address(found))


@require_POST
def confirm(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Confirm the statements of what somebody else of the group has handed in."""
    found = found_or_404(request, run, slug)
    page = assignment_page(found)
    if not page.get("unconfirmed"):
        return redirect(address(found))
    place = {"enrolment": found.enrolment, "activity_id": found.step.activity_id}
    try:
        confirm_statements(**place, statements=ticked_in(request, found))
    except CannotHandIn:
        names = [name for name, _words in statements_of(found) if request.POST.get(name)]
        return render(request, "graded/assignment/page.html", page | {"ticked": names}, status=422)
    messages.success(request, _("Confirmed. Thank you."))
    return redirect(address(found))


@require_safe
def file(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponseBase:
    """A file of one's own work."""
    found = queries.own_file(request.learner, run, slug, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    response: FileResponse = as_attachment(found)
    return response
