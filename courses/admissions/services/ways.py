"""Choosing the way into a run, its code and its questions."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.admissions.models import Admission, Question
from courses.admissions.queries.queue import has_queue, is_enrolled
from courses.admissions.rules.codes import key_of, new_code
from courses.admissions.services.queue import fill_places, has_free_place, join_queue, lock_run, settle_queue
from courses.api import CannotEnrol, Enrolment, Run, RunFull, enrol_learner, refuse_outside_window
from lms.accounts.api import words
from lms.records.audit import log_fact

MOST_QUESTIONS = 20


class CodeOver(CannotEnrol):
    """The code is not valid any more; ``str()`` says why."""


@transaction.atomic
def choose_way(*, run: Run, actor: Any, **wanted: Any) -> Admission:
    """Set how one gets in. A way with a code gets one. Who is in, has applied or waits stays where they are."""
    lock_run(run.pk)
    admission = Admission.objects.filter(run=run).first() or Admission(run=run)
    changed = sorted(name for name, value in wanted.items() if getattr(admission, name) != value)
    for name in changed:
        setattr(admission, name, wanted[name])
    admission.save()
    if changed:
        log_fact("run.way_in_changed", subject=run, actor=actor, detail={"fields": changed})
    if admission.way == Admission.Way.CODE and not admission.code:
        renew_code(run=run, actor=actor)
        admission.refresh_from_db()
    fill_places(run.pk)
    return admission


@transaction.atomic
def renew_code(*, run: Run, actor: Any) -> str:
    """A new code, counted from nought; the earlier one stops working."""
    lock_run(run.pk)
    while True:
        code = new_code(words())
        try:
            with transaction.atomic():
                Admission.objects.filter(run=run).update(code=code, code_key=key_of(code), code_used=0)
        except IntegrityError:  # another run's code, once in ninety million
            continue
        log_fact("run.code_renewed", subject=run, actor=actor)
        return code


def check_code(admission: Admission) -> None:
    """Raise ``CodeOver`` with the reason when a right code does not work (any more)."""
    if admission.way != Admission.Way.CODE:
        raise CodeOver(_("This code is not in use. Ask the trainer how one gets in now."))
    if admission.code_ends and timezone.localdate() > admission.code_ends:
        raise CodeOver(_("This code is not valid any more. Ask the trainer for the new one."))
    if admission.code_limit is not None and admission.code_used >= admission.code_limit:
        raise CodeOver(_("As many people as were meant to have used this code. Ask the trainer for a new one."))


@transaction.atomic
def enrol_by_code(*, admission: Admission, learner: Any, actor: Any) -> Enrolment | None:
    """Come in by a right code, or into the queue of a full run: then there is no enrolment yet. Raises
    ``CodeOver`` and ``CannotEnrol``."""
    run = lock_run(admission.run_id)
    admission = Admission.objects.get(pk=admission.pk)
    if is_enrolled(run.pk, learner.pk):
        return Enrolment.objects.get(run=run, learner=learner)
    check_code(admission)
    refuse_outside_window(run)
    settle_queue(run)
    enrolment = None
    if has_free_place(run):
        enrolment = enrol_learner(run=run, learner=learner, actor=actor, invited=True, way=Enrolment.Way.CODE)
    elif has_queue(run):
        join_queue(run=run, learner=learner, actor=actor, admitted=True)
    else:
        raise RunFull(_("This run is full."))
    Admission.objects.filter(pk=admission.pk).update(code_used=F("code_used") + 1)
    return enrolment


@transaction.atomic
def ask_question(
    *, run: Run, actor: Any, kind: str, text: str, why: str, options: Sequence[str], required: bool
) -> Question:
    """Add a question at the end; one that is asked already, in the same words, is not asked twice. Raises
    ``CannotEnrol`` when there are enough."""
    lock_run(run.pk)
    rows = Question.objects.filter(run=run)
    if known := rows.filter(kind=kind, text=text).first():
        return known
    if rows.count() >= MOST_QUESTIONS:
        raise CannotEnrol(_("There are twenty questions already. Ask only what you need for deciding."))
    last = rows.aggregate(last=Max("position"))["last"] or 0
    made = Question.objects.create(
        run=run, position=last + 1, kind=kind, text=text, why=why, options=list(options), required=required
    )
    log_fact("run.questions_changed", subject=run, actor=actor)
    return made


@transaction.atomic
def change_question(*, question: Question, actor: Any, **wanted: Any) -> None:
    """Word a question anew. Applications that are sent keep the words they answered."""
    if all(getattr(question, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(question, name, value)
    question.save(update_fields=list(wanted))
    log_fact("run.questions_changed", subject=question.run, actor=actor)


@transaction.atomic
def drop_question(*, question: Question, actor: Any) -> None:
    """Ask it no more. Applications that are sent keep their answers."""
    log_fact("run.questions_changed", subject=question.run, actor=actor)
    question.delete()


@transaction.atomic
def move_question_up(*, question: Question, actor: Any) -> None:
    """Change places with the question before it."""
    lock_run(question.run_id)
    rows = list(Question.objects.filter(run_id=question.run_id))
    place = next((number for number, row in enumerate(rows) if row.pk == question.pk), 0)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
        for number, row in enumerate(rows, start=1):
            Question.objects.filter(pk=row.pk).update(position=number)
        log_fact("run.questions_changed", subject=question.run, actor=actor)
