"""One question of the bank as its learner meets it, and where it is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from assessments.graded.api import (
    Question,
    items_of_question,
    newest_of,
    question_problems,
    shown_question,
    uses_of,
    wordings_of,
)
from content.authoring.question_translating import counts_of
from content.authoring.question_wordings import question_or_404
from content.models import QuizPage


def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The question in a window, and the quizzes and runs that ask it."""
    question = question_or_404(request, pk)
    uses = uses_of(question)
    pages = QuizPage.objects.filter(
        translation_key__in=[use.quiz.key for use in uses], locale__language_code="fi", alias_of=None
    )
    by_key = {page.translation_key: page for page in pages}
    context = {
        "question": question,
        "uses": [(use, by_key.get(use.quiz.key)) for use in uses],
        "newest": newest_of([question]).get(question.pk),
        "problems": _problems(question),
        "wordings": wordings_of(question),
    }
    context["languages"] = counts_of(question)
    context["items"], context["too_few"] = items_of_question(question)
    return TemplateResponse(request, "content/admin/question_look.html", context)


@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the learner sees before and after answering; nothing can be sent from it."""
    question = question_or_404(request, pk)
    version = newest_of([question]).get(question.pk)
    context: dict[str, Any] = {"question": question}
    if version and not _problems(question):
        context |= shown_question(version, language=question.source_language)
    return TemplateResponse(request, "content/admin/question_preview.html", context)


def _problems(question: Question) -> list[str]:
    """What keeps it from being asked, and so from being shown."""
    version = newest_of([question]).get(question.pk)
    return question_problems(kind=question.kind, values=version.values) if version else []
