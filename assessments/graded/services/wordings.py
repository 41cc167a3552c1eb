"""Taking an earlier wording of a question back."""

from typing import Any

from django.db import transaction

from assessments.graded.models import Question, QuestionVersion
from assessments.graded.services.authoring import AuthorMistake, question_problems, version_with
from lms.records.audit import log_fact


@transaction.atomic
def take_back(*, version: QuestionVersion, actor: Any) -> QuestionVersion:
    """Make what ``version`` says the newest wording again, as a new version: the ones between stay, and so does
    everything that was answered to them. Doing it twice makes one.

    Raises ``AuthorMistake`` when the question is not a draft and the wording could not be asked as it is.
    """
    question = Question.objects.select_for_update().get(pk=version.question_id)
    if question.status != Question.Status.DRAFT:
        problems = question_problems(
            kind=question.kind, values=version.values, source_language=question.source_language
        )
        if problems:
            raise AuthorMistake(problems)
    made = question.versions.count()
    newest = version_with(question, version.values, actor)
    if question.versions.count() > made:
        log_fact("question.taken_back", subject=newest, actor=actor, detail={"from": version.number})
    return newest
