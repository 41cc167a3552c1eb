"""A person's own words in their export, their going, and what is forgotten by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.discussions.models import Announcement, Conversation, Draft, Follow, Message, Post, Report, Writing
from courses.discussions.services.announcements import publish_announcement
from courses.discussions.services.forgetting import forget_old_drafts, forget_writers
from lms.accounts.api import Learner, merge_learners
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import main_of
from tests.factories.discussions import make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def exported(learner: Learner) -> str:
    return str([section.readable for section in sections_of(learner)])


def test_own_words_are_in_the_export_and_others_are_not(talk):
    thread = talk.open(talk.aino, title="Oma otsikko", text="Oma teksti")
    talk.answer(talk.bertta, thread, text="Toisen teksti")
    talk.ask(0, text="Oma viesti")
    talk.ask(1, text="Toisen viesti")
    found = exported(talk.people[0].learner)
    for mine in ("Oma otsikko", "Oma teksti", "Oma viesti"):
        assert mine in found
    assert "Toisen" not in found


def test_of_somebody_erased_the_places_stay_and_the_words_go(talk):
    thread = talk.open(talk.aino, title="Poistuva otsikko", text="Poistuva teksti")
    talk.answer(talk.bertta, thread, text="Jää tänne", quotes=Post.objects.get())
    talk.answer(talk.aino, thread, text="Poistuva vastaus")
    Report.objects.create(post=Post.objects.get(number=2), reporter=talk.aino, reason="Poistuva peruste")
    Draft.objects.create(user=talk.aino, kind="thread", place=talk.run.pk, text="Poistuva luonnos")
    talk.ask(0, text="Poistuva viesti")
    erase_learner(learner=talk.people[0].learner)
    page = main_of(talk.browser(talk.bertta).get(f"/en{talk.forum}{thread.pk}/"))
    assert "Poistuva" not in page
    assert "Jää tänne" in page
    assert page.count("Removed user") == 2
    assert "Poistuva" not in main_of(talk.browser(talk.trainer).get(f"{talk.forum}ilmoitetut/"))
    assert talk.browser(talk.bertta).post(f"{talk.forum}{thread.pk}/", {"text": "Jatkan"}).status_code == 302
    for model in (Message, Conversation, Draft, Report):
        assert not model.objects.exists()
    assert set(Writing.objects.values_list("author", flat=True)) == {talk.bertta.pk}


def test_an_erased_trainers_announcements_stay_without_the_name(talk):
    learner = Learner.objects.create(user=talk.trainer)
    publish_announcement(
        run=talk.run, group=None, title="Jää", text="Teksti", by_mail=False, key=talk.run.course.key, actor=talk.trainer
    )
    conversation = talk.ask(0, trainer=talk.trainer)
    talk.browser(talk.trainer).post(f"/kouluttaja/viestit/{conversation.pk}/", {"text": "Vastaan"})
    assert "Vastaan" in exported(learner)
    assert "Saanko" not in exported(learner)
    erase_learner(learner=learner)
    page = main_of(talk.browser(talk.aino).get(f"{talk.home}tiedotteet/"))
    assert "Jää" in page
    assert "Opettaja" not in page
    assert Announcement.objects.get().author is None
    assert "Vastaan" in main_of(talk.browser(talk.aino).get(f"/oma/viestit/{conversation.pk}/"))


def test_folding_somebody_without_an_account_into_an_account_keeps_all_talk(talk, pseudonymous):
    thread = talk.open(talk.aino)
    talk.ask(0)
    merge_learners(source=pseudonymous, target=talk.people[0].learner)
    assert talk.browser(talk.aino).get(f"{talk.forum}{thread.pk}/").status_code == 200
    assert Message.objects.filter(conversation__enrolment=talk.people[0]).count() == 1


def test_a_year_after_its_end_a_discussion_has_no_names(talk):
    thread = talk.open(talk.aino, title="Vanha", text="Viisaus")
    Report.objects.create(post=Post.objects.get(), reporter=talk.bertta, reason="x")
    talk.run.ends = timezone.localdate() - timedelta(days=365)
    talk.run.save(update_fields=["ends"])
    forget_writers()
    assert Writing.objects.get().author == talk.aino
    talk.run.ends -= timedelta(days=1)
    talk.run.save(update_fields=["ends"])
    forget_writers()
    assert Writing.objects.get().author is None
    assert not Follow.objects.exists()
    assert not Report.objects.exists()
    page = main_of(talk.browser(talk.bertta).get(f"{talk.forum}{thread.pk}/"))
    assert "Viisaus" in page
    assert "Aino" not in page


def test_drafts_that_nobody_goes_on_with_are_forgotten(talk):
    for place, days in ((1, 91), (2, 89)):
        saved = timezone.now() - timedelta(days=days)
        Draft.objects.create(user=talk.aino, kind="thread", place=place, text="x", saved_at=saved)
    forget_old_drafts()
    assert Draft.objects.get().place == 2
