"""An application asked one question a page: back and forth, kept, checked and sent; it never loses an answer."""

import pytest
from django.test import Client

from courses.admissions.models import Application, Question
from tests.courses.admissions.people import browser_of, let_in_by, make_person
from tests.factories import make_run

pytestmark = pytest.mark.django_db
WORDS = ("Miksi haet?", "Missä työskentelet?", "Mitä odotat?")


@pytest.fixture
def run():
    made = make_run(type="blended_cohort", lessons=1, capacity=2)
    let_in_by(made, "application")
    for number, text in enumerate(WORDS, start=1):
        Question.objects.create(run=made, position=number, kind="long", text=text, why="Siksi.")
    Question.objects.create(run=made, position=4, kind="tick", text="Saan osallistua työajalla", required=False)
    return made


@pytest.fixture
def person():
    return make_person("Aino")


@pytest.fixture
def browser(person) -> Client:
    return browser_of(person)


def address(run, act: str = "") -> str:
    return f"/koulutukset/toteutus/{run.code}/haku/{act}"


def page_of(run, number: int) -> str:
    return address(run, f"kysymys/q{Question.objects.filter(run=run)[number - 1].pk}/")


def field(run, number: int) -> str:
    return f"q{Question.objects.filter(run=run)[number - 1].pk}"


def draft() -> dict[str, str]:
    return Application.objects.get().draft


def test_it_is_offered_where_much_is_asked_and_begins_with_the_first_question(run, browser):
    assert address(run, "kysymys/") in browser.get(address(run)).content.decode()
    assert browser.get(address(run, "kysymys/")).url == page_of(run, 1)
    page = browser.get(page_of(run, 1)).content.decode()
    assert WORDS[0] in page
    assert WORDS[1] not in page
    assert 'name="back"' not in page


def test_little_is_asked_on_one_page(run, browser):
    Question.objects.filter(run=run, position__gt=2).delete()
    assert address(run, "kysymys/") not in browser.get(address(run)).content.decode()


def test_each_answer_is_kept_beside_the_others_and_one_may_go_back(run, browser):
    assert browser.post(page_of(run, 1), {field(run, 1): "Haluan oppia."}).url == page_of(run, 2)
    answer = browser.post(page_of(run, 2), {field(run, 2): "Kunnassa", "back": "1"})
    assert answer.url == page_of(run, 1)
    assert draft() == {field(run, 1): "Haluan oppia.", field(run, 2): "Kunnassa"}
    assert "Kunnassa" in browser.get(page_of(run, 2)).content.decode()


def test_an_empty_answer_is_told_of_and_going_back_is_free(run, browser):
    answer = browser.post(page_of(run, 2), {field(run, 2): ""})
    assert answer.status_code == 422
    assert browser.post(page_of(run, 2), {field(run, 2): "", "back": "1"}).url == page_of(run, 1)


def test_a_tick_that_is_taken_away_stays_away(run, browser):
    browser.post(page_of(run, 4), {field(run, 4): "on"})
    assert draft()[field(run, 4)] == "on"
    browser.post(page_of(run, 4), {})
    assert field(run, 4) not in draft()


def test_after_the_last_question_one_checks_or_comes_to_what_still_lacks_an_answer(run, browser):
    browser.post(page_of(run, 1), {field(run, 1): "Haluan oppia."})
    browser.post(page_of(run, 3), {field(run, 3): "Paljon."})
    assert browser.post(page_of(run, 4), {}).url == page_of(run, 2)
    browser.post(page_of(run, 2), {field(run, 2): "Kunnassa"})
    assert browser.post(page_of(run, 4), {}).url == address(run, "laheta/")
    check = browser.get(address(run, "laheta/")).content.decode()
    assert page_of(run, 2) in check
    assert 'name="check"' in browser.get(page_of(run, 2)).content.decode()
    browser.post(address(run, "laheta/"))
    sent = Application.objects.get()
    assert (sent.state, [one["answer"] for one in sent.answers][:3]) == (
        "sent",
        ["Haluan oppia.", "Kunnassa", "Paljon."],
    )
    assert browser.get(page_of(run, 1)).url == address(run)
    assert browser.post(page_of(run, 1), {field(run, 1): "Muutan."}).status_code == 409
    assert Application.objects.get().draft[field(run, 1)] == "Haluan oppia."


def test_autosave_of_one_page_leaves_the_other_answers(run, browser):
    browser.post(page_of(run, 1), {field(run, 1): "Haluan oppia."})
    sent = {"part": field(run, 2), field(run, 2): "Kun", "seq": "7"}
    assert browser.post(address(run, "tallenna/"), sent).status_code == 200
    assert draft() == {field(run, 1): "Haluan oppia.", field(run, 2): "Kun"}
    assert browser.post(address(run, "tallenna/"), sent | {"part": "q999999", "seq": "8"}).status_code == 404


def test_who_has_told_no_name_is_asked_for_it_first_and_the_employer_comes_last(run, person, browser):
    let_in_by(run, "employer")
    type(person.user).objects.filter(pk=person.user.pk).update(first_name="", last_name="")
    assert browser.get(address(run, "kysymys/")).url == address(run, "kysymys/nimi/")
    assert browser.post(address(run, "kysymys/nimi/"), {"first_name": "Aino"}).status_code == 422
    answer = browser.post(address(run, "kysymys/nimi/"), {"first_name": "Aino", "last_name": "Esimerkki"})
    assert answer.url == page_of(run, 1)
    assert browser.post(page_of(run, 4), {}).url == address(run, "kysymys/tyonantaja/")
    bad = browser.post(address(run, "kysymys/tyonantaja/"), {"employer": person.user.email})
    assert bad.status_code == 422


@pytest.mark.parametrize("part", ["q0", "q1x", "nimi-x", "tyonantaja"])
def test_a_page_that_is_not_asked_is_not_there(run, browser, part):
    assert browser.get(address(run, f"kysymys/{part}/")).status_code == 404
    assert browser.post(address(run, f"kysymys/{part}/"), {}).status_code == 404


def test_a_stranger_signs_in_first(run):
    assert Client().get(page_of(run, 1)).status_code == 302
