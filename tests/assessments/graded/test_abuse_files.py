"""Files whose names look like patterns, and words among trainers: neither reaches what it is not for."""

import unicodedata

import pytest

from assessments.graded.models import WorkFile
from assessments.graded.rules.assignments import covered
from lms.privacy.export import sections_of
from tests.dashboard.people import client_of, main_of
from tests.factories.assignments import PDF, add, make_writing, stored
from tests.factories.marking import ALL, another, form_of, page_of
from tests.factories.world import read

pytestmark = pytest.mark.django_db
PATTERNS = ["a*.pdf", "a?.pdf", "[a-z].pdf", "%.pdf", "_.pdf"]


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_name_that_is_a_pattern_opens_and_removes_only_its_own_file(
    writing, name, django_capture_on_commit_callbacks
):
    other = another(writing)
    add(writing, name, PDF + b"oma")
    add(other, "a.pdf", PDF + b"toisen")
    mine, theirs = (WorkFile.objects.get(work__enrolment=one.enrolment) for one in (writing, other))
    assert read(writing.browser.get(f"{writing.address}tiedosto/{mine.pk}/")) == PDF + b"oma"
    assert writing.browser.get(f"{writing.address}tiedosto/{theirs.pk}/").status_code == 404
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        writing.browser.post(writing.address, writing.form(text="Teksti.", remove=str(mine.pk)))
    assert len(before - stored()) == 1
    assert read(other.browser.get(f"{other.address}tiedosto/{theirs.pk}/")) == PDF + b"toisen"


def test_a_note_among_trainers_is_on_no_page_of_the_learner_before_or_after_the_feedback(writing):
    submission, browser = writing.hand_in(), client_of(writing.trainer)
    note = {"comment": "Hyvä alku.", "note": "Vain kouluttajille."}
    browser.post(page_of(submission), form_of(browser, submission, save="1", **note))
    assert "Hyvä alku." not in main_of(writing.browser.get(writing.address))
    assert "Hyvä alku." not in str([section.rows for section in sections_of(writing.enrolment.learner)])
    browser.post(page_of(submission), form_of(browser, submission, decision="return", **note, **ALL))
    page = writing.browser.get(writing.address).content.decode()
    assert "Hyvä alku." in page and "Vain kouluttajille." not in page


def test_a_learner_posts_no_marks_decision_or_time_with_their_own_text(writing):
    forged = {"state": "accepted", "decision": "accept", "released_at": "2026-01-01", "level-tavoite": "2", "late": ""}
    writing.browser.post(writing.address, writing.form(text="Teksti.", save="1", **forged))
    submission = writing.hand_in()
    submission.refresh_from_db()
    assert submission.state == "waiting" and not hasattr(submission, "review")
    for act in ("", "tallenna/", "ota/", "toinen/", "peita/"):
        assert writing.browser.post(f"{page_of(submission)}{act}", forged).status_code in (404, 405)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("passage", ["Väinö Ylä-Östberg", "väinö\u00a0ylä-östberg", "VÄINÖ  YLÄ-ÖSTBERG"])
def test_a_name_is_covered_however_its_letters_are_written(form, passage):
    """Programs differ in whether the dots of a letter are apart from it; nobody sees it, and a name would stay."""
    texts = [unicodedata.normalize(one, "Asiakas Väinö\nYlä-Östberg tuli. ") for one in ("NFC", "NFD")]
    assert covered("".join(texts), [unicodedata.normalize(form, passage)], "[x]") == ("Asiakas [x] tuli. " * 2, 2)


@pytest.mark.parametrize("text", ["Nguy\u1ec5n", "Nguy\u00ea\u0303n", "Nguye\u0302\u0303n"])
@pytest.mark.parametrize("passage", ["Nguy\u1ec5n", "Nguy\u00ea\u0303n", "Nguye\u0302\u0303n"])
def test_a_letter_with_two_marks_is_covered_also_when_it_is_put_together_half_way(text, passage):
    assert covered(f"Tapasin {text} eilen.", [passage], "[x]") == ("Tapasin [x] eilen.", 1)
