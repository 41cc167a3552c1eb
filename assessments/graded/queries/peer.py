"""Reading peer reviews. Every lookup carries its right: what is not yours is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import PeerReview, PeerTurn, Submission, Work, WorkFile
from assessments.graded.queries.assignments import AssignmentStep, assignment_step_for
from assessments.graded.rules import peer as rules
from courses.api import Enrolment, enrolment_for

_WRITER = "submission__work__enrolment__learner__user"
_READER = "turn__enrolment__learner__user"


@dataclass(frozen=True)
class PeerStep:
    """Peer review of an assignment as one of its participants meets it."""

    found: AssignmentStep
    submission: Submission
    settings: AssignmentSettings
    turns: list[PeerTurn]
    received: list[PeerReview]

    @property
    def sent(self) -> int:
        return sum(turn.sent_at is not None for turn in self.turns)

    @property
    def open_turn(self) -> PeerTurn | None:
        return next((turn for turn in self.turns if turn.sent_at is None and turn.submission_id), None)

    @property
    def is_waived(self) -> bool:
        return bool(self.found.work and self.found.work.peer_waiver)

    @property
    def sees_reviews(self) -> bool:
        """Whether the writer sees what was said of their text by now."""
        return rules.may_see_reviews(
            sent=len(self.received),
            wanted=self.settings.peer_reviews,
            handed_in_at=self.found.submissions[-1].submitted_at,
            wait_days=self.settings.peer_wait_days,
            now=timezone.now(),
        )


def standing(submissions: Iterable[Submission]) -> Submission | None:
    """The newest version that was not taken back."""
    return next((one for one in submissions if one.state != Submission.State.WITHDRAWN), None)


def peer_step_for(learner: Any, run_code: str, slug: str) -> PeerStep | None:
    """The peer review of an assignment that the learner has handed in; None when it has none. The rules are those
    under which they handed it in. Two queries more than the assignment itself."""
    found = assignment_step_for(learner, run_code, slug)
    submission = standing(found.submissions) if found else None
    settings = AssignmentSettings.restored(submission.version.settings) if submission else None
    if settings is None or not settings.peer_reviews:
        return None
    turns = turns_of(found.enrolment, found.step.activity_id)
    return PeerStep(found, submission, settings, turns, reviews_of(found.work))


def turns_of(enrolment: Enrolment, activity_id: int) -> list[PeerTurn]:
    """One reader's turns with the texts of an assignment, in order."""
    rows = PeerTurn.objects.filter(enrolment=enrolment, activity_id=activity_id)
    rows = rows.select_related("submission__version", _WRITER).defer("submission__text", "submission__work__text")
    return list(rows.order_by("taken_at", "pk"))


def reviews_of(work: Work) -> list[PeerReview]:
    """What participants have said of any version of a work, oldest first."""
    rows = PeerReview.objects.filter(submission__work=work)
    return list(rows.select_related("submission__version", _READER, "changed_by").defer("submission__text"))


def texts_to_read(run_id: int, activity_id: int) -> dict[int, tuple[rules.Text, int]]:
    """Text and newest standing submission by work, oldest first: only of people who are still there, and only what
    was handed in when it was said that others would read it."""
    rows = Submission.objects.filter(
        work__activity_id=activity_id, work__enrolment__run_id=run_id, version__settings__peer_reviews__gt=0
    )
    rows = rows.exclude(state=Submission.State.WITHDRAWN).exclude(
        work__enrolment__status=Enrolment.Status.CANCELLED
    )  # fmt: skip
    found: dict[int, tuple[rules.Text, int]] = {}
    for pk, work, owner in rows.order_by("submitted_at", "pk").values_list("pk", "work_id", "work__enrolment_id"):
        found[work] = (rules.Text(work, owner), pk)
    return found


def turns_in(run_id: int, activity_id: int) -> list[rules.Turn]:
    """Every turn of a run with the texts of an assignment; one with a text that is gone still is its reader's."""
    now = timezone.now()
    rows = PeerTurn.objects.filter(enrolment__run_id=run_id, activity_id=activity_id).order_by("pk")
    names = ("pk", "enrolment_id", "submission__work_id", "sent_at", "taken_at", "enrolment__status")
    return [
        rules.Turn(
            reader,
            work or -pk,
            bool(sent_at)
            or rules.is_waited_for(taken_at=taken_at, is_here=status != Enrolment.Status.CANCELLED, now=now),
        )
        for pk, reader, work, sent_at, taken_at, status in rows.values_list(*names)
        if work or sent_at
    ]


