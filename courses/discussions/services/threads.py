"""Writing in discussions: opening one, answering, following, putting one's own right."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.api import Group, Run
from courses.discussions.models import Follow, Forum, Post, Thread, Writing
from courses.discussions.queries.members import Member
from courses.discussions.queries.threads import Place
from courses.discussions.rules import may_change
from courses.discussions.services.refusals import NotOpen, own_key, refuse_flood
from lms.jobs.api import enqueue
from lms.records.audit import log_fact


@transaction.atomic
def open_thread(*, member: Member, place: Place, group: Group | None, title: str, text: str, key: UUID) -> Thread:
    """Begin a discussion about ``place``, for everybody or for ``group``; its writer follows it. The same ``key``
    again is the same discussion. Raises ``NotOpen`` and ``TooMuchAtOnce``."""
    Run.objects.select_for_update().get(pk=member.run.pk)
    known = Post.objects.filter(writing__key=own_key(key, member.user)).select_related("thread").first()
    if known:
        return known.thread
    if not member.may_write:
        raise NotOpen
    writing = _write(member, title=title, text=text, key=key)
    thread = Thread.objects.create(
        run=member.run,
        group=group,
        for_group=group is not None,
        opening=writing,
        posts_count=1,
        last_at=writing.written_at,
        **place.values,
    )
    Post.objects.create(
        thread=thread, number=1, writing=writing, by_trainer=member.is_trainer, posted_at=writing.written_at
    )
    Follow.objects.create(thread=thread, user=member.user, seen=1, told=1)
    return thread


@transaction.atomic
def answer(*, member: Member, thread: Thread, quotes: Post | None, text: str, key: UUID) -> Post:
    """Add a post; who writes follows the discussion, unless they have left it. The same ``key`` again is the same
    post. Raises ``NotOpen`` and ``TooMuchAtOnce``."""
    locked = Thread.objects.select_for_update().get(pk=thread.pk)
    known = Post.objects.filter(thread=locked, writing__key=own_key(key, member.user)).first()
    if known:
        return known
    if locked.is_locked or not member.may_write:
        raise NotOpen
    writing = _write(member, text=text, key=key)
    locked.posts_count, locked.last_at = locked.posts_count + 1, writing.written_at
    locked.save(update_fields=["posts_count", "last_at"])
    post = Post.objects.create(
        thread=locked,
        number=locked.posts_count,
        writing=writing,
        quotes=quotes,
        by_trainer=member.is_trainer,
        posted_at=writing.written_at,
    )
    Follow.objects.bulk_create(
        [Follow(thread=locked, user=member.user, seen=post.number, told=post.number)], ignore_conflicts=True
    )
    enqueue("thread-notice", key=f"thread-notice:{post.pk}", payload={"post": post.pk})
    return post


def _write(member: Member, *, text: str, key: UUID, title: str = "") -> Writing:
    refuse_flood(Writing.objects.filter(author=member.user), "written_at")
    return Writing.objects.create(author=member.user, key=own_key(key, member.user), title=title, text=text)


@transaction.atomic
def change_post(*, member: Member, post: Post, title: str, text: str) -> None:
    """Put one's own post right within its quarter of an hour. Raises ``NotOpen``."""
    locked, writing = _own(member, post)
    if locked.number == 1:
        writing.title = title
    writing.text, writing.edited_at = text, timezone.now()
    writing.save(update_fields=["title", "text", "edited_at"])


@transaction.atomic
def delete_post(*, member: Member, post: Post) -> bool:
    """Take one's own post away within its quarter of an hour; its empty place stays. A discussion that nobody has
    answered goes with its first post: then True. Raises ``NotOpen``."""
    locked, writing = _own(member, post)
    thread = locked.thread
    if locked.number == 1 and thread.posts_count == 1:
        locked.delete()
        thread.delete()
        writing.delete()
        return True
    Post.objects.filter(pk=locked.pk).update(deleted_at=timezone.now(), writing=None)
    writing.delete()
    return False


def _own(member: Member, post: Post) -> tuple[Post, Writing]:
    """The post and its writing, locked, if the member may change it now."""
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    writing = Writing.objects.filter(pk=locked.writing_id, author=member.user).first()
    now, is_hidden = timezone.now(), locked.hidden_at is not None
    if writing is None or not may_change(locked.posted_at, now, is_hidden=is_hidden, is_locked=thread.is_locked):
        raise NotOpen
    locked.thread = thread
    return locked, writing


def follow_thread(*, user: Any, thread: Thread, is_on: bool) -> None:
    """Hear of new posts, or no more. What has been written so far counts as read."""
    seen = {"seen": thread.posts_count, "told": thread.posts_count}
    Follow.objects.update_or_create(thread=thread, user=user, defaults={"is_on": is_on} | seen)


def look_at_thread(*, follow: Follow | None, upto: int) -> None:
    """Remember how far somebody who follows has been shown the discussion; a statement only when it is new."""
    if follow and upto > follow.seen:
        Follow.objects.filter(pk=follow.pk, seen__lt=upto).update(seen=upto)


@transaction.atomic
def part_groups(*, run: Run, by_group: bool, actor: Any) -> None:
    """Have the run's groups discuss apart from now on, or together again. Earlier discussions stay whose they are."""
    Forum.objects.update_or_create(run=run, defaults={"by_group": by_group})
    log_fact("forum.changed", subject=run, actor=actor, detail={"by_group": by_group})
