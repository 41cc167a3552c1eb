"""The scales as somebody meets them: offered, a statement a screen, the result in words, the question of figures."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.kinds.scales import Item, Limits, Subscale
from assessments.personal.api import answer_consent, consent_of, measured_by
from assessments.personal.models import Measurement
from content.scales import offered_scales
from courses.models import Enrolment
from lms.accounts.models import Learner
from tests.factories.measures import make_measurement, make_scale
from tests.factories.personal import make_programme

SLUG = "voimavaramittari"


@pytest.fixture
def run(db):
    return make_programme()


@pytest.fixture
def version(run):
    made = make_scale()
    offered_scales.forget()
    return made


def at(name: str, run, *args) -> str:
    return reverse(f"coaching:{name}", args=[run.code, *args])


def statement(run, number: int, word: str = "alku") -> str:
    return at("measure-statement", run, SLUG, word, number)


def person() -> Learner:
    return Learner.objects.get()


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def mira(run, version) -> Client:
    """Somebody who has replied to the first statement."""
    browser = Client()
    browser.post(statement(run, 1), {"answer": "4"})
    return browser


def finish(browser: Client, run, replies: str, word: str = "alku") -> None:
    for number, reply in enumerate(replies, start=1):
        assert browser.post(statement(run, number, word), {"answer": reply}).status_code == 302
    assert browser.post(at("measure-review", run, SLUG, word)).status_code == 302


def test_looking_makes_nobody_and_sets_no_cookie(client, run, version):
    pages = [at("measures", run), at("measure-begin", run, SLUG, "alku"), statement(run, 1)]
    for page in pages:
        response = client.get(page)
        assert (response.status_code, response.cookies) == (200, {})
        assert response["Cache-Control"] == "public, max-age=0"
    assert not Learner.objects.exists()


def test_the_first_reply_makes_the_person_and_puts_them_on_the_path(mira, run):
    assert measured_by(person(), SLUG)["start"].replies == {"t1": 4}
    assert Enrolment.objects.get().run == run


def test_one_statement_stands_on_a_screen_with_every_option_as_a_button(client, run, version):
    page = client.get(statement(run, 2)).content.decode()
    assert "Opin uutta." in page
    assert "Minulla on asia." not in page
    assert [page.count(f'name="answer" value="{value}"') for value in "123450"] == [1] * 6


def test_a_button_leads_on_and_the_last_to_looking_back(mira, run):
    assert mira.post(statement(run, 2), {"answer": "0"})["Location"] == statement(run, 3)
    assert mira.post(statement(run, 4), {"answer": "5"})["Location"] == at("measure-review", run, SLUG, "alku")


def test_coming_back_leads_to_the_first_statement_without_a_reply(mira, run):
    assert f'href="{statement(run, 2)}"' in mira.get(at("measure-begin", run, SLUG, "alku")).content.decode()


def test_a_reply_is_shown_as_ones_own_and_can_be_changed(mira, run):
    assert "sopii hyvin<span" in mira.get(statement(run, 1)).content.decode()
    mira.post(statement(run, 1), {"answer": "1"})
    assert measured_by(person(), SLUG)["start"].replies == {"t1": 1}


@pytest.mark.parametrize("sent", ["", "6", "-1", "²", "1\x00", "kolme", "1" * 5000])
def test_what_is_no_option_is_asked_again(mira, run, sent):
    assert mira.post(statement(run, 2), {"answer": sent}).status_code == 422
    assert measured_by(person(), SLUG)["start"].replies == {"t1": 4}


@pytest.mark.parametrize(
    ("scale", "word", "number"), [(SLUG, "alku", 0), (SLUG, "alku", 5), (SLUG, "puolivali", 1), ("muu", "alku", 1)]
)
def test_there_is_nothing_where_nothing_is_asked(mira, run, scale, word, number):
    assert mira.get(at("measure-statement", run, scale, word, number)).status_code == 404


def test_looking_back_names_what_was_skipped_and_finishing_shows_the_result(mira, run):
    page = text_of(mira.get(at("measure-review", run, SLUG, "alku")))
    assert "1. Minulla on asia.</a></span><span>sopii hyvin" in page
    response = mira.post(at("measure-review", run, SLUG, "alku"), follow=True)
    assert response.redirect_chain[-1][0] == at("measure-result", run, SLUG)


def test_a_finished_measurement_leads_to_its_result(mira, run):
    finish(mira, run, "4444")
    for page in (at("measure-begin", run, SLUG, "alku"), statement(run, 1), at("measure-review", run, SLUG, "alku")):
        assert mira.get(page)["Location"] == at("measure-result", run, SLUG)
    assert mira.post(statement(run, 1), {"answer": "1"})["Location"] == at("measure-result", run, SLUG)
    assert measured_by(person(), SLUG)["start"].replies["t1"] == 4


def test_one_measurement_shows_what_fits_and_compares_nothing(mira, run):
    finish(mira, run, "5214")
    page = text_of(mira.get(at("measure-result", run, SLUG)))
    assert "<li>Minulla on asia.</li><li>Uskallan.</li>" in page
    assert "lähempänä loppua" in page
    assert "Change" not in page


def test_two_measurements_say_the_change_in_words_first(mira, run):
    finish(mira, run, "2423")
    finish(mira, run, "4444", "loppu")
    page = text_of(mira.get(at("measure-result", run, SLUG)))
    assert "Has grown stronger: Toivo." in page
    assert "About the same: Luottamus." in page
    assert page.index("Has grown stronger") < page.index('class="rows"') < page.index("<table")
    assert "at the start 2.0, now 4.0" in page
    assert "<li>Minulla on asia.</li><li>Keksin.</li>" in page


def test_a_fall_is_told_kindly_and_without_the_colour_of_errors(mira, run):
    finish(mira, run, "5555")
    finish(mira, run, "2222", "loppu")
    page = text_of(mira.get(at("measure-result", run, SLUG)))
    assert "Less just now: Toivo and Luottamus." in page
    assert "how one feels varies" in page
    assert "tag-stop" not in page
    assert "arrow-down" not in page


def test_too_few_answers_are_said_to_be_so(mira, run):
    finish(mira, run, "0000")
    finish(mira, run, "4444", "loppu")
    page = text_of(mira.get(at("measure-result", run, SLUG)))
    assert "There were so few answers that no change can be told." in page
    assert "Cannot be counted from these answers" in page


def test_the_end_asks_what_the_start_asked_even_when_the_scale_has_changed(mira, run):
    finish(mira, run, "2222")
    make_scale(
        subscales=(Subscale("uusi", {"fi": "Uusi"}, (Item("u1", {"fi": "Uusi väite."}),), 1),), least_subscales=1
    )
    assert "Minulla on asia." in mira.get(statement(run, 1, "loppu")).content.decode()
    stranger = Client()
    assert "Uusi väite." in stranger.get(statement(run, 1)).content.decode()


def test_results_of_two_versions_are_never_compared(mira, run):
    finish(mira, run, "2222")
    second = make_scale(limits=Limits("0.1", "0.1"))
    make_measurement(person(), second, "end", replies=5)
    page = text_of(mira.get(at("measure-result", run, SLUG)))
    assert "the two are not compared" in page
    assert "Grown stronger" not in page


def test_a_look_half_way_is_shown_in_words_and_has_no_figures(client, run):
    make_scale("puolivalin-kysely", moments="halfway", bands=())
    one = reverse("coaching:measure-statement", args=[run.code, "puolivalin-kysely", "puolivali", 1])
    client.post(one, {"answer": "4"})
    client.post(reverse("coaching:measure-review", args=[run.code, "puolivalin-kysely", "puolivali"]))
    page = text_of(client.get(reverse("coaching:measure-result", args=[run.code, "puolivalin-kysely"])))
    assert "<dt>Minulla on asia.</dt><dd>sopii hyvin</dd>" in page
    assert 'viewBox="0 0 160 20"' not in page


def test_answers_can_be_deleted_and_given_anew(mira, run):
    finish(mira, run, "4444")
    assert mira.post(at("measure-delete", run, SLUG, "alku"))["Location"] == at("measures", run)
    assert not Measurement.objects.exists()
    assert mira.post(at("measure-delete", run, SLUG, "alku")).status_code == 404
    assert mira.get(statement(run, 1)).status_code == 200


def test_nobody_reaches_the_answers_of_another(mira, run):
    finish(mira, run, "4444")
    stranger = Client()
    assert stranger.get(at("measure-result", run, SLUG))["Location"] == at("measures", run)
    assert stranger.post(at("measure-delete", run, SLUG, "alku")).status_code == 404
    stranger.post(statement(run, 1), {"answer": "1"})
    assert sorted(one.read(one.vault.open_key())["t1"] for one in Measurement.objects.all()) == [1, 4]


def test_a_reply_from_a_session_that_is_over_makes_nobody_new(mira, run):
    mira.cookies.clear()
    answer = mira.post(statement(run, 2), {"answer": "5", "known": "code"})
    assert answer.status_code == 422
    assert 'name="answer" value="5"' in answer.content.decode()
    assert Learner.objects.count() == 1
    mira.post(statement(run, 2), {"answer": "5", "known": "code", "act": "new"})
    assert Learner.objects.count() == 2


def test_yes_and_no_to_figures_weigh_the_same_and_can_be_changed(mira, run):
    finish(mira, run, "4444")
    assert at("measure-consent", run) in mira.get(at("measure-result", run, SLUG)).content.decode()
    page = mira.get(at("measure-consent", run)).content.decode()
    assert page.count('class="btn btn-quiet" type="submit" name="answer"') == 2
    for word, said in (("yes", True), ("no", False)):
        mira.post(at("measure-consent", run), {"answer": word})
        assert consent_of(person()) is said
    assert at("measure-consent", run) not in mira.get(at("measure-result", run, SLUG)).content.decode()
    assert at("measure-consent", run) in mira.get(at("measures", run)).content.decode()


def test_no_word_is_no_answer(mira, run):
    assert mira.post(at("measure-consent", run), {"answer": "maybe"}).status_code == 422
    assert consent_of(person()) is None


def test_a_stranger_is_not_asked(client, run, version):
    assert client.post(at("measure-consent", run), {"answer": "yes"})["Location"] == at("measures", run)
    assert not Learner.objects.exists()


def test_the_paper_has_the_same_statements_under_the_same_numbers(client, run, version):
    page = text_of(client.get(at("measure-paper", run, SLUG)))
    assert "1. Minulla on asia." in page
    assert "2. Opin uutta." in page
    assert client.get(at("measure-paper", run, "muu")).status_code == 404


def test_the_path_offers_the_start_and_no_more_once_it_is_done(mira, run):
    begin = at("measure-begin", run, SLUG, "alku")
    assert begin in mira.get(at("path", run)).content.decode()
    finish(mira, run, "4444")
    page = mira.get(at("path", run)).content.decode()
    assert begin not in page
    assert at("measures", run) in page


def test_when_every_part_is_done_the_end_is_offered(mira, run):
    finish(mira, run, "4444")
    for part in (1, 2):
        mira.post(at("done", run, part))
    assert at("measure-begin", run, SLUG, "loppu") in mira.get(at("path", run)).content.decode()
    assert at("measure-begin", run, SLUG, "loppu") in mira.get(at("done", run, 2)).content.decode()


def test_without_scales_the_path_says_nothing_of_them(client, run):
    assert at("measures", run) not in client.get(at("path", run)).content.decode()
    assert client.get(at("measures", run)).status_code == 200


def test_what_is_offered_no_more_can_still_be_looked_at(mira, run, version):
    finish(mira, run, "4444")
    answer_consent(learner=person(), says_yes=True)
    version.scale.is_offered = False
    version.scale.save()
    assert mira.get(at("measure-result", run, SLUG)).status_code == 200
    assert mira.get(statement(run, 1, "loppu")).status_code == 404
    page = mira.get(at("measures", run)).content.decode()
    assert at("measure-result", run, SLUG) in page
    assert at("measure-begin", run, SLUG, "loppu") not in page
    assert at("measure-paper", run, SLUG) not in page


def test_a_statement_costs_the_same_however_many_there_are(mira, run, statements):
    with statements(6):  # session, learner, enrolment, outline, mine, newest version
        mira.get(statement(run, 2))
    finish(mira, run, "4444")
    with statements(6):
        mira.get(statement(run, 2, "loppu"))
