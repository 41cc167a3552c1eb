"""Plain language: chosen once, remembered by the browser, and its gaps marked. It touches no answer and no progress."""

import pytest
from django.test import Client
from django.utils.translation import gettext

from assessments.personal.models import Entry
from content.levels import COOKIE, OWN_DEVICE
from courses.api import Progress
from tests.content.test_steps import address, enter
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page
from tests.factories.personal import PICK, READ, WRITING, make_programme

pytestmark = pytest.mark.django_db
ORDINARY, PLAIN = "näet vastauksesi.", "<p>Vain sinä.</p>"
LATER = READ | {"title": "Myöhemmin", "text": "<p>Tauko ei haittaa.</p>", "plain": "<p></p>"}


@pytest.fixture
def base():
    run = make_programme([("pick", PICK), ("read", READ), ("read", LATER), ("writing", WRITING)])
    return f"/valmennus/{run.code}/"


def test_newcomer_reads_the_ordinary_text_and_may_ask_for_the_plain_one(client, base):
    page = client.get(f"{base}osa/1/2/").content.decode()
    assert ORDINARY in page and PLAIN not in page
    assert 'href="?taso=selko"' in page
    assert 'href="?taso=selko"' in client.get(base).content.decode()
    assert COOKIE not in client.cookies


def test_plain_language_when_chosen_is_kept_and_its_gaps_are_marked(client, base):
    response = client.get(f"{base}?taso=selko")
    assert response["Cache-Control"] == "private, no-store"
    assert client.cookies[COOKIE]["max-age"] == ""  # it ends with the browser
    page = client.get(f"{base}osa/1/2/")
    assert PLAIN in page.content.decode() and ORDINARY not in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    gap = client.get(f"{base}osa/1/3/").content.decode()
    assert "Tauko ei haittaa." in gap
    assert gettext("This text is not yet in plain language.") in gap


def test_ordinary_text_when_chosen_again_is_for_everybody(client, base):
    client.get(f"{base}?taso=selko")
    assert ORDINARY in client.get(f"{base}osa/1/2/?taso=yleis").content.decode()
    assert client.cookies[COOKIE].value == ""
    assert client.get(f"{base}osa/1/2/?taso=muu")["Cache-Control"] == "public, max-age=0"


def test_level_when_changed_half_way_keeps_answers_and_progress(client, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    client.get(f"{base}osa/1/2/?taso=selko")
    assert 'id="answer-hyva" checked' in client.get(f"{base}osa/1/1/").content.decode()
    client.post(f"{base}osa/1/4/", {"answer": "Ihan vain."})
    client.get(f"{base}osa/1/2/?taso=yleis")
    assert (Entry.objects.count(), Progress.objects.count()) == (2, 1)
    assert "Ihan vain." in client.get(f"{base}osa/1/4/").content.decode()


GAP = "This text is not yet in plain language."


def turn(browser, address, typed, level):
    return browser.post(f"{address}?taso={level}", {"answer": typed, "act": "language"})


def test_newcomer_in_an_exercise_chooses_plain_language_and_what_was_typed_stays(base):
    browser, exercise = Client(), f"{base}osa/1/4/"
    page = browser.get(exercise).content.decode()
    assert (gettext(GAP) in page, 'formaction="?taso=selko"' in page) == (False, True)
    response = turn(browser, exercise, "Kesken oleva", "selko")
    page = response.content.decode()
    assert (response.status_code, "Kesken oleva" in page, gettext(GAP) in page) == (200, True, True)
    assert 'formaction="?taso=yleis"' in page
    assert PLAIN in browser.get(f"{base}osa/1/2/").content.decode()
    assert not Entry.objects.exists()
    page = turn(browser, exercise, "Kesken oleva", "yleis").content.decode()
    assert ("Kesken oleva" in page, gettext(GAP) in page, browser.cookies[COOKIE].value) == (True, False, "")


def test_somebody_known_in_an_exercise_chooses_plain_language_and_stays_where_they_are(client, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    exercise = f"{base}osa/1/4/"
    response = turn(client, exercise, "Kesken oleva", "selko")
    assert (response.status_code, response.url) == (302, f"{exercise}?taso=selko")
    page = client.get(response.url).content.decode()
    assert ("Kesken oleva" in page, gettext(GAP) in page) == (True, True)


def test_programme_without_plain_language_offers_no_switch_in_its_exercises(client, db):
    run = make_programme([("pick", PICK), ("read", LATER), ("writing", WRITING)])
    assert "taso=" not in client.get(f"/valmennus/{run.code}/osa/1/3/").content.decode()


EASY = WRITING | {"help": "Muutama sana riittää.", "plain": "Miksi tulit? Kirjoita muutama sana."}


def test_an_exercise_asks_in_plain_language_and_keeps_the_same_answer(client, db):
    run = make_programme([("pick", PICK), ("writing", EASY)])
    exercise = f"/valmennus/{run.code}/osa/1/2/"
    page = client.get(exercise).content.decode()
    assert EASY["prompt"] in page and EASY["help"] in page and EASY["plain"] not in page
    page = turn(client, exercise, "Kaveri kertoi", "selko").content.decode()
    assert EASY["plain"] in page and EASY["help"] not in page and EASY["prompt"] not in page
    assert ("Kaveri kertoi" in page, gettext(GAP) in page) == (True, False)
    assert gettext("Show the ordinary text") in page
    client.post(exercise, {"answer": "Kaveri kertoi"})
    page = client.get(f"{exercise}?taso=yleis").content.decode()
    assert "Kaveri kertoi" in page and EASY["prompt"] in page
    assert Entry.objects.count() == 1


def test_an_answer_tells_the_ordinary_prompt_at_whatever_level_it_was_written(client, db):
    run = make_programme([("writing", EASY)])
    client.get(f"/valmennus/{run.code}/?taso=selko")
    client.post(f"/valmennus/{run.code}/osa/1/1/", {"answer": "Kaveri kertoi"})
    assert EASY["prompt"] in client.get(f"/valmennus/{run.code}/omat/").content.decode()


def test_own_device_remembers_the_level_and_a_cleared_one_forgets_it(client, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    client.post(f"{base}laite/", {"device": "own", "back": base})
    client.get(f"{base}?taso=selko")
    assert client.cookies[COOKIE]["max-age"] == OWN_DEVICE
    client.post(f"{base}laite/tyhjenna/")
    assert client.cookies[COOKIE].value == ""


def test_a_cookie_of_somebody_elses_making_is_the_ordinary_text(base):
    browser = Client()
    browser.cookies[COOKIE] = "<b>plain</b>"
    assert ORDINARY in browser.get(f"{base}osa/1/2/").content.decode()


def test_lesson_is_shown_at_the_level_that_was_chosen_elsewhere(client, learner, base):
    course = make_course_page()
    module = make_module_page(course)
    blocks = [("text", {"text": "<p>Työkyky on tasapainoa.</p>", "plain": "<p>Jaksat työssä.</p>"})]
    plain, ordinary = make_lesson_page(module, blocks=blocks), make_lesson_page(module)
    run = enter(course, learner)
    client.force_login(learner.user)
    client.get(f"{base}?taso=selko")
    page = client.get(address(run, plain)).content.decode()
    assert "Jaksat työssä." in page and "tasapainoa" not in page
    gap = client.get(address(run, ordinary)).content.decode()
    assert "tasapainoa" in gap
    assert gap.count(gettext("This text is not yet in plain language.")) == 1
    assert gettext("Not yet in plain language:") not in gap
