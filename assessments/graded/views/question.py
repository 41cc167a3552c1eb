"""One question: shown, saved by its button and saved by itself.

A page that was opened carries a signed pass (``tokens/quizzes.py``). Saving needs the pass, not the session: what was
written is stored even when the session has ended or was renewed by a sign-in elsewhere. For the same reason the usual
CSRF token is not asked for here; the pass is a secret of our own page and does its work.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.models import Attempt, Response
from assessments.graded.pages.quizzes import (
    ANSWER,
    answer_in_words,
    frame,
    question_page,
    route,
    send_by,
    settings_of,
)
from assessments.graded.queries import attempts as queries
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.answering import (
    AlreadySent,
    Conflict,
    NotSaved,
    TooLate,
    check_answer,
    save_sent,
)
from assessments.graded.tokens.quizzes import read_pass
from assessments.graded.views.quiz import to_intro
from assessments.graded.views.uploading import FileChange, change_in, unread_size
from assessments.kinds.ordering import MOVE
from assessments.kinds.question import UnusableAnswer
from lms.accounts.api import for_learner
from lms.ui.uploads import RefusedFile, too_large


@dataclass(frozen=True)
class Saved:
    """An answer that came in with a valid pass and is stored."""

    run: str
    slug: str
    response: Response
    answer: Any
    #: Where the answer is files: they come one by one, and the form says nothing else of the answer.
    change: FileChange | None = None

    @property
    def attempt(self) -> Attempt:
        return self.response.attempt

    def address(self, page: str, *more: int) -> str:
        """One of the attempt's own pages."""
        return route(f"graded:{page}", self.run, self.slug, *more)


class NoPass(Exception):
    """The post carries no pass that holds."""


class ComesAsFiles(Exception):
    """What is answered is files: they are looked at before anything is locked."""


def stored(request: HttpRequest, run: str, slug: str, position: int) -> Saved:
    """What was sent, stored. Raises ``NoPass``, ``UnusableAnswer``, ``RefusedFile``, ``NotSaved`` and ``Http404``."""
    held = read_pass(request.POST.get("pass", ""))
    if held is None:
        raise NoPass
    if (held.run, held.slug) != (run, slug) or (request.learner and request.learner.pk != held.learner_id):
        raise Http404
    try:
        response, answer = save_sent(
            held=held,
            position=position,
            read=lambda response: _answer_in(request, response),
            seq=_count(request.POST.get("seq", "")),
            writer=request.POST.get("writer", "")[:32].replace("\x00", ""),
            base=_count(request.POST.get("base", "")),
        )
    except Response.DoesNotExist:
        raise Http404 from None
    except ComesAsFiles:
        response = queries.response_by_pass(held, position)
        change = change_in(request, response)
        return Saved(run, slug, change.make(response), None, change)
    return Saved(run, slug, response, answer)


def _answer_in(request: HttpRequest, response: Response) -> Any:
    """What the form says that the person answered."""
    version = response.question_version
    if version.rule.takes_files:
        raise ComesAsFiles
    return version.rule.parse(version.values_in(response.attempt.language), request.POST, ANSWER)


