"""Hiding names while works are marked, and showing one before its time."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.graded.models import AnswerMarking, Response, RunMarking, Work, WorkMarking
from assessments.graded.queries.naming import begun_in
from courses.api import Run
from lms.records.audit import log_fact


class MarkedAlready(Exception):
    """Marking of this has begun in this run: names are no longer hidden or shown for all."""


@transaction.atomic
def set_names_hidden(*, run: Run, activity_id: int, hides_names: bool, actor: Any) -> RunMarking:
    """Hide the names of one assignment or test in one run, or show them, whatever its author chose. Before the first
    mark only. Raises ``MarkedAlready``."""
    Run.objects.select_for_update().get(pk=run.pk)  # two who choose at once wait for each other
    if activity_id in begun_in(run):
        raise MarkedAlready
    row, made = RunMarking.objects.get_or_create(
        run=run, activity_id=activity_id, defaults={"hides_names": hides_names}
    )
    if made or row.hides_names != hides_names:
        row.hides_names = hides_names
        row.save(update_fields=["hides_names"])
        log_fact("names.hidden" if hides_names else "names.shown", subject=row, actor=actor)
    return row


@transaction.atomic
def show_name(*, work_id: int, reason: str, actor: Any) -> WorkMarking:
    """Show whose one work is, to every trainer of the run, and say why; the reason stays in the audit trail and the
    person finds it in their own data. Showing it again changes nothing. ValueError without a reason."""
    work = Work.objects.select_for_update(of=("self",)).select_related("enrolment__learner").get(pk=work_id)
    row, _made = WorkMarking.objects.get_or_create(work=work)
    if _show(row, reason):
        key = work.enrolment.learner.key
        log_fact("work.name_shown", subject=work, actor=actor, learner_key=key, reason=row.named_reason)
    return row


@transaction.atomic
def show_answers_name(*, response_id: int, reason: str, actor: Any) -> AnswerMarking:
    """The same of a test answer, and so of everything in its attempt."""
    rows = Response.objects.select_for_update(of=("self",)).select_related("attempt__enrolment__learner")
    response = rows.get(pk=response_id)
    row, _made = AnswerMarking.objects.get_or_create(response=response)
    if _show(row, reason):
        key = response.attempt.enrolment.learner.key
        log_fact("answer.name_shown", subject=response, actor=actor, learner_key=key, reason=row.named_reason)
    return row


def _show(row: WorkMarking | AnswerMarking, reason: str) -> bool:
    """Whether it was hidden until now."""
    if not reason.strip():
        raise ValueError("showing a name needs a reason")
    if row.named_at:
        return False
    row.named_at, row.named_reason = timezone.now(), reason.strip()[:500]
    row.save(update_fields=["named_at", "named_reason"])
    return True
