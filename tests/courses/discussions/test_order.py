"""Reports, hiding, locking, pinning; and what is told to followers by mail."""

import pytest
from django.core import mail

from courses.api import cancel_enrolment
from courses.discussions.models import Post, Report, Thread
from lms.jobs.api import run_due
from lms.jobs.models import Notice
from lms.records.models import AuditEntry
from tests.dashboard.people import main_of
from tests.factories.discussions import make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


@pytest.fixture
def rude(talk) -> Thread:
    """Bertta has written something that Aino does not like."""
    thread = talk.open(talk.bertta, title="Ruma otsikko", text="Rumaa puhetta")
    talk.answer(talk.aino, thread, quotes=Post.objects.get())
    return thread


def told() -> list:
    """Whom the summaries will tell of new answers."""
    return list(Notice.objects.filter(kind="discussions.thread").order_by("pk").values_list("person", flat=True))


def test_a_report_reaches_the_trainers_and_nobody_else(talk, rude):
    address = f"{talk.forum}{rude.pk}/1/ilmoita/"
    assert talk.browser(talk.aino).post(address, {"reason": ""}).status_code == 422
    for reason in ("Loukkaa minua", "Loukkaa minua todella"):
        assert talk.browser(talk.aino).post(address, {"reason": reason}).status_code == 302
    assert Report.objects.get().reason == "Loukkaa minua todella"
    run_due()
    (letter,) = [one for one in mail.outbox if one.to == [talk.trainer.email]]
    assert "Loukkaa" not in letter.body
    for page in (f"{talk.forum}{rude.pk}/", talk.forum):
        assert "Loukkaa" not in main_of(talk.browser(talk.bertta).get(page))
    trainer = talk.browser(talk.trainer)
    assert f"{talk.forum}ilmoitetut/" in main_of(trainer.get(talk.forum))
    assert "Loukkaa minua todella" in main_of(trainer.get(f"{talk.forum}ilmoitetut/"))
    assert talk.aino.get_full_name() in main_of(trainer.get(f"{talk.forum}ilmoitetut/"))
    for user in (talk.aino, talk.bertta):
        assert talk.browser(user).get(f"{talk.forum}ilmoitetut/").status_code == 404
        assert talk.browser(user).post(f"{talk.forum}ilmoitetut/{Report.objects.get().pk}/").status_code == 404
    trainer.post(f"{talk.forum}ilmoitetut/{Report.objects.get().pk}/")
    assert "Loukkaa" not in main_of(trainer.get(f"{talk.forum}ilmoitetut/"))


def test_a_hidden_post_is_seen_by_its_writer_and_trainers_with_the_reason(talk, rude):
    Report.objects.create(post=Post.objects.get(thread=rude, number=1), reporter=talk.aino, reason="Pois")
    address = f"{talk.forum}{rude.pk}/1/piilota/"
    assert talk.browser(talk.aino).post(address, {"reason": "Pois"}).status_code == 404
    trainer = talk.browser(talk.trainer)
    assert trainer.post(address, {"reason": ""}).status_code == 422
    assert trainer.post(address, {"reason": "Kirjoitetaan toisista kunnioittaen."}).status_code == 302
    assert Report.objects.exclude(handled_at=None).count() == 1
    other = main_of(talk.browser(talk.aino).get(f"{talk.forum}{rude.pk}/"))
    assert "Rumaa puhetta" not in other  # nor where it is quoted
    assert "Ruma otsikko" not in other
    assert "Ruma otsikko" not in main_of(talk.browser(talk.aino).get(talk.forum))
    assert "kunnioittaen" not in other
    for user in (talk.bertta, talk.trainer):
        page = main_of(talk.browser(user).get(f"{talk.forum}{rude.pk}/"))
        assert "Rumaa puhetta" in page
        assert "kunnioittaen" in page
    assert talk.browser(talk.bertta).get(f"{talk.forum}{rude.pk}/1/muokkaa/").status_code == 302
    entry = AuditEntry.objects.get(verb="post.hidden")
    assert (entry.actor_key, entry.learner_key) == (talk.trainer.key, talk.people[1].learner.key)
    trainer.post(address, {"show": "1"})
    assert "Rumaa puhetta" in main_of(talk.browser(talk.aino).get(f"{talk.forum}{rude.pk}/"))


def test_a_locked_discussion_is_read_and_a_pinned_one_stands_first(talk, rude):
    newer = talk.open(talk.aino, title="Uudempi")
    address = f"{talk.forum}{rude.pk}/tila/"
    assert talk.browser(talk.aino).post(address, {"state": "lukitse"}).status_code == 404
    trainer = talk.browser(talk.trainer)
    assert trainer.post(address, {"state": "muu"}).status_code == 404
    for state in ("lukitse", "kiinnita"):
        trainer.post(address, {"state": state})
    page = main_of(talk.browser(talk.aino).get(talk.forum))
    assert page.index("Ruma otsikko") < page.index("Uudempi")
    refused = talk.browser(talk.aino).post(f"{talk.forum}{rude.pk}/", {"text": "Vielä sanon"})
    assert refused.status_code == 409
    assert "Vielä sanon" in main_of(refused)
    for state in ("avaa", "irrota"):
        trainer.post(address, {"state": state})
    assert talk.browser(talk.aino).post(f"{talk.forum}{rude.pk}/", {"text": "Vielä sanon"}).status_code == 302
    assert newer.pk


def test_followers_are_told_once_until_they_look_and_never_what_was_said(talk, rude):
    run_due()
    assert told() == [talk.bertta.key]
    talk.answer(talk.aino, rude, text="Salainen vastaus")
    run_due()
    assert told() == [talk.bertta.key]
    talk.browser(talk.bertta).get(f"{talk.forum}{rude.pk}/")
    talk.answer(talk.aino, rude, text="Salainen vastaus")
    run_due()
    assert told() == [talk.bertta.key] * 2
    assert not any(Notice.objects.values_list("facts", flat=True))


def test_who_has_left_the_run_or_the_discussion_is_not_told(talk, rude):
    run_due()
    Notice.objects.all().delete()
    talk.browser(talk.bertta).get(f"{talk.forum}{rude.pk}/")
    cancel_enrolment(enrolment=talk.people[1])
    talk.answer(talk.aino, rude)
    talk.browser(talk.aino).post(f"{talk.forum}{rude.pk}/seuraa/", {"follow": "0"})
    talk.answer(talk.trainer, rude)
    run_due()
    assert told() == []
