"""Finding a file of an answer. Every lookup carries its right: somebody else's file is a missing one."""

from typing import Any

from assessments.graded.models import AnswerFile, Attempt, Response
from courses.api import Enrolment


def own_answer_file(learner: Any, run_code: str, slug: str, pk: int) -> AnswerFile | None:
    """A file of the learner's own answer, before and after sending."""
    if not learner:
        return None
    own = AnswerFile.objects.filter(
        response__attempt__enrolment__learner=learner,
        response__attempt__enrolment__run__code=run_code,
        response__attempt__activity__slug=slug,
    )
    own = own.exclude(response__attempt__state=Attempt.State.SET_ASIDE)
    return own.exclude(response__attempt__enrolment__status=Enrolment.Status.CANCELLED).filter(pk=pk).first()


def file_of_answer(response: Response, pk: int) -> AnswerFile | None:
    """A file of this very answer."""
    return AnswerFile.objects.filter(response=response, pk=pk).first()
