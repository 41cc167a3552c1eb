"""Reporting posts to the trainers, hiding them, locking and pinning discussions."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.discussions.models import Post, Report, Thread
from courses.discussions.queries.members import Member
from courses.discussions.services.refusals import refuse_flood
from lms.jobs.api import enqueue
from lms.records.audit import log_fact


@transaction.atomic
def report_post(*, member: Member, post: Post, reason: str) -> Report:
    """Ask the trainers to look at a post. A second report of the same person says the new reason, and the post waits
    again. Raises ``TooMuchAtOnce``."""
    refuse_flood(Report.objects.filter(reporter=member.user), "made_at")
    told = {"reason": reason, "made_at": timezone.now(), "handled_at": None}
    report, made = Report.objects.update_or_create(post=post, reporter=member.user, defaults=told)
    if made:
        enqueue("report-notice", key=f"report-notice:{report.pk}", payload={"report": report.pk})
    return report


@transaction.atomic
def hide_post(*, post: Post, reason: str, actor: Any) -> None:
    """Hide a post from everybody but its writer, who sees the reason. Its reports are handled with it."""
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    now = timezone.now()
    if Post.objects.filter(pk=post.pk, hidden_at=None).update(hidden_at=now, hidden_reason=reason):
        log_fact("post.hidden", subject=post, actor=actor, reason=reason, learner_key=_writer_key(post))
    Report.objects.filter(post=post, handled_at=None).update(handled_at=now)
    _settle_title(thread, post, is_hidden=True)


@transaction.atomic
def show_post(*, post: Post, actor: Any) -> None:
    """Show a hidden post again."""
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    if Post.objects.filter(pk=post.pk).exclude(hidden_at=None).update(hidden_at=None, hidden_reason=""):
        log_fact("post.shown", subject=post, actor=actor, learner_key=_writer_key(post))
    _settle_title(thread, post, is_hidden=False)


def _settle_title(thread: Thread, post: Post, *, is_hidden: bool) -> None:
    """With the first post goes the title of the discussion."""
    if post.number == 1 and thread.is_hidden != is_hidden:
        thread.is_hidden = is_hidden
        thread.save(update_fields=["is_hidden"])


def _writer_key(post: Post) -> Any:
    author = post.writing.author if post.writing else None
    return getattr(getattr(author, "learner", None), "key", None)


def leave_as_is(*, report: Report, actor: Any) -> None:
    """A trainer has looked at what was reported and lets it stand."""
    if Report.objects.filter(pk=report.pk, handled_at=None).update(handled_at=timezone.now()):
        log_fact("report.handled", subject=report, actor=actor)


@transaction.atomic
def set_thread_state(*, thread: Thread, name: str, value: bool, actor: Any) -> None:
    """Lock or pin a discussion or the opposite, or say that it needs no answer; ``name`` is "is_locked", "is_pinned" or
    "needs_no_answer"."""
    if Thread.objects.filter(pk=thread.pk).exclude(**{name: value}).update(**{name: value}):
        log_fact("thread.changed", subject=thread, actor=actor, detail={name: value})
