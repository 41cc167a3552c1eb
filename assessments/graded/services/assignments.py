"""Writing an assignment, handing it in, taking it back. Late is never refused, only shown."""

import contextlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import Assignment, AssignmentVersion, Review, Submission, Work, WorkFile
from assessments.graded.rules import assignments as rules
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.authoring import AuthorMistake, digest_of
from assessments.graded.services.notices import tell_received
from assessments.graded.uploads import MOST_FILES, RefusedFile, Upload
from courses.api import Enrolment, RunItem
from lms.records.audit import log_fact


class NotOpen(Exception):
    """The work has been handed in or accepted: nothing in it is written now."""


class WrittenElsewhere(Exception):
    """Another page has saved something else since this one was opened. Nothing was changed."""

    def __init__(self, stored: Any) -> None:
        self.stored = stored
        super().__init__("another page saved first")


class CannotHandIn(Exception):
    """Something is missing; ``missing`` names it (see ``assignment_rules``)."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


@transaction.atomic
def publish_assignment(*, key: UUID, settings: AssignmentSettings, actor: Any = None) -> AssignmentVersion:
    """Fix rules and rubric for what is handed in from now on. Raises ``AuthorMistake``."""
    if problems := settings_problems(settings):
        raise AuthorMistake(problems)
    assignment, _made = Assignment.objects.select_for_update().get_or_create(key=key)
    newest, stored = assignment.versions.order_by("-number").first(), settings.stored()
    digest = digest_of(stored)
    if newest and newest.hash == digest:
        return newest
    number = newest.number + 1 if newest else 1
    version = AssignmentVersion.objects.create(assignment=assignment, number=number, settings=stored, hash=digest)
    log_fact("assignment.published", subject=version, actor=actor)
    return version


def settings_problems(settings: AssignmentSettings) -> list[str]:
    """What keeps an assignment from being published, in sentences for its author."""
    problems = []
    if not settings.takes_text and not settings.takes_files:
        problems.append(_("Say whether a text, files or both are handed in."))
    if settings.min_words and not settings.takes_text:
        problems.append(_("A number of words makes sense only when a text is handed in."))
    if any(len(criterion.levels) < 2 for criterion in settings.criteria):
        problems.append(_("Every criterion needs at least two levels."))
    return problems


@transaction.atomic
def save_draft(
    *, enrolment: Enrolment, activity_id: int, text: str, seq: int | None, writer: str = "", base: int | None = None
) -> Work:
    """Store the draft if it is newer; when this returns, it is committed. Saving the same again changes nothing.

    Raises ``NotOpen`` and ``WrittenElsewhere``.
    """
    work = _locked_for_writing(enrolment, activity_id)
    verdict = judge_save(
        stored_seq=work.seq,
        stored_writer=work.writer,
        same_answer=work.text == text,
        seq=seq,
        writer=writer,
        base=base,
    )
    if verdict == "conflict":
        raise WrittenElsewhere(work)
    if verdict == "store":
        work.text, work.writer, work.saved_at = text, writer, timezone.now()
        work.seq = work.seq + 1 if seq is None else seq
        work.save(update_fields=["text", "writer", "saved_at", "seq"])
    return work


def _locked_for_writing(enrolment: Enrolment, activity_id: int) -> Work:
    work = locked_work(enrolment, activity_id)
    if not work.is_open:
        raise NotOpen
    return work


def locked_work(enrolment: Enrolment, activity_id: int) -> Work:
    """The work, made when it was not there, and locked until the transaction ends."""
    wanted = {"enrolment": enrolment, "activity_id": activity_id}
    found = Work.objects.select_for_update().filter(**wanted).first()
    if found is None:
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another press was first
            Work.objects.create(**wanted)
        found = Work.objects.select_for_update().get(**wanted)
    return found


def add_file(*, enrolment: Enrolment, activity_id: int, upload: Upload) -> WorkFile:
    """Put a checked file into the draft. Raises ``RefusedFile`` and ``NotOpen``.

    The file is written first and its row second: a row never points to nothing.
    """
    from django.core.files.base import ContentFile  # noqa: PLC0415 -- only here

    file = WorkFile(name=upload.name, kind=upload.kind, size=len(upload.content), sha256=upload.sha256)
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            file.work = _locked_for_writing(enrolment, activity_id)
            if file.work.files.filter(in_draft=True).count() >= MOST_FILES:
                raise RefusedFile(
                    _("There are %(number)d files already. Take one away first.") % {"number": MOST_FILES}
                )
            file.save()
    except BaseException:
        file.file.delete(save=False)
        raise
    return file


@transaction.atomic
def remove_file(*, enrolment: Enrolment, activity_id: int, pk: int) -> None:
    """Take a file out of the draft; one that has been handed in stays where it was handed in."""
    work = _locked_for_writing(enrolment, activity_id)
    file = work.files.filter(pk=pk, in_draft=True).first()
    if file is None:
        return
    if file.submissions.exists():
        file.in_draft = False
        file.save(update_fields=["in_draft"])
        return
    transaction.on_commit(lambda: file.file.storage.delete(file.file.name))
    file.delete()


@transaction.atomic
def hand_in(
    *, enrolment: Enrolment, item: RunItem, version: AssignmentVersion, shown: str, statements: Sequence[str]
) -> Submission:
    """Hand in the work that the page showed (``shown`` is its fingerprint). Handing in again changes nothing.

    Raises ``CannotHandIn`` and, when the work has changed meanwhile, ``WrittenElsewhere``.
    """
    work = locked_work(enrolment, item.activity_id)
    waiting = work.submissions.filter(state=Submission.State.WAITING).first()
    if waiting:
        return waiting
    if not work.is_open:
        raise NotOpen
    files = list(work.files.filter(in_draft=True))
    if shown != rules.fingerprint(work.seq, [file.pk for file in files]):
        raise WrittenElsewhere(work)
    settings = AssignmentSettings.restored(version.settings)
    text, words = (work.text, rules.words_in(work.text)) if settings.takes_text else ("", 0)
    files = files if settings.takes_files else []
    missing = rules.missing_to_hand_in(settings, words=words, files=len(files))
    if missing or len(statements) < len(rules.STATEMENTS):
        raise CannotHandIn(*missing, *(() if len(statements) >= len(rules.STATEMENTS) else ("statements",)))
    submission = Submission.objects.create(
        work=work,
        number=work.submissions.count() + 1,
        version=version,
        language=enrolment.run.language,
        text=text,
        words=words,
        statements=list(statements),
        due_at=due_of(work, item=item, starts=enrolment.run.starts, settings=settings),
    )
    submission.files.set(files)
    work.state = Work.State.HANDED_IN
    work.save(update_fields=["state"])
    log_fact("submission.handed_in", subject=submission, actor=enrolment.learner.user)
    tell_received(submission, enrolment=enrolment)
    return submission


def due_of(work: Work | None, *, item: Any, starts: Any, settings: AssignmentSettings) -> Any:
    """When this person's work is due; ``item`` carries the run's own date."""
    return rules.due_at(
        extended_until=work.extended_until if work else None,
        set_for_run=item.due_at,
        starts=starts,
        due_days=settings.due_days,
    )


@transaction.atomic
def withdraw(*, enrolment: Enrolment, activity_id: int) -> bool:
    """Take back what waits, while nobody has begun to read it; the version is kept. Whether it was taken back."""
    work = locked_work(enrolment, activity_id)
    submission = work.submissions.select_for_update().filter(state=Submission.State.WAITING).first()
    if submission is None or submission.peer_turns.exists() or Review.objects.filter(submission=submission).exists():
        return False
    submission.state = Submission.State.WITHDRAWN
    submission.save(update_fields=["state"])
    was_returned = work.submissions.filter(state=Submission.State.RETURNED).exists()
    work.state = Work.State.RETURNED if was_returned else Work.State.DRAFT
    work.save(update_fields=["state"])
    log_fact("submission.withdrawn", subject=submission, actor=enrolment.learner.user)
    return True


@transaction.atomic
def extend(*, enrolment: Enrolment, activity_id: int, until: Any, reason: str, actor: Any) -> Work:
    """Give one person more time (or take the extension away with None), and say why. The person reads the reason."""
    if not reason.strip():
        raise ValueError("an extension needs a reason")
    work = locked_work(enrolment, activity_id)
    given = (until, reason.strip()[:500])
    if (work.extended_until, work.extension_reason) == given:
        return work  # pressed twice
    work.extended_until, work.extension_reason = given
    work.save(update_fields=["extended_until", "extension_reason"])
    log_fact("work.extended", subject=work, actor=actor, reason=work.extension_reason)
    return work
