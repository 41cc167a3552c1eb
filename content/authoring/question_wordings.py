"""The wordings of a question in the bank: one as it was, how it differs from another, and taking it back."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from assessments.graded.api import (
    AuthorMistake,
    Change,
    Meeting,
    Question,
    Wording,
    changes_between,
    question_problems,
    shown_question,
    take_back,
    wordings_of,
)
from content.models import QuizPage


@dataclass(frozen=True)
class Differing:
    """What differs in one language."""

    language: str
    changes: list[Change]


def question_or_404(request: HttpRequest, pk: int, *, act: str = "view") -> Question:
    """A question of the bank, for whoever may do ``act`` with questions."""
    if not request.user.has_perm(f"graded.{act}_question"):
        raise PermissionDenied
    if pk >= 2**63:
        raise Http404
    return get_object_or_404(Question.objects.prefetch_related("tags"), pk=pk)


def wording_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One wording as it was, where it was met, and what differs from another that is chosen on the page."""
    question = question_or_404(request, pk)
    wordings = wordings_of(question)
    wording = _wording(wordings, number)
    other = _other(wordings, wording, request.GET.get("vertaa", ""))
    context = {
        "question": question,
        "wording": wording,
        "wordings": wordings,
        "other": other,
        "differing": differing(question, wording, other) if other else [],
        "meetings": meetings_with_pages(wording),
    }
    return TemplateResponse(request, "content/admin/question_wording.html", context)


def _wording(wordings: list[Wording], number: int) -> Wording:
    found = next((one for one in wordings if one.version.number == number), None)
    if found is None:
        raise Http404
    return found


def _other(wordings: list[Wording], wording: Wording, chosen: str) -> Wording | None:
    """The wording to compare with: the chosen one, else the one before, else the one after."""
    others = [one for one in wordings if one is not wording]
    named = next((one for one in others if str(one.version.number) == chosen), None)
    before = next((one for one in others if one.version.number < wording.version.number), None)
    return named or before or (others[-1] if others else None)


def differing(question: Question, one: Wording, other: Wording) -> list[Differing]:
    """What differs, language by language, from the earlier to the later of the two."""
    earlier, later = sorted((one.version, other.version), key=lambda version: version.number)
    languages = sorted({*earlier.values, *later.values}, key=lambda code: (code != question.source_language, code))
    fields = later.rule.fields
    found = [
        Differing(code, changes_between(fields, earlier.values.get(code, {}), later.values.get(code, {})))
        for code in languages
    ]
    return [one for one in found if one.changes]


def meetings_with_pages(wording: Wording) -> list[tuple[Meeting, QuizPage | None]]:
    """Where it was met, each with the page on which authors know the quiz."""
    keys = [meeting.quiz.key for meeting in wording.meetings]
    pages = QuizPage.objects.filter(translation_key__in=keys, locale__language_code="fi", alias_of=None)
    by_key = {page.translation_key: page for page in pages}
    return [(meeting, by_key.get(meeting.quiz.key)) for meeting in wording.meetings]


@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What the learner saw before and after answering; nothing can be sent from it."""
    question = question_or_404(request, pk)
    version = _wording(wordings_of(question), number).version
    context: dict[str, Any] = {"question": question}
    if not question_problems(kind=question.kind, values=version.values, source_language=question.source_language):
        context |= shown_question(version, language=question.source_language)
    return TemplateResponse(request, "content/admin/question_preview.html", context)


@require_POST
def take_wording_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make an earlier wording the newest one again."""
    question = question_or_404(request, pk, act="change")
    version = _wording(wordings_of(question), number).version
    try:
        newest = take_back(version=version, actor=request.user)
    except AuthorMistake as mistake:
        told = gettext("This wording cannot be asked as it is: %(problems)s Make the question a draft first.")
        messages.error(request, told % {"problems": str(mistake)})
        return redirect("questions:wording", pk, number)
    told = gettext("Wording %(number)d is taken back: it is now wording %(newest)d. The ones between are kept.")
    messages.success(request, told % {"number": number, "newest": newest.number})
    tell_where_it_is_asked(request, question)
    return redirect("questions:look", pk)


def tell_where_it_is_asked(request: HttpRequest, question: Question) -> None:
    """A quiz keeps its wording until it is published again: name the quizzes, with the way to each."""
    for quiz in quizzes_that_ask(question):
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[quiz.pk]), gettext("Open the quiz"))
        sentence = gettext(
            "The quiz “%(quiz)s” still asks the earlier wording. Publish it to take the new one into use."
        )
        messages.warning(request, sentence % {"quiz": quiz.title}, buttons=[edit])


def quizzes_that_ask(question: Question) -> list[QuizPage]:
    """Live quizzes whose page has chosen the question, in the source language."""
    quizzes = QuizPage.objects.live().filter(locale__language_code=question.source_language, alias_of=None)
    return [
        quiz
        for quiz in quizzes.order_by("path")
        if any(block["value"].get("question") == question.pk for block in quiz.questions.raw_data)
    ]