def own_turn(learner: Any, run_code: str, slug: str, pk: int) -> PeerTurn | None:
    """The learner's own turn with a text that is still there."""
    enrolment = enrolment_for(learner, run_code)
    if enrolment is None:
        return None
    rows = PeerTurn.objects.filter(enrolment=enrolment, activity__slug=slug, submission__isnull=False, pk=pk)
    rows = rows.select_related("submission__version", "activity", _WRITER).defer("submission__work__text")
    found = rows.prefetch_related("submission__files").first()
    if found:
        found.enrolment = enrolment
    return found


def file_of_turn(turn: PeerTurn, pk: int) -> tuple[int, WorkFile] | None:
    """A file of the text one reads, with its place in the list: its name may tell whose it is."""
    files = enumerate(turn.submission.files.all(), start=1)
    return next(((place, file) for place, file in files if file.pk == pk and file.covered_at is None), None)


def review_in(submission: Submission, pk: int) -> QuerySet[PeerReview]:
    """A review of any version of the work that ``submission`` belongs to."""
    return PeerReview.objects.filter(submission__work_id=submission.work_id, pk=pk)


def reviews_for_export(learner: Any) -> list[dict[str, Any]]:
    """What has been said of a person's texts. Who said it is not theirs; what a trainer hides is told as hidden."""
    rows = PeerReview.objects.filter(submission__work__enrolment__learner=learner).order_by("pk")
    return [
        {
            "activity__title": review.submission.work.activity.title,
            "number": review.submission.number,
            "levels": [f"{title}: {text}" for title, text in said_levels(review)],
            "comment": review.comment,
            "reason": review.change_reason,
            "sent_at": review.sent_at,
        }
        for review in rows.select_related("submission__work__activity", "submission__version")
    ]


def said_levels(review: PeerReview) -> list[tuple[str, str]]:
    """(criterion, its level) in words; a trainer's level stands in place of the reader's."""
    settings, language = AssignmentSettings.restored(review.submission.version.settings), review.submission.language
    levels = rules.merged(review.levels, review.set_levels)
    said = []
    for criterion in settings.criteria:
        place = levels.get(criterion.key)
        if place is not None and place < len(criterion.levels):
            level = criterion.levels[place]
            words = [settings.text_in(texts, language) for texts in (level.titles, level.texts)]
            said.append((settings.text_in(criterion.titles, language), ": ".join(filter(None, words))))
    return said


# --- For trainers: who has too few readers ------------------------------------------------------------------------


def lacking_readers(submission: Submission) -> list[tuple[Submission, int]]:
    """(newest version, how many read it or are waited for) of every text of the assignment in this run that has fewer
    readers than it should, the least read first. Three queries."""
    run_id, activity_id = submission.work.enrolment.run_id, submission.work.activity_id
    wanted = AssignmentSettings.restored(submission.version.settings).peer_reviews
    texts = texts_to_read(run_id, activity_id)
    lacking = rules.lacking([text for text, _pk in texts.values()], turns_in(run_id, activity_id), wanted=wanted)
    rows = Submission.objects.select_related("work__enrolment__learner__user").defer("text", "work__text")
    found = rows.in_bulk([texts[work][1] for work in lacking])
    return [(found[texts[work][1]], load) for work, load in lacking.items()]


def possible_readers(submission: Submission) -> list[Enrolment]:
    """Who could still read the text: everybody in the run who has handed in, except its writer and who has it."""
    work = submission.work
    owners = {text.owner for text, _pk in texts_to_read(work.enrolment.run_id, work.activity_id).values()}
    having = PeerTurn.objects.filter(submission__work=work).values_list("enrolment_id", flat=True)
    rows = Enrolment.objects.filter(pk__in=owners - {work.enrolment_id} - set(having)).select_related("learner__user")
    return list(rows.order_by("learner__user__last_name", "learner__user__first_name", "pk"))
