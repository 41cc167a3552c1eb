"""Writing an assignment, handing it in, taking it back. Late is never refused, only shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import (
    Assignment,
    AssignmentVersion,
    Endorsement,
    Review,
    Submission,
    Work,
    WorkFile,
)
from assessments.graded.rules import assignments as rules
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.services.authoring import AuthorMistake, digest_of
from assessments.graded.services.handing_in import done_by_handing_in, not_done_any_more
from assessments.graded.services.notices import tell_received
from assessments.graded.services.works import (
    NotOpen,
    group_work_of,
    handed_in_with,
    locked_enrolments,
    locked_for_writing,
    locked_work,
)
from courses.api import Done, Enrolment, RunItem, is_shut, step_rule
from lms.records.audit import log_fact
from lms.ui.uploads import MOST_FILES, RefusedFile, Upload


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
    if settings.in_groups and (settings.peer_reviews or settings.hides_names):
        problems.append(_("Groups hand in under their names: leave out peer review and hidden names."))
    if any(len(criterion.levels) < 2 for criterion in settings.criteria):
        problems.append(_("Every criterion needs at least two levels."))
    return problems


@transaction.atomic
def save_draft(
    *,
    enrolment: Enrolment,
    activity_id: int,
    text: str,
    seq: int | None,
    writer: str = "",
    base: int | None = None,
    group_id: int = 0,
) -> Work:
    """Store the draft if it is newer; when this returns, it is committed. Saving the same again changes nothing.
    ``group_id`` names the group whose draft the page showed.

    Raises ``NotOpen`` and ``WrittenElsewhere``.
    """
    work = locked_for_writing(enrolment, activity_id, group_id)
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


def add_file(*, enrolment: Enrolment, activity_id: int, upload: Upload, group_id: int = 0) -> WorkFile:
    """Put a checked file into the draft. Raises ``RefusedFile`` and ``NotOpen``.

    The file is written first and its row second: a row never points to nothing.
    """
    from django.core.files.base import ContentFile  # noqa: PLC0415 -- only here

    file = WorkFile(name=upload.name, kind=upload.kind, size=len(upload.content), sha256=upload.sha256)
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    try:
        with transaction.atomic():
            file.work = locked_for_writing(enrolment, activity_id, group_id)
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
def remove_file(*, enrolment: Enrolment, activity_id: int, pk: int, group_id: int = 0) -> None:
    """Take a file out of the draft; one that has been handed in stays where it was handed in."""
    work = locked_for_writing(enrolment, activity_id, group_id)
    file = work.files.filter(pk=pk, in_draft=True).first()
    if file is None:
        return
    if file.submissions.exists():
        file.in_draft = False
        file.save(update_fields=["in_draft"])
        return
    transaction.on_commit(lambda: file.file.storage.delete(file.file.name))
    file.delete()


@dataclass(frozen=True)
class Content:
    """What is handed in of a work."""

    text: str
    words: int
    files: list[WorkFile]


def checked_content(work: Work, *, version: AssignmentVersion, shown: str, statements: Sequence[str]) -> Content:
    """What the page showed of a locked work, if it may be handed in so. Raises as ``hand_in`` does."""
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
    return Content(text, words, files)


def made_submission(
    work: Work,
    content: Content,
    *,
    enrolment: Enrolment,
    item: Any,
    version: AssignmentVersion,
    statements: Sequence[str],
    shared: UUID | None = None,
) -> Submission:
    """The next version of a person's own work; the caller tells them."""
    settings = AssignmentSettings.restored(version.settings)
    submission = Submission.objects.create(
        work=work,
        number=work.submissions.count() + 1,
        shared=shared,
        version=version,
        language=enrolment.run.language,
        text=content.text,
        words=content.words,
        statements=list(statements),
        due_at=due_of(work, item=item, starts=enrolment.run.starts, settings=settings),
    )
    submission.files.set(content.files)
    return submission


@transaction.atomic
def hand_in(
    *, enrolment: Enrolment, item: RunItem, version: AssignmentVersion, shown: str, statements: Sequence[str]
) -> Submission:
    """Hand in the work that the page showed (``shown`` is its fingerprint). Handing in again changes nothing. Where
    the author says that this is enough, the assignment is done.

    Raises ``CannotHandIn``, ``NotOpen`` before it opens and, when the work has changed meanwhile, ``WrittenElsewhere``.
    """
    if is_shut(enrolment, item):
        raise NotOpen
    if step_rule(item).done == Done.SUBMITTED:
        Enrolment.objects.lock(enrolment.pk)  # before the work, as completion does
    work = locked_work(enrolment, item.activity_id)
    waiting = work.submissions.filter(state=Submission.State.WAITING).first()
    if waiting:
        return waiting
    content = checked_content(work, version=version, shown=shown, statements=statements)
    submission = made_submission(work, content, enrolment=enrolment, item=item, version=version, statements=statements)
    work.state = Work.State.HANDED_IN
    work.save(update_fields=["state"])
    log_fact("submission.handed_in", subject=submission, actor=enrolment.learner.user)
    tell_received(submission, enrolment=enrolment)
    done_by_handing_in(submission, item=item, enrolment=enrolment)
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
    """Take back what waits, while nobody has begun to read it; the version is kept, and what was done by handing it
    in is not done any more. Whether it was taken back."""
    own = Submission.objects.filter(work__enrolment=enrolment, work__activity_id=activity_id)
    submission = own.filter(state=Submission.State.WAITING).first()
    if submission is None:
        return False
    locked_enrolments(submission)  # before the versions, as marking does
    versions = list(handed_in_with(submission).select_for_update())
    if not all(_may_be_taken_back(one) for one in versions):
        return False
    handed_in_with(submission).update(state=Submission.State.WITHDRAWN)
    for work in (*group_work_of(submission), *Work.objects.filter(submissions__in=versions).order_by("pk")):
        before = Submission.objects.filter(work=work) if work.enrolment_id else own
        was_returned = before.filter(state=Submission.State.RETURNED).exists()
        state = Work.State.RETURNED if was_returned else Work.State.DRAFT
        Work.objects.filter(pk=work.pk).update(state=state)
    not_done_any_more(versions, activity_id=activity_id, actor=enrolment.learner.user)
    asked = Endorsement.objects.filter(submission__in=versions, endorsed_at=None)
    asked.update(expires_at=timezone.now(), email="")  # nobody approves what is not handed in
    log_fact("submission.withdrawn", subject=submission, actor=enrolment.learner.user)
    return True


def _may_be_taken_back(submission: Submission) -> bool:
    is_read = submission.peer_turns.exists() or Review.objects.filter(submission=submission).exists()
    return submission.state == Submission.State.WAITING and not is_read


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
