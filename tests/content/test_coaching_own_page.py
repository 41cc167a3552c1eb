"""The page "My strengths": chosen and ordered by the person, sealed, printed and made to a PDF, and nobody else's."""

import io

import pikepdf
import pytest
from django.test import Client
from django.utils.translation import gettext as _

from assessments.personal.api import erase_vaults, own_page_of, save_own_page
from assessments.personal.models import OwnPage
from lms.accounts.api import Learner, merge_learners
from tests.assessments.personal.test_answers import everything_stored
from tests.certificates.pdf_text import whole_text
from tests.factories.personal import make_answer, make_programme

CANARY = "kanarialintu-3318"


@pytest.fixture
def base(db):
    return f"/valmennus/{make_programme().code}/"


@pytest.fixture
def mira(base):
    """The browser of somebody with three answers."""
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": f"{CANARY} ensin"})
    for text in ("toinen", "kolmas"):
        make_answer(Learner.objects.get(), text=text, exercise_key=text)
    return browser


def choices(browser, base):
    return browser.get(f"{base}voimavarani/valitse/").context["choices"]


def save(browser, base, *picked, base_seq="0", **words):
    form = {"known": "code", "base": base_seq, "picked": picked, "name": "", "words": ""} | words
    return browser.post(f"{base}voimavarani/valitse/", form)


def shown(browser, base):
    return [mine.lines[0] for mine in browser.get(f"{base}voimavarani/").context["page"].sections]


def ids(browser, base):
    return [choice.answer.entry_id for choice in choices(browser, base)]


def test_nothing_is_ticked_beforehand_and_an_empty_page_says_so(mira, base):
    assert [choice.is_picked for choice in choices(mira, base)] == [False, False, False]
    assert _("Choose what comes here") in mira.get(f"{base}voimavarani/").content.decode()
    assert mira.get(f"{base}voimavarani/pdf/").status_code == 404


def test_the_page_shows_what_was_chosen_with_own_words(mira, base):
    first, _second, third = ids(mira, base)
    assert save(mira, base, first, third, name="Mira", words="Tässä minä.").url == f"{base}voimavarani/"
    page = mira.get(f"{base}voimavarani/").content.decode()
    assert [word in page for word in ("Mira", "Tässä minä.", CANARY, "kolmas", "toinen")] == [True] * 4 + [False]
    assert [choice.is_picked for choice in choices(mira, base)] == [True, False, True]


def test_the_order_is_the_persons_and_new_choices_come_last(mira, base):
    first, second, third = ids(mira, base)
    save(mira, base, first, second)
    assert mira.post(f"{base}voimavarani/jarjesta/", {"act": "down", "entry": first}).status_code == 302
    save(mira, base, first, second, third, base_seq="2")
    assert shown(mira, base) == ["toinen", f"{CANARY} ensin", "kolmas"]
    mira.post(f"{base}voimavarani/jarjesta/", {"act": "up", "entry": third})
    assert shown(mira, base) == ["toinen", "kolmas", f"{CANARY} ensin"]
    mira.post(f"{base}voimavarani/jarjesta/", {"act": "off", "entry": second})
    assert shown(mira, base) == ["kolmas", f"{CANARY} ensin"]
    assert ids(mira, base) == [first, second, third]  # the answers themselves stay


def test_a_move_passes_over_an_answer_that_was_deleted(mira, base):
    first, second, third = ids(mira, base)
    save(mira, base, first, second, third)
    mira.post(f"{base}omat/{second}/poista/")
    mira.post(f"{base}voimavarani/jarjesta/", {"act": "up", "entry": third})
    assert shown(mira, base) == ["kolmas", f"{CANARY} ensin"]


@pytest.mark.parametrize(
    "post", [{"act": "up"}, {"act": "sideways", "entry": "1"}, {"act": "off", "entry": "x" * 50}, {}]
)
def test_a_senseless_move_is_a_missing_thing(mira, base, post):
    save(mira, base, ids(mira, base)[0])
    assert mira.post(f"{base}voimavarani/jarjesta/", post).status_code == 404


def test_another_persons_answer_cannot_be_put_on_the_page(mira, base, learner):
    foreign = make_answer(learner, text="vieras").pk
    own = ids(mira, base)[0]
    save(mira, base, own, foreign, "roska", "9" * 40)
    assert own_page_of(Learner.objects.get(user=None)).picked == (own,)
    assert mira.post(f"{base}voimavarani/jarjesta/", {"act": "off", "entry": foreign}).status_code == 404


