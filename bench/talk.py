"""Discussions of the run: twenty of ten posts, and one of fifty that is measured."""

import uuid

from django.utils import timezone

from courses.api import Enrolment, Run
from courses.discussions.models import Follow, Post, Thread, Writing
from lms.accounts.models import User

TEXT = "Meillä sovittiin kokeilusta: kaksi lyhyempää päivää viikossa, ja kuukauden päästä katsotaan, miten on mennyt."


def make_discussions(run: Run, enrolments: list[Enrolment]) -> int:
    """Returns the key of the discussion of fifty posts."""
    writers = [enrolment.learner.user for enrolment in enrolments[:40]]
    for _ in range(20):
        _discussion(run, writers, 10)
    return _discussion(run, writers, 50).pk


def _discussion(run: Run, writers: list[User], posts: int) -> Thread:
    now = timezone.now()
    authors = [writers[number % len(writers)] for number in range(posts)]
    writings = Writing.objects.bulk_create(
        [Writing(key=uuid.uuid4(), author=author, title="Kokeilu työpaikalla", text=TEXT) for author in authors]
    )
    thread = Thread.objects.create(run=run, opening=writings[0], posts_count=posts, last_at=now)
    Post.objects.bulk_create(
        [Post(thread=thread, number=n, writing=writing, posted_at=now) for n, writing in enumerate(writings, start=1)]
    )
    Follow.objects.bulk_create(
        [Follow(thread=thread, user=author, seen=1, told=1) for author in dict.fromkeys(authors)]
    )
    return thread
