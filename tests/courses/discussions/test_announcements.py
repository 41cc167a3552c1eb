"""Announcements: written by trainers, read by whom they are for, and mailed once each."""

import pytest
from django.core import mail

from courses.api import cancel_enrolment
from courses.discussions.api import News, news_of
from courses.discussions.models import Announcement
from lms.jobs.api import run_due
from lms.jobs.models import Job
from tests.dashboard.people import main_of
from tests.factories.discussions import hidden_of, make_talk

pytestmark = pytest.mark.django_db
WORDS = {"title": "Ensi viikko", "text": "Tavataan <i>tiistaina</i>.\n\nLue https://example.org/ohje"}


@pytest.fixture
def talk():
    return make_talk()


def announce(talk, **more) -> Announcement:
    answer = talk.browser(talk.trainer).post(f"/kouluttaja/viestit/{talk.run.code}/tiedote/", WORDS | more)
    assert answer.status_code == 302, main_of(answer)
    return Announcement.objects.latest("pk")


def test_it_is_looked_at_before_it_is_sent_and_then_new_once(talk):
    trainer, address = talk.browser(talk.trainer), f"/kouluttaja/viestit/{talk.run.code}/tiedote/"
    form = hidden_of(trainer.get(address)) | WORDS
    page = main_of(trainer.post(address, form | {"preview": "1"}))
    assert "Tavataan &lt;i&gt;tiistaina&lt;/i&gt;." in page
    assert not Announcement.objects.exists()
    for _press in range(2):
        trainer.post(address, form)
    assert Announcement.objects.count() == 1
    reader = talk.browser(talk.aino)
    assert f"{talk.home}tiedotteet/" in main_of(reader.get(talk.home))
    assert news_of(talk.people[0]) == News(announcements=1)
    page = main_of(reader.get(f"{talk.home}tiedotteet/"))
    assert "tag-todo" in page
    assert '<a href="https://example.org/ohje" rel="nofollow ugc noopener">' in page
    assert "tag-todo" not in main_of(reader.get(f"{talk.home}tiedotteet/"))
    assert news_of(talk.people[0]) == News()
    assert news_of(talk.people[1]) == News(announcements=1)


def test_participants_cannot_write_edit_or_delete(talk):
    one = announce(talk)
    for path in ("tiedote/", f"tiedote/{one.pk}/", f"tiedote/{one.pk}/poista/"):
        address = f"/kouluttaja/viestit/{talk.run.code}/{path}"
        for user in (talk.aino, make_talk().trainer):
            assert talk.browser(user).get(address).status_code == 404
            assert talk.browser(user).post(address, WORDS).status_code == 404
    assert "tiedote/" not in main_of(talk.browser(talk.aino).get(f"{talk.home}tiedotteet/"))


def test_an_edited_one_says_so_and_a_deleted_one_is_gone(talk):
    one = announce(talk)
    trainer, address = talk.browser(talk.trainer), f"/kouluttaja/viestit/{talk.run.code}/tiedote/{one.pk}/"
    assert trainer.post(address, {"title": "", "text": "Vain teksti"}).status_code == 422
    trainer.post(address, {"title": "Uusi otsikko", "text": "Uusi teksti"})
    page = main_of(talk.browser(talk.aino).get(f"/en{talk.home}tiedotteet/"))
    assert "Uusi otsikko" in page
    assert "edited on" in page
    trainer.get(f"{address}poista/")
    assert Announcement.objects.count() == 1
    trainer.post(f"{address}poista/")
    assert "Uusi otsikko" not in main_of(talk.browser(talk.aino).get(f"{talk.home}tiedotteet/"))


def test_a_groups_announcement_is_read_and_mailed_in_the_group_only(talk):
    group = talk.group("Ryhmä 1", 0)
    one = announce(talk, group=str(group.pk), by_mail="on")
    assert one.group == group
    assert "Ensi viikko" in main_of(talk.browser(talk.aino).get(f"{talk.home}tiedotteet/"))
    assert "Ensi viikko" not in main_of(talk.browser(talk.bertta).get(f"{talk.home}tiedotteet/"))
    assert news_of(talk.people[1]) == News()
    run_due()
    assert [letter.to for letter in mail.outbox] == [[talk.aino.email]]


def test_mail_goes_once_to_everybody_who_is_in(talk):
    cancel_enrolment(enrolment=talk.people[1])
    announce(talk, by_mail="on")
    run_due()
    Job.objects.filter(kind="announcement-mail").update(done_at=None)
    run_due()
    (letter,) = mail.outbox
    assert letter.to == [talk.aino.email]
    assert "Tavataan <i>tiistaina</i>." in letter.body
    assert "Tavataan &lt;i&gt;tiistaina&lt;/i&gt;." in letter.alternatives[0][0]
    assert WORDS["title"] not in letter.subject


def test_without_the_tick_no_mail_goes_and_a_deleted_one_is_not_sent(talk):
    announce(talk)
    run_due()
    one = announce(talk, by_mail="on")
    one.delete()
    run_due()
    assert mail.outbox == []


def test_what_is_new_costs_one_statement(talk, statements):
    enrolment = talk.people[0]
    thread = talk.open(talk.aino)
    talk.answer(talk.bertta, thread)
    talk.ask()
    announce(talk)
    news_of(enrolment)
    with statements(1):
        assert news_of(enrolment) == News(announcements=1, messages=0, threads=1)
