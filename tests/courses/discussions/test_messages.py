"""Private messages: between a participant and the run's trainers, and nobody else."""

import uuid

import pytest
from django.core import mail

from courses.api import Run, cancel_enrolment, enrol_learner, enrolments_folding
from courses.discussions.api import NobodyToWrite, questions_waiting, send_message, waiting_for_trainer
from courses.discussions.models import Conversation, Message, Thread
from courses.discussions.rules import MOST_AN_HOUR
from lms.dashboard.services import dismiss_trainer
from lms.jobs.api import run_due
from tests.dashboard.people import enrol_people, main_of, make_trainer
from tests.factories.discussions import hidden_of, make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def letter_to(talk, *people, text="Miten menee?", key=None) -> int:
    return send_message(sender=talk.trainer, recipients=people, run=talk.run, text=text, key=key or uuid.uuid4())


def test_a_participant_asks_and_the_trainer_answers(talk):
    browser = talk.browser(talk.aino)
    page = browser.get(f"{talk.home}viesti/")
    assert "Olli Opettaja" in main_of(page)
    answer = browser.post(f"{talk.home}viesti/", hidden_of(page) | {"text": "Saanko lisäaikaa?"})
    conversation = Conversation.objects.get()
    assert answer.url == f"/oma/viestit/{conversation.pk}/"
    assert (conversation.trainer, conversation.with_all) == (talk.trainer, False)
    assert waiting_for_trainer(talk.trainer) == 1
    trainer = talk.browser(talk.trainer)
    assert "Aino" in main_of(trainer.get("/kouluttaja/viestit/"))
    page = trainer.get(f"/kouluttaja/viestit/{conversation.pk}/")
    assert "Saanko lisäaikaa?" in main_of(page)
    assert waiting_for_trainer(talk.trainer) == 1, "what was opened and not answered goes on waiting"
    trainer.post(f"/kouluttaja/viestit/{conversation.pk}/", hidden_of(page) | {"text": "Saat viikon."})
    assert waiting_for_trainer(talk.trainer) == 0
    assert "tag-todo" in main_of(browser.get("/oma/viestit/"))
    assert "Saat viikon." in main_of(browser.get(f"/oma/viestit/{conversation.pk}/"))
    assert "tag-todo" not in main_of(browser.get("/oma/viestit/"))


def test_a_message_to_many_leaves_an_unread_question_first(talk):
    aino, bertta = talk.people[:2]
    browser = talk.browser(talk.aino)
    browser.post(f"{talk.home}viesti/", hidden_of(browser.get(f"{talk.home}viesti/")) | {"text": "Mihin pohjaan?"})
    letter_to(talk, bertta)
    inbox = talk.browser(talk.trainer).get("/kouluttaja/viestit/").context["lines"]
    assert [line.is_unread for line in inbox] == [True, False]
    assert inbox[0].conversation.enrolment == aino


def test_with_several_trainers_one_chooses_one_or_all(talk):
    second = make_trainer(talk.run, "toinen@example.org")
    browser = talk.browser(talk.aino)
    browser.post(f"{talk.home}viesti/", {"to": str(second.pk), "text": "Vain sinulle"})
    browser.post(f"{talk.home}viesti/", {"to": "kaikki", "text": "Kaikille"})
    mine = {one.with_all: one for one in Conversation.objects.all()}
    assert mine[False].trainer == second
    first = talk.browser(talk.trainer)
    assert first.get(f"/kouluttaja/viestit/{mine[False].pk}/").status_code == 404
    assert first.post(f"/kouluttaja/viestit/{mine[False].pk}/", {"text": "Kurkkaan"}).status_code == 404
    assert "Kaikille" in main_of(first.get(f"/kouluttaja/viestit/{mine[True].pk}/"))
    assert browser.post(f"{talk.home}viesti/", {"to": str(talk.bertta.pk), "text": "Hei"}).status_code == 422
    assert browser.post(f"{talk.home}viesti/", {"text": "Kenelle?"}).status_code == 422


def test_nobody_else_reads_a_conversation(talk):
    conversation = talk.ask()
    elsewhere = make_talk()
    for user in (talk.bertta, elsewhere.aino, elsewhere.trainer, talk.trainer):
        assert talk.browser(user).get(f"/oma/viestit/{conversation.pk}/").status_code == 404
        assert talk.browser(user).post(f"/oma/viestit/{conversation.pk}/", {"text": "x"}).status_code == 404
    for user in (talk.bertta, talk.aino, elsewhere.trainer):
        assert talk.browser(user).get(f"/kouluttaja/viestit/{conversation.pk}/").status_code == 404
    assert Message.objects.count() == 1
    cancel_enrolment(enrolment=talk.people[0])
    assert talk.browser(talk.aino).get(f"/oma/viestit/{conversation.pk}/").status_code == 404


