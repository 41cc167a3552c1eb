"""Many write at once, with real connections."""

import uuid
from functools import partial

import pytest
from django.db import connection

from courses.discussions.models import Announcement, Conversation, Draft, Follow, Message, Post, Thread
from courses.discussions.services.announcements import publish_announcement
from courses.discussions.services.drafts import WrittenElsewhere, save_draft
from courses.discussions.services.messages import ask_trainers, send_message
from courses.discussions.services.threads import answer, open_thread
from tests.factories.discussions import WHOLE, make_talk
from tests.factories.races import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TIMES = 8


@pytest.fixture
def talk():
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    return make_talk()


def at_once(act):
    """``act``, told which turn it is, several times at the same moment."""
    return race(*(partial(act, turn) for turn in range(TIMES)))


def test_one_press_repeated_at_once_writes_once(talk):
    key, member = uuid.uuid4(), talk.member(talk.aino)
    words = {"title": "Kerran", "text": "Vain kerran.", "key": key}
    threads = at_once(lambda _: open_thread(member=member, place=WHOLE, group=None, **words))
    assert len({one.pk for one in threads}) == Thread.objects.count() == 1
    key = uuid.uuid4()
    posts = at_once(lambda _: answer(member=member, thread=threads[0], quotes=None, text="Lisään.", key=key))
    assert len({one.pk for one in posts}) == 1
    at_once(lambda _: ask_trainers(enrolment=talk.people[0], trainer=None, text="Hei", key=key))
    at_once(lambda _: send_message(sender=talk.trainer, recipients=talk.people, run=talk.run, text="Hei", key=key))
    assert (Conversation.objects.count(), Message.objects.count()) == (3, 3)
    told = {"title": "Hei", "text": "Kaikille", "by_mail": True, "key": key}
    at_once(lambda _: publish_announcement(run=talk.run, group=None, actor=talk.trainer, **told))
    assert Announcement.objects.count() == 1


def test_answers_of_many_at_once_are_all_there_in_order(talk):
    thread, members = talk.open(talk.aino), [talk.member(user) for user in (talk.aino, talk.bertta)]
    at_once(lambda n: answer(member=members[n % 2], thread=thread, quotes=None, text=f"Vastaus {n}", key=uuid.uuid4()))
    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == list(range(1, TIMES + 2))
    thread.refresh_from_db()
    assert thread.posts_count == TIMES + 1
    assert Follow.objects.filter(thread=thread).count() == 2


def test_windows_that_save_at_once_overwrite_nothing_unseen(talk):
    place = {"user": talk.aino, "kind": "thread", "place": talk.run.pk, "title": ""}
    results = at_once(lambda n: save_draft(text=f"Ikkuna {n}", seq=1, writer=f"w{n}", base=0, **place))
    assert sum(isinstance(one, Draft) for one in results) == 1
    assert sum(isinstance(one, WrittenElsewhere) for one in results) == TIMES - 1
