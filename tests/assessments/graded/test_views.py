"""The quiz through HTTP, without JavaScript: from the intro to the certificate's last requirement."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone, translation

from assessments.graded.api import Attempt, Band, Response, submit_attempt
from assessments.graded.models import QuizVersion
from assessments.graded.pages.quizzes import pause_words
from assessments.graded.queries.attempts import answers_for_export
from assessments.graded.services.attempts import pause_until
from courses.api import Progress, RunItem
from lms.accounts.models import Learner, User
from tests.factories.graded import RIGHT, WRONG, make_taking

KINDS = ("single_choice", "multiple_choice", "true_false", "short_text")


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_trainee_starts_answers_checks_sends_and_passes(own, learner, opened):
    taking = make_taking(learner, *KINDS, lessons=1, bands=(Band(100, {"fi": "Kaikki oikein."}),))
    intro = text_of(own.get(taking.address))
    assert "4 questions" in intro or "4 kysymystä" in intro
    assert own.post(taking.address).url == f"{taking.address}1/"
    for position, kind in enumerate(KINDS, start=1):
        address = f"{taking.address}{position}/"
        told = own.post(address, opened(own, address) | {"answer": RIGHT[kind]})
        assert told.url == (f"{taking.address}{position + 1}/" if position < 4 else f"{taking.address}tarkista/")
    review = text_of(own.get(f"{taking.address}tarkista/"))
    assert "Vaihtoehto kela" in review
    assert "Vaihtoehto a, Vaihtoehto b" in review
    assert Progress.objects.count() == 0
    sent = own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    assert sent.url == f"{taking.address}tulos/1/"
    assert Progress.objects.get().evidence_kind == "quiz_passed"
    result = text_of(own.get(sent.url))
    assert "4 / 4" in result
    assert "Kaikki oikein." in result
    assert "Palaute kela" in result
    assert f"/oma/opinnot/{taking.run.code}/lesson-1/" in result


def test_a_failed_result_says_what_is_needed_and_names_the_lesson_to_read_again(own, learner):
    taking = make_taking(learner, "short_text", "true_false", lessons=1)
    version = QuizVersion.objects.get().slots.first().question_version
    version.values["fi"]["reread"] = "lesson-1"
    type(version).objects.filter(pk=version.pk).update(values=version.values)
    submit_attempt(attempt=taking.start())
    page = own.get(f"{taking.address}tulos/1/")
    result = text_of(page)
    assert "0 / 2" in result
    assert (page.context["needed_percent"], page.context["needed"]) == (70, 2)
    assert "Vaihe 1" in result
    assert "Kela" in result


def test_an_empty_answer_is_no_mistake_until_sending(own, learner, opened):
    taking = make_taking(learner, "single_choice", "short_text")
    taking.start()
    assert own.post(f"{taking.address}1/", opened(own, f"{taking.address}1/")).status_code == 302
    assert Response.objects.filter(answer__isnull=False).count() == 0
    assert own.get(f"{taking.address}tarkista/").context["unanswered"] == 2


def test_coming_back_shows_the_answer_and_the_intro_goes_on_where_one_stopped(own, learner, opened):
    taking = make_taking(learner, "single_choice", "short_text")
    own.post(taking.address)
    own.post(f"{taking.address}1/", opened(own, f"{taking.address}1/") | {"answer": "tk"})
    assert own.post(taking.address).url == f"{taking.address}2/"
    chosen = [option["value"] for option in own.get(f"{taking.address}1/").context["options"] if option["checked"]]
    assert chosen == ["tk"]


@pytest.mark.parametrize(("go", "leads"), [("back", "1/"), ("list", "tarkista/")])
def test_every_button_saves_first(own, learner, opened, go, leads):
    taking = make_taking(learner, "single_choice", "short_text")
    taking.start()
    told = own.post(f"{taking.address}2/", opened(own, f"{taking.address}2/") | {"answer": "Kela", "go": go})
    assert told.url == taking.address + leads
    assert Response.objects.get(position=2).answer == "Kela"


def test_autosave_says_what_is_stored_and_when(own, learner, opened):
    taking = make_taking(learner, "short_text")
    taking.start()
    hidden = opened(own, f"{taking.address}1/")
    told = own.post(f"{taking.address}1/tallenna/", hidden | {"answer": "Ke", "seq": "1"}).json()
    stored = Response.objects.get()
    assert (told["seq"], stored.answer, stored.seq, told["signed_in"]) == (1, "Ke", 1, True)
    assert told["saved_at"].startswith(stored.saved_at.isoformat()[:19])
    own.post(f"{taking.address}1/tallenna/", hidden | {"answer": "Kela", "seq": "2"})
    own.post(f"{taking.address}1/", hidden | {"answer": "Kela!"})
    assert Response.objects.get().answer == "Kela!"


def test_a_second_window_is_told_and_both_answers_can_be_kept(own, learner, opened):
    taking = make_taking(learner, "short_text")
    taking.start()
    address = f"{taking.address}1/"
    first, second = opened(own, address), opened(own, address)
    own.post(f"{address}tallenna/", first | {"answer": "eka", "seq": "1"})
    told = own.post(f"{address}tallenna/", second | {"answer": "toka", "seq": "1"})
    assert (told.status_code, told.json()["stored"], told.json()["yours"]) == (409, "eka", "toka")
    page = own.post(address, second | {"answer": "toka"})
    assert page.status_code == 409
    assert "eka" in text_of(page)
    assert "toka" in text_of(page)
    assert Response.objects.get().answer == "eka"
    hidden = {name: page.context[name] for name in ("pass", "writer", "base")}
    assert own.post(address, hidden | {"answer": "toka"}).status_code == 302
    assert Response.objects.get().answer == "toka"


def test_two_windows_of_an_essay_are_kept_one_below_the_other(own, learner, opened):
    taking = make_taking(learner, "essay")
    taking.start()
    address = f"{taking.address}1/"
    first, second = opened(own, address), opened(own, address)
    own.post(f"{address}tallenna/", first | {"answer": "Puhelimella.", "seq": "1"})
    page = own.post(address, second | {"answer": "Koneella.\nToinen rivi."})
    assert page.status_code == 409
    [both] = page.context["both"]
    assert f">\n{both}</textarea>" in page.content.decode()
    hidden = {name: page.context[name] for name in ("pass", "writer", "base")}
    assert own.post(address, hidden | {"answer": both}).status_code == 302
    assert Response.objects.get().answer == "Puhelimella.\n\nKoneella.\nToinen rivi."


@pytest.mark.parametrize(("kind", "ours", "theirs"), [("short_text", "eka", "toka"), ("essay", "a" * 20_000, "b")])
def test_where_two_answers_cannot_be_one_only_one_is_chosen(own, learner, opened, kind, ours, theirs):
    taking = make_taking(learner, kind)
    taking.start()
    address = f"{taking.address}1/"
    first, second = opened(own, address), opened(own, address)
    own.post(f"{address}tallenna/", first | {"answer": theirs, "seq": "1"})
    page = own.post(address, second | {"answer": ours})
    assert (page.status_code, page.context["both"]) == (409, [])
    assert page.content.count(b"</form>") == 1


def test_an_ended_session_still_stores_the_answer_and_asks_to_sign_in(own, learner, opened):
    taking = make_taking(learner, "single_choice", "short_text")
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    stranger = Client(enforce_csrf_checks=True)
    told = stranger.post(f"{address}tallenna/", hidden | {"answer": "tk", "seq": "1"})
    assert (told.status_code, told.json()["signed_in"]) == (200, False)
    page = stranger.post(address, hidden | {"answer": "kela"})
    assert page.status_code == 200
    assert f"next={taking.address}2/" in text_of(page)
    assert Response.objects.get(position=1).answer == "kela"
    assert stranger.get(f"{taking.address}2/").status_code == 302


def test_a_pass_reads_nothing_back_without_a_session(own, learner, opened):
    taking = make_taking(learner, "short_text")
    taking.start()
    address = f"{taking.address}1/"
    first, second = opened(own, address), opened(own, address)
    own.post(f"{address}tallenna/", first | {"answer": "salainen", "seq": "1"})
    told = Client().post(f"{address}tallenna/", second | {"answer": "muu", "seq": "1"})
    page = Client().post(address, second | {"answer": "muu"})
    assert (told.status_code, page.status_code) == (409, 409)
    assert b"salainen" not in told.content + page.content
    assert b"muu" in page.content


def test_an_old_page_keeps_the_text_and_needs_one_more_press(own, learner, opened):
    taking = make_taking(learner, "short_text")
    taking.start()
    page = own.post(f"{taking.address}1/", {"pass": "vanha", "answer": "Tärkeä vastaus"})
    assert page.status_code == 422
    assert "Tärkeä vastaus" in text_of(page)
    assert Response.objects.get().answer is None
    page = Client().post(f"{taking.address}1/", {"pass": "vanha", "answer": "Tärkeä vastaus"})
    assert page.status_code == 422
    assert "Tärkeä vastaus" in text_of(page)


def test_immediate_feedback_checks_an_answer_once(own, learner, opened):
    taking = make_taking(learner, "true_false", "short_text", feedback="immediate")
    taking.start()
    address = f"{taking.address}1/"
    hidden = opened(own, address)
    assert own.post(address, hidden | {"answer": "true"}).url == address
    assert "Ei aivan" in text_of(own.get(address))
    assert own.post(address, hidden | {"answer": "false"}).status_code == 409
    assert Response.objects.get(position=1).answer == "true"
    own.post(f"{taking.address}tarkista/", {"attempt": "1"})
    assert Attempt.objects.get().score == 0


def test_without_an_open_attempt_its_pages_lead_to_the_intro(own, learner):
    taking = make_taking(learner)
    for page in ("1/", "tarkista/"):
        assert own.get(taking.address + page).url == taking.address


def test_no_attempt_left_says_whom_to_ask(own, learner):
    taking = make_taking(learner, attempts_allowed=1)
    submit_attempt(attempt=taking.start())
    result = own.get(f"{taking.address}tulos/1/")
    assert f'href="{taking.address}"' not in result.content.decode()
    page = own.get(taking.address)
    assert page.context["refusal"] in text_of(page) and page.context["refusal"] in text_of(result)
    assert b'<button class="btn">' not in page.content
    assert own.post(taking.address).status_code == 409
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("page", ["", "1/", "tarkista/", "tulos/1/"])
def test_a_stranger_is_sent_to_sign_in_and_another_learner_finds_nothing(learner, page):
    taking = make_taking(learner)
    taking.start()
    address = taking.address + page
    assert Client().get(address).status_code == 302
    other = Client()
    other.force_login(User.objects.create_user(email="toinen@example.org"))
    assert other.get(address).status_code == 404
    if page != "tulos/1/":
        assert other.post(address, {"attempt": "1", "answer": "kela"}).status_code in (404, 422)
    assert Attempt.objects.get().state == "open"
    assert Response.objects.filter(answer__isnull=False).count() == 0


def test_wrong_is_said_in_words_for_every_kind(own, learner):
    taking = make_taking(learner)
    attempt = taking.start()
    for response in attempt.responses.select_related("question_version__question"):
        Response.objects.filter(pk=response.pk).update(answer=WRONG[response.question_version.question.kind])
    submit_attempt(attempt=attempt)
    result = own.get(f"{taking.address}tulos/1/")
    assert [question.state for question, lesson in result.context["questions"]] == ["wrong"] * 4


def test_a_quiz_needs_an_account(client, db):
    learner = Learner.objects.create()
    taking = make_taking(learner, "true_false")
    session = client.session
    session["learner"] = str(learner.key)
    session.save()
    assert client.get(f"{taking.address}").status_code == 302


def test_a_persons_export_tells_their_answers_in_words(learner):
    attempt = make_taking(learner, "multiple_choice", "short_text").start()
    Response.objects.filter(position=1).update(answer=["a", "c"])
    Response.objects.filter(position=2).update(answer="Kela", late_answer="Kela?")
    submit_attempt(attempt=attempt)
    told = [(row["question"], row["answer"], row["late_answer"], row["points"]) for row in answers_for_export(learner)]
    assert told == [
        ("Mitkä sopivat?", "Vaihtoehto a, Vaihtoehto c", "", 0),
        ("Kirjoita organisaation nimi.", "Kela", "Kela?", 100),
    ]
    assert answers_for_export(Learner.objects.create()) == []


def test_a_pause_is_told_before_and_its_end_where_one_would_try_again(own, learner):
    taking = make_taking(learner, "short_text", delay_minutes=90)
    with translation.override("fi"):
        assert pause_words(90) in text_of(own.get(taking.address))
        submit_attempt(attempt=taking.start())
        sent_at = Attempt.objects.get().submitted_at
        result, intro = own.get(f"{taking.address}tulos/1/"), own.get(taking.address)
        told = pause_until(sent_at + datetime.timedelta(minutes=90))
    for page in (result, intro):
        assert told in text_of(page)
    assert f'href="{taking.address}"' not in result.content.decode()
    Attempt.objects.update(submitted_at=sent_at - datetime.timedelta(minutes=91))
    assert f'href="{taking.address}"' in own.get(f"{taking.address}tulos/1/").content.decode()


def test_after_closing_nobody_is_invited_to_try_again(own, learner):
    taking = make_taking(learner, "short_text")
    submit_attempt(attempt=taking.start())
    result = f"{taking.address}tulos/1/"
    assert f'href="{taking.address}"' in own.get(result).content.decode()
    RunItem.objects.update(closes_at=timezone.now())
    page = own.get(result)
    assert f'href="{taking.address}"' not in page.content.decode()
    assert page.context["refusal"] in text_of(page)


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, ""), (1, "1 minute."), (90, "90 minutes."), (60, "1 hour."), (1440, "24 hours.")]
)
def test_the_pause_in_words(minutes, told):
    assert pause_words(minutes).endswith(told)
    assert bool(pause_words(minutes)) == bool(minutes)