def test_a_trainer_writes_to_a_selection_in_separate_conversations(talk):
    trainer = talk.browser(talk.trainer)
    address = f"/kouluttaja/viestit/{talk.run.code}/uusi/"
    first, second = (str(one.pk) for one in talk.people)
    page = trainer.get(f"{address}?osallistuja={first}")
    assert f'value="{first}" id="id_to_0" checked' in page.content.decode() or "checked" in main_of(page)
    ticked = trainer.get(f"{address}?osallistuja={second}").context["form"]
    assert [value for value, _label in ticked.fields["to"].choices] == [second, first]
    form = hidden_of(page) | {"to": [first, second], "text": "Muistathan tehtävän."}
    for _press in range(2):
        assert trainer.post(address, form).status_code == 302
    assert Conversation.objects.count() == Message.objects.count() == 2
    assert "Muistathan" in main_of(talk.browser(talk.bertta).get(f"/oma/viestit/{Conversation.objects.last().pk}/"))
    assert trainer.post(address, {"to": [], "text": "Kenelle?"}).status_code == 422
    stranger = enrol_people(make_talk().run, "Vieras Vieno")[0]
    assert trainer.post(address, {"to": [str(stranger.pk)], "text": "Hei"}).status_code == 422


def test_a_letter_reaches_only_those_in_the_run_and_costs_the_same_for_many(talk, statements):
    stranger = enrol_people(make_talk().run, "Vieras Vieno")[0]
    with pytest.raises(NobodyToWrite):
        letter_to(talk, stranger)
    assert letter_to(talk, talk.people[0], stranger) == 1
    many = enrol_people(talk.run, *(f"Nimi{number} Suku{number}" for number in range(30)))
    with statements(7):
        assert letter_to(talk, *many) == 30
    key = uuid.uuid4()
    assert {letter_to(talk, *many, key=key) for _again in range(2)} == {30}
    assert Message.objects.count() == 1 + 30 + 30


def test_mail_says_that_a_message_is_there_once_until_it_is_read(talk):
    letter_to(talk, talk.people[0], text="Salainen asia")
    run_due()
    letter_to(talk, talk.people[0], text="Ja toinen")
    run_due()
    assert [one.to for one in mail.outbox] == [[talk.aino.email]]
    told = mail.outbox[0]
    assert "Salainen" not in f"{told.subject}{told.body}{told.alternatives}"
    conversation = Conversation.objects.get()
    assert f"/oma/viestit/{conversation.pk}/" in told.body
    talk.browser(talk.aino).get(f"/oma/viestit/{conversation.pk}/")
    letter_to(talk, talk.people[0], text="Kolmas")
    run_due()
    assert len(mail.outbox) == 2


def test_what_was_read_before_the_mail_went_is_not_told(talk):
    letter_to(talk, talk.people[0])
    talk.browser(talk.aino).get(f"/oma/viestit/{Conversation.objects.get().pk}/")
    run_due()
    assert mail.outbox == []


def test_a_trainer_who_has_left_gets_no_more(talk):
    conversation = talk.ask(trainer=talk.trainer)
    make_trainer(talk.run, "toinen@example.org")
    dismiss_trainer(run=talk.run, user=talk.trainer, actor=None)
    assert talk.browser(talk.trainer).get(f"/kouluttaja/viestit/{conversation.pk}/").status_code == 404
    page = main_of(talk.browser(talk.aino).get(f"/oma/viestit/{conversation.pk}/"))
    assert f"{talk.home}viesti/" in page
    assert "<textarea" not in page
    talk.browser(talk.aino).post(f"/oma/viestit/{conversation.pk}/", {"text": "Kuuletko?"})
    assert Message.objects.count() == 1


def test_a_participant_without_a_trainer_is_told_what_to_do(talk):
    dismiss_trainer(run=talk.run, user=talk.trainer, actor=None)
    page = talk.browser(talk.aino).get(f"{talk.home}viesti/")
    assert page.status_code == 200
    assert "<textarea" not in main_of(page)


def test_a_participant_who_writes_without_end_is_slowed_down(talk):
    conversation = talk.ask()
    Message.objects.bulk_create(
        Message(conversation=conversation, sender=talk.aino, role="learner", key=uuid.uuid4(), text="!")
        for _ in range(MOST_AN_HOUR)
    )
    answer = talk.browser(talk.aino).post(f"/oma/viestit/{conversation.pk}/", {"text": "Vielä yksi"})
    assert answer.status_code == 429
    assert "Vielä yksi" in main_of(answer)