def _count(text: str) -> int | None:
    """A whole number of our own form; None when it is not there."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST_SEQ:
        raise UnusableAnswer(_("The answer came in a form that we do not know."))
    return int(text)


@for_learner
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, run: str, slug: str, position: int) -> HttpResponse:
    """Show a question, or save its answer and go on."""
    if size := unread_size(request):
        return _refused_unread(request, run, slug, position, size)
    if request.method == "POST":
        return _save_and_go_on(request, run, slug, position)
    if not request.learner:
        return redirect_to_login(request.get_full_path())
    response = _open_question(request, run, slug, position)
    return _show(request, response) if response else to_intro(request, run, slug)


def _open_question(request: HttpRequest, run: str, slug: str, position: int) -> Response | None:
    """The question of the attempt that is going on, None when none is; 404 for a number that it does not have."""
    response = queries.open_response_for(request.learner, run, slug, position)
    if response is None and queries.open_attempt_for(request.learner, run, slug) is not None:
        raise Http404
    return response


def _refused_unread(request: HttpRequest, run: str, slug: str, position: int, size: int) -> HttpResponse:
    """Too large to be read at all, so nothing is known of what was sent."""
    response = _open_question(request, run, slug, position)
    if response is None:
        raise Http404
    page = question_page(response.attempt, response, error=too_large(size))
    return render(request, "graded/question.html", page, status=413)


def _show(request: HttpRequest, response: Response, *, status: int = 200, error: str = "") -> HttpResponse:
    posted = request.POST.getlist(ANSWER) if request.method == "POST" else None
    page = question_page(response.attempt, response, posted=posted, error=error)
    return render(request, "graded/question.html", page, status=status)


def _save_and_go_on(request: HttpRequest, run: str, slug: str, position: int) -> HttpResponse:
    try:
        saved = stored(request, run, slug, position)
    except NoPass:
        return _from_old_page(request, run, slug, position)
    except (UnusableAnswer, RefusedFile) as problem:
        return _unusable(request, run, slug, position, error=str(problem))
    except Conflict as conflict:
        return _conflicting(request, conflict)
    except (TooLate, AlreadySent) as refusal:
        return _refused(request, refusal)
    if not request.learner:
        return _signed_out(request, goal=_goal(request, saved), is_saved=True)
    if saved.change and saved.change.upload:
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.change.upload.name})
    if _is_to_be_checked(request, saved):
        check_answer(attempt=saved.attempt, position=position)
        return redirect(saved.address("question", position))
    return redirect(_goal(request, saved))


def _refused(request: HttpRequest, refusal: NotSaved) -> HttpResponse:
    page = frame(refusal.response.attempt) | {
        "is_late": isinstance(refusal, TooLate),
        "is_file": refusal.response.question_version.rule.takes_files,
    }
    return render(request, "graded/refused.html", page, status=409)


def _is_to_be_checked(request: HttpRequest, saved: Saved) -> bool:
    """Whether the verdict is shown at once: as the quiz says, and only for the button that goes on."""
    goes_on = not request.POST.get("go") and not request.POST.get(MOVE)
    rule = saved.response.question_version.rule
    return goes_on and saved.answer is not None and rule.marks_at_once and settings_of(saved.attempt).tells_at_once


def _goal(request: HttpRequest, saved: Saved) -> str:
    """Where the pressed button leads."""
    position = saved.response.position
    if request.POST.get(MOVE) or request.POST.get("go") == "add" or (saved.change and saved.change.stays):
        return saved.address("question", position)
    if request.POST.get("go") == "list":
        return saved.address("review")
    if request.POST.get("go") == "back" and position > 1:
        return saved.address("question", position - 1)
    if position < saved.attempt.quiz_version.questions:
        return saved.address("question", position + 1)
    return saved.address("review")


def _from_old_page(request: HttpRequest, run: str, slug: str, position: int) -> HttpResponse:
    """Nothing is stored without a pass; the answer stands in a fresh page and needs one more press."""
    if not request.learner:
        return _signed_out(request, goal=request.get_full_path(), status=422)
    response = _open_question(request, run, slug, position)
    if response is None:
        return to_intro(request, run, slug)
    error = _("The page had grown old, so nothing was saved yet. Your answer is still here: save it once more.")
    if request.FILES:
        error = _("The page had grown old, so the file was not saved. Choose it once more.")
    return _show(request, response, status=422, error=error)


def _unusable(request: HttpRequest, run: str, slug: str, position: int, *, error: str) -> HttpResponse:
    response = _open_question(request, run, slug, position)
    if response is None:
        return _signed_out(request, goal=request.get_full_path(), status=422)
    return _show(request, response, status=422, error=error)


def _conflicting(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Both answers side by side; keeping ours, or both, is a post that says on which number it now begins."""
    if not request.learner:  # the stored answer is read only by somebody who is signed in
        return _signed_out(request, goal=request.get_full_path(), status=409)
    response, answer = conflict.response, conflict.answer
    both = response.question_version.rule.joined(response.answer, answer)
    page = question_page(response.attempt, response, posted=_sent(request))
    page |= {
        "ours": answer_in_words(response.attempt, response, answer),
        "theirs": answer_in_words(response.attempt, response, response.answer),
        "base": response.seq,
        "sent": _as_kept(response, answer),
        "both": _as_kept(response, both),
    }
    return render(request, "graded/conflict.html", page, status=409)


def _signed_out(request: HttpRequest, *, goal: str, is_saved: bool = False, status: int = 200) -> HttpResponse:
    """Asks to sign in. What was written is said to be stored, or is shown to be copied."""
    sent = [] if is_saved else _sent(request)
    page = {"goal": goal, "is_saved": is_saved, "sent": sent, "is_file": bool(request.FILES)}
    return render(request, "graded/signed_out.html", page, status=status)


def _as_kept(response: Response, answer: Any) -> list[str]:
    """The answer as it would be stored, for the form that stores it after all: a move is made already."""
    version = response.question_version
    return version.rule.as_posted(version.values_in(response.attempt.language), answer)


def _sent(request: HttpRequest) -> list[str]:
    return request.POST.getlist(ANSWER)


@for_learner
@csrf_exempt
@require_POST
def save(request: HttpRequest, run: str, slug: str, position: int) -> JsonResponse:
    """Autosave. A 2xx answer means that the answer is committed."""
    try:
        saved = stored(request, run, slug, position)
    except NoPass:
        return _no(400, "no_pass")
    except (UnusableAnswer, RefusedFile) as problem:
        return _no(400, "unusable", message=str(problem))
    except TooLate:
        return _no(409, "too_late")
    except AlreadySent:
        return _no(409, "already_sent")
    except Conflict as conflict:
        both = {"yours": conflict.answer}
        if request.learner:
            both |= {"stored": conflict.response.answer, "seq": conflict.response.seq}
        return _no(409, "conflict", **both)
    told = {"seq": saved.response.seq, "saved_at": saved.response.saved_at, "signed_in": bool(request.learner)}
    return JsonResponse(told | {"deadline": saved.attempt.deadline, "by": send_by(saved.attempt)})


def _no(status: int, error: str, **more: Any) -> JsonResponse:
    return JsonResponse({"error": error} | more, status=status)
