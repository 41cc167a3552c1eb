"""An application asked one question a page: which pages there are, and what each of them shows."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse

from courses.admissions.about import about
from courses.admissions.forms import ApplicationForm
from courses.admissions.models import Application, Question
from courses.admissions.pages import form_for
from courses.admissions.queries.applications import own_application, questions_of
from courses.admissions.queries.queue import way_into
from courses.api import Run
from courses.forms import NameForm

#: The pages that are no questions, as they stand in the address.
NAME, EMPLOYER = "nimi", "tyonantaja"


@dataclass(frozen=True, slots=True)
class Asking:
    """One page among all of them. ``parts`` are all, in order, as they stand in the address."""

    run: Run
    application: Application | None
    parts: list[str]
    part: str
    questions: list[Question]
    address: str

    @property
    def place(self) -> int:
        return self.parts.index(self.part)

    @property
    def previous(self) -> str:
        return self.parts[self.place - 1] if self.place else ""

    @property
    def next(self) -> str:
        """The page after this; empty after the last."""
        return "".join(self.parts[self.place + 1 : self.place + 2])

    def form(self, request: HttpRequest, data: Any = None) -> forms.Form:
        """The form of this page, filled in with what is known."""
        if self.part == NAME:
            return NameForm(data, instance=request.user)
        mine = [one for one in self.questions if f"q{one.pk}" == self.part]
        own_address = self.address if self.part == EMPLOYER else ""
        kept = self.application.draft if self.application else {}
        return ApplicationForm(data, initial=kept, questions=mine, own_address=own_address)

    def first_lacking(self, request: HttpRequest) -> str:
        """The first page on which something is missing or wrong; empty when all may be sent."""
        whole = form_for(request, self.run, self.application.draft if self.application else {})
        if NameForm.needed_by(request.user):
            return NAME
        wrong = {EMPLOYER if name == "employer" else name for name in whole.errors}
        return next((part for part in self.parts if part in wrong), "")


def asking_of(request: HttpRequest, run: Run, part: str = "") -> Asking:
    """The page ``part``, the first one unless told. Raises ``Http404`` where there is no such page."""
    questions = questions_of(run)
    address = request.user.email if way_into(run).needs_employer else ""
    parts = [NAME] if part == NAME or NameForm.needed_by(request.user) else []
    parts += [f"q{one.pk}" for one in questions] + ([EMPLOYER] if address else [])
    part = part or parts[0] if parts else part
    if part not in parts:
        raise Http404
    return Asking(run, own_application(run, request.learner), parts, part, questions, address)


def form_sent(request: HttpRequest, run: Run) -> forms.Form:
    """What an autosave has sent: the whole application, or the one page of it that it names."""
    part = request.POST.get("part", "")
    if not part:
        return form_for(request, run, request.POST)
    asking = asking_of(request, run, part)
    if asking.part == NAME:
        raise Http404
    return asking.form(request, request.POST)


def question_page(request: HttpRequest, asking: Asking, form: forms.Form) -> dict[str, Any]:
    """What the page shows; ``ready`` when everything may be sent already."""
    application = asking.application
    return about(request, asking.run) | {
        "asking": asking,
        "form": form,
        "number": asking.place + 1,
        "ready": bool(application) and not asking.first_lacking(request),
        "save_url": "" if asking.part == NAME else reverse("admissions:save", args=[asking.run.code]),
        "seq": application.seq if application else 0,
    }
