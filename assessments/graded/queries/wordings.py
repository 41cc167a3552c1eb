"""The wordings that a question has had, and where each of them was met."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from assessments.graded.models import Question, QuestionVersion, Quiz, Response
from courses.api import Run


@dataclass(frozen=True, slots=True)
class Meeting:
    """One test in one run that has asked a wording: ``met`` times, of which ``answered`` were not left empty."""

    quiz: Quiz
    title: str
    run: Run
    met: int
    answered: int


@dataclass(slots=True)
class Wording:
    """One version of a question."""

    version: QuestionVersion
    is_newest: bool
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How many answers rest on it."""
        return sum(one.answered for one in self.meetings)


def wordings_of(question: Question) -> list[Wording]:
    """All of them, newest first; four queries."""
    versions = list(question.versions.select_related("question").order_by("-number"))
    found = {version.pk: Wording(version, version == versions[0]) for version in versions}
    rows = Response.objects.filter(question_version__question=question).order_by()
    names = ("question_version_id", "attempt__quiz_version__quiz_id", "attempt__activity__title")
    rows = rows.values_list(*names, "attempt__enrolment__run_id")
    counted = list(rows.annotate(met=Count("pk"), answered=Count("pk", filter=Q(answer__isnull=False))))
    quizzes = Quiz.objects.in_bulk({row[1] for row in counted})
    runs = Run.objects.in_bulk({row[3] for row in counted})
    for version, quiz, title, run, met, answered in counted:
        found[version].meetings.append(Meeting(quizzes[quiz], title, runs[run], met, answered))
    for wording in found.values():
        wording.meetings.sort(key=lambda one: (str(one.run), one.run.pk, one.quiz.pk))
    return list(found.values())
