"""Names hidden while works are marked: nowhere on the way, back when the feedback is given, earlier with a reason."""

import pytest

from assessments.graded.models import RunMarking, WorkMarking
from assessments.graded.services.naming import MarkedAlready, set_names_hidden
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import add, make_writing
from tests.factories.courses import make_run
from tests.factories.marking import QUEUE, another, form_of, make_ready, page_of, review_by, second_trainer
from tests.factories.world import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(learner):
    """An assignment whose author hides the names."""
    return make_writing(learner, hides_names=True)


@pytest.fixture
def browser(hidden):
    return client_of(hidden.trainer)


def everywhere(browser, submission) -> str:
    """All that a trainer meets on the way: pages with their titles, the file's headers, where answers lead."""
    held = [f"{QUEUE}{query}" for query in ("", "?tila=valmiina", "?kenen=jakamatta", "anna/", "jako/tasan/")]
    own = [f"{page_of(submission)}{page}" for page in ("", "nimi/", "peita/", "seuraava/", "vertaisarviot/")]
    told = [browser.get(address) for address in held + own]
    told.append(browser.post(f"{QUEUE}jako/", {"item": [submission.pk], "to": "1"}))
    told += [browser.get(f"{page_of(submission)}tiedosto/{file.pk}/") for file in submission.files.all()]
    return "".join(str(one.headers) + read(one).decode() for one in told if one.status_code < 400)


def test_no_page_title_address_or_file_tells_the_name_until_it_is_given(hidden, browser):
    add(hidden, "Tiina Testaaja.pdf")
    submission = hidden.hand_in()
    assert "Testaaja" not in everywhere(browser, submission)
    assert "Palautus 1" in main_of(browser.get(QUEUE))
    make_ready(submission, hidden.trainer)
    assert "Testaaja" not in everywhere(browser, submission)
    browser.post(f"{QUEUE}anna/", {"item": f"s{submission.pk}", "when": "now"})
    assert "Tiina Testaaja" in main_of(browser.get(f"{QUEUE}?tila=arvioidut"))
    page = browser.get(page_of(submission)).content.decode()
    assert "Tiina Testaaja" in page
    assert "Tiina Testaaja.pdf" in page


def test_an_earlier_version_hides_its_file_names_too(hidden, browser):
    add(hidden, "Tiina Testaaja.pdf")
    first = hidden.hand_in()
    browser.post(page_of(first), form_of(browser, first, comment="Lisää.", decision="return"))
    second = hidden.hand_in("Toinen versio.")
    assert "Testaaja" not in everywhere(browser, second)


def test_each_work_goes_by_a_number_of_its_own_that_stays(hidden, browser):
    first, second = hidden.hand_in(), another(hidden).hand_in()
    names = [browser.get(page_of(one)).context["name"] for one in (first, second)]
    assert [name[-1] for name in names] == ["1", "2"]
    make_ready(first, hidden.trainer)
    browser.post(f"{QUEUE}anna/", {"item": f"s{first.pk}", "when": "now"})
    assert browser.get(page_of(second)).context["name"] == names[1]


def test_a_name_is_shown_with_a_reason_that_stays_on_record(hidden, browser):
    submission = hidden.hand_in()
    address = f"{page_of(submission)}nimi/"
    assert browser.post(address, {"reason": "  "}).status_code == 422
    assert "Testaaja" not in everywhere(browser, submission)
    browser.post(address, {"reason": "Sovitaan lisäajasta."})
    browser.post(address, {"reason": "Toisen kerran."})
    assert "Tiina Testaaja" in main_of(browser.get(page_of(submission)))
    assert WorkMarking.objects.get().named_reason == "Sovitaan lisäajasta."
    (entry,) = AuditEntry.objects.filter(verb="work.name_shown")
    assert (entry.reason, entry.learner_key) == ("Sovitaan lisäajasta.", hidden.enrolment.learner.key)
    assert "Sovitaan lisäajasta." in str([section.rows for section in sections_of(hidden.enrolment.learner)])


def test_a_run_hides_and_shows_names_until_the_first_mark(learner):
    writing = make_writing(learner)
    browser = client_of(writing.trainer)
    address = f"{QUEUE}nimet/{writing.run.code}/"
    slug = writing.activity.slug
    submission = writing.hand_in()
    browser.post(address, {"assignment": slug, "hide": "1"})
    assert "Testaaja" not in everywhere(browser, submission)
    browser.post(address, {"assignment": slug, "show": "1"})
    assert "Testaaja" in main_of(browser.get(QUEUE))
    browser.post(address, {"assignment": slug, "hide": "1"})
    review_by(submission, writing.trainer)
    browser.post(address, {"assignment": slug, "show": "1"})
    assert RunMarking.objects.get().hides_names is True
    with pytest.raises(MarkedAlready):
        set_names_hidden(run=writing.run, activity_id=writing.activity.pk, hides_names=False, actor=None)


def test_a_run_may_show_what_its_author_hides(hidden, browser):
    submission = hidden.hand_in()
    set_names_hidden(run=hidden.run, activity_id=hidden.activity.pk, hides_names=False, actor=hidden.trainer)
    assert "Tiina Testaaja" in main_of(browser.get(page_of(submission)))


def test_only_the_runs_own_trainers_hide_its_names(hidden, browser):
    address = f"{QUEUE}nimet/{hidden.run.code}/"
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    for stranger in (other, hidden.browser):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {"assignment": hidden.activity.slug, "hide": "1"}).status_code == 404
    assert browser.post(address, {"assignment": "muu", "hide": "1"}).status_code == 404
    assert not RunMarking.objects.exists()


def test_a_second_trainer_does_not_see_the_name_either(hidden):
    submission = hidden.hand_in()
    review_by(submission, hidden.trainer)
    assert "Testaaja" not in everywhere(client_of(second_trainer(hidden)), submission)


def test_the_reviewer_gets_no_name_in_a_refusal(hidden, browser):
    submission = hidden.hand_in()
    answer = browser.post(page_of(submission), form_of(browser, submission, decision="accept"))
    assert answer.status_code == 422
    assert "Testaaja" not in answer.content.decode()