def test_a_second_window_loses_nothing_and_says_so(mira, base):
    first, second, _third = ids(mira, base)
    save(mira, base, first, words="Ensimmäinen ikkuna")
    response = save(mira, base, second, words="Toinen ikkuna")
    assert (response.status_code, response.context["base"]) == (409, 1)
    page = response.content.decode()
    assert "Toinen ikkuna" in page
    assert [choice.is_picked for choice in response.context["choices"]] == [False, True, False]
    assert save(mira, base, second, words="Toinen ikkuna", base_seq="1").status_code == 302
    assert shown(mira, base) == ["toinen"]
    assert save(mira, base, second, words="Toinen ikkuna").status_code == 302  # the same again


def test_too_long_words_come_back_with_the_choice(mira, base):
    first = ids(mira, base)[0]
    response = save(mira, base, first, words="x" * 2001)
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()
    assert response.context["choices"][0].is_picked


def test_words_survive_the_end_of_the_session_and_the_code_brings_them_home(mira, base):
    first = ids(mira, base)[0]
    code = mira.get(base).context["card"].code
    stranger = Client()
    lost = save(stranger, base, first, words="Pitkä teksti")
    assert lost.status_code == 422
    assert "Pitkä teksti" in lost.content.decode()
    wrong = save(stranger, base, first, words="Pitkä teksti", code="väärä")
    assert (wrong.status_code, bool(wrong.context["code_error"])) == (422, True)
    assert save(stranger, base, first, words="Pitkä teksti", code=code).status_code == 302
    assert own_page_of(Learner.objects.get()).words == "Pitkä teksti"


def test_what_is_on_the_page_lies_readable_nowhere(mira, base):
    save(mira, base, ids(mira, base)[0], name=f"{CANARY}-nimi", words=f"{CANARY}-sanat")
    assert CANARY.encode() not in everything_stored()
    mira.get(f"{base}voimavarani/pdf/")
    assert CANARY.encode() not in everything_stored()


def test_the_pdf_says_what_the_page_says_and_is_kept_nowhere(mira, base):
    first, second, _third = ids(mira, base)
    save(mira, base, first, second, name="Mira 🦊", words="Yksi.\nKaksi.")
    response = mira.get(f"{base}voimavarani/pdf/")
    assert "no-store" in response["Cache-Control"]
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        text = whole_text(pdf)
    for words in ("Yksi.", "Kaksi.", CANARY, "toinen", _("My strengths")):
        assert words in text
    save(mira, base, first, second, name="Mira", base_seq="1")
    with pikepdf.open(io.BytesIO(mira.get(f"{base}voimavarani/pdf/").content)) as pdf:
        assert pdf.Root.Lang == "fi"


def test_nobody_else_has_a_page(mira, base, client):
    save(mira, base, ids(mira, base)[0])
    assert CANARY not in client.get(f"{base}voimavarani/").content.decode()
    assert client.get(f"{base}voimavarani/pdf/").status_code == 404
    assert client.post(f"{base}voimavarani/jarjesta/", {"act": "off"}).status_code == 404
    assert client.post(f"{base}voimavarani/valitse/", {}).status_code == 404


def test_joining_two_people_loses_no_choice_and_the_next_save_makes_one_page(pseudonymous, learner):
    mine, theirs = make_answer(learner, text="tilillä"), make_answer(pseudonymous, text="koodilla")
    save_own_page(learner=learner, name="Mira", words="", picked=[mine.pk], base=0)
    save_own_page(learner=pseudonymous, name="", words="Koodilla", picked=[theirs.pk], base=0)
    merge_learners(source=pseudonymous, target=learner)
    kept = own_page_of(learner)
    assert (kept.name, kept.words, set(kept.picked)) == ("Mira", "Koodilla", {mine.pk, theirs.pk})
    save_own_page(learner=learner, name="Mira", words="Yhdessä", picked=kept.picked, base=kept.seq)
    assert OwnPage.objects.count() == 1
    assert own_page_of(learner).picked == kept.picked


def test_deleting_everything_takes_the_page_too(learner):
    entry = make_answer(learner, text="pois")
    save_own_page(learner=learner, name="Mira", words="", picked=[entry.pk], base=0)
    erase_vaults(learner=learner)
    assert OwnPage.objects.count() == 0