def test_a_list_of_many_conversations_costs_the_same(talk, statements):
    talk.ask()
    trainer = talk.browser(talk.trainer)
    for more in (0, 40):
        people = enrol_people(talk.run, *(f"Nimi{number} Suku{number}" for number in range(more)))
        if people:
            letter_to(talk, *people)
        trainer.get("/kouluttaja/viestit/")
        with statements(5):
            trainer.get("/kouluttaja/viestit/")


def test_two_enrolments_that_become_one_bring_their_conversations_together(talk, pseudonymous):
    other = enrol_learner(run=talk.run, learner=pseudonymous)
    letter_to(talk, talk.people[0], text="Pysyvä")
    kept = Conversation.objects.get()
    moving = Conversation.objects.create(enrolment=other, trainer=talk.trainer)
    shared = Conversation.objects.create(enrolment=other, with_all=True)
    Message.objects.create(conversation=moving, role="trainer", key=uuid.uuid4(), text="Muuttava")
    enrolments_folding.announce_strictly(source_id=other.pk, target_id=talk.people[0].pk)
    assert set(Message.objects.filter(conversation=kept).values_list("text", flat=True)) == {"Pysyvä", "Muuttava"}
    assert set(Conversation.objects.values_list("pk", "enrolment")) == {
        (kept.pk, talk.people[0].pk),
        (shared.pk, talk.people[0].pk),
    }


def test_a_question_waits_until_answered_or_said_to_need_no_answer(talk):
    ask = talk.browser(talk.aino)
    ask.post(f"{talk.home}viesti/", hidden_of(ask.get(f"{talk.home}viesti/")) | {"text": "Kiitos kurssista!"})
    conversation = Conversation.objects.get()
    address, trainer = f"/kouluttaja/viestit/{conversation.pk}/", talk.browser(talk.trainer)
    page = main_of(trainer.get(address))
    assert f'action="{address}ei-vastausta/"' in page
    letter_to(talk, *talk.people[:2])
    assert waiting_for_trainer(talk.trainer) == 1, "a letter to many answers nobody's question"
    upto = Message.objects.get(role="learner").pk
    reading = ask.get(f"/oma/viestit/{conversation.pk}/")
    ask.post(f"/oma/viestit/{conversation.pk}/", hidden_of(reading) | {"text": "Niin, milloin jatkamme?"})
    for nonsense in ("", "x", "9" * 30):
        trainer.post(f"{address}ei-vastausta/", {"upto": nonsense})
    trainer.post(f"{address}ei-vastausta/", {"upto": str(upto)})
    assert waiting_for_trainer(talk.trainer) == 1, "what came after the page was shown still waits"
    trainer.post(f"{address}ei-vastausta/", {"upto": str(Message.objects.latest("pk").pk)})
    assert waiting_for_trainer(talk.trainer) == 0
    assert "ei-vastausta" not in main_of(trainer.get(address))


def test_a_letter_to_one_answers_their_question_and_only_its_trainers_may_settle_one(talk):
    ask = talk.browser(talk.aino)
    ask.post(f"{talk.home}viesti/", hidden_of(ask.get(f"{talk.home}viesti/")) | {"text": "Milloin jatkamme?"})
    conversation = Conversation.objects.get()
    assert ask.post(f"/kouluttaja/viestit/{conversation.pk}/ei-vastausta/", {"upto": "99"}).status_code == 404
    letter_to(talk, talk.people[0])
    assert waiting_for_trainer(talk.trainer) == 0


def test_a_discussion_nobody_answers_waits_at_home_until_it_is_answered_or_settled(talk):
    def waiting() -> list[int]:
        return [row["number"] for row in questions_waiting(Run.objects.filter(pk=talk.run.pk))]

    aino, trainer = talk.browser(talk.aino), talk.browser(talk.trainer)
    threads = f"{talk.home}keskustelu/"
    for _number in range(2):
        aino.post(
            f"{threads}uusi/", hidden_of(aino.get(f"{threads}uusi/")) | {"title": "Miten?", "text": "Miten tämä?"}
        )
    trainer.post(f"{threads}uusi/", hidden_of(trainer.get(f"{threads}uusi/")) | {"title": "Oma", "text": "Aloitus."})
    assert waiting() == [2]
    first, second = Thread.objects.filter(opening__title="Miten?").order_by("pk")
    trainer.post(f"{threads}{first.pk}/", hidden_of(trainer.get(f"{threads}{first.pk}/")) | {"text": "Näin."})
    assert waiting() == [1]
    assert 'value="ei-vastausta"' in main_of(trainer.get(f"{threads}{second.pk}/"))
    assert 'value="ei-vastausta"' not in main_of(aino.get(f"{threads}{second.pk}/"))
    trainer.post(f"{threads}{second.pk}/tila/", {"state": "ei-vastausta"})
    assert waiting() == []
