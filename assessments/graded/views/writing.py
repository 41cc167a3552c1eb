"""What an open page of an assignment sends: taken by its signed pass, whoever is signed in by now."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.graded.models import Work
from assessments.graded.queries import assignments as queries
from assessments.graded.rules.assignments import LONGEST_TEXT
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.assignments import save_draft
from assessments.graded.tokens.assignments import read_work_pass
from courses.api import Enrolment

#: The name of the field for a file.
FILE = "file"


class NoPass(Exception):
    """The post carries no pass that holds."""


class UnusableText(Exception):
    """What was sent is not from our form, or too long; ``str()`` is a sentence for the person."""


@dataclass(frozen=True)
class Writing:
    """A draft that came in with a valid pass."""

    enrolment: Enrolment
    activity_id: int
    text: str
    seq: int | None
    writer: str
    base: int | None
    #: The group whose draft the page showed; 0 for one's own.
    group_id: int

    def store(self) -> Work:
        return save_draft(
            enrolment=self.enrolment,
            activity_id=self.activity_id,
            text=self.text,
            seq=self.seq,
            writer=self.writer,
            base=self.base,
            group_id=self.group_id,
        )


def received(request: HttpRequest, run: str, slug: str) -> Writing:
    """What was sent, checked. Raises ``NoPass``, ``UnusableText`` and ``Http404``."""
    held = read_work_pass(request.POST.get("pass", ""))
    if held is None:
        raise NoPass
    if request.learner and request.learner.pk != held.learner_id:
        raise Http404
    enrolment = queries.enrolment_by_pass(held, run, slug)
    if enrolment is None:
        raise Http404
    return Writing(
        enrolment=enrolment,
        activity_id=held.activity_id,
        text=text_in(request),
        seq=count_in(request, "seq"),
        writer=request.POST.get("writer", "")[:32].replace("\x00", ""),
        base=count_in(request, "base"),
        group_id=held.group_id,
    )


def text_in(request: HttpRequest, name: str = "text", longest: int = LONGEST_TEXT) -> str:
    """A posted text with line ends as we keep them."""
    text = request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "")
    if len(text) > longest:
        raise UnusableText(_("The text is too long: at most %(longest)d characters fit.") % {"longest": longest})
    return text


def count_in(request: HttpRequest, name: str) -> int | None:
    """A whole number of our own form; None when it is not there."""
    text = request.POST.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST_SEQ:
        raise UnusableText(_("The text came in a form that we do not know."))
    return int(text)


def lost_file(request: HttpRequest) -> str:
    """The sentence for a file that came with what could not be taken; empty when none came."""
    return _("The file was not saved.") if FILE in request.FILES else ""


def signed_out(
    request: HttpRequest, *, is_saved: bool = False, is_whole: bool = True, told: str = "", status: int = 200
) -> HttpResponse:
    """Asks to sign in. The text is said to be stored, or is shown to be copied; ``told`` says what became of the file,
    which was not taken unless ``is_whole``."""
    page: dict[str, Any] = {"goal": request.get_full_path(), "is_saved": is_saved, "is_work": True}
    page |= {"is_whole": is_whole, "told": told}
    page["sent"] = [] if is_saved else [text for text in request.POST.getlist("text") if text]
    return render(request, "graded/signed_out.html", page, status=status)
