"""Who marks what: taken, given, shared evenly. It binds nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.graded.models import Review, WorkMarking
from assessments.graded.rules.marking import shared_evenly
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.courses import make_run
from tests.factories.marking import ALL, QUEUE, another, form_of, page_of, second_trainer

pytestmark = pytest.mark.django_db
JAKO = f"{QUEUE}jako/"
SHARE = f"{JAKO}tasan/"


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.fixture
def browser(writing):
    return client_of(writing.trainer)


def taken() -> dict[int, int]:
    return dict(WorkMarking.objects.exclude(trainer=None).values_list("work_id", "trainer_id"))


def test_a_trainer_takes_what_is_ticked_and_filters_by_it(writing, browser):
    mine, other = writing.hand_in(), another(writing).hand_in()
    browser.post(JAKO, {"item": [mine.pk]})
    assert taken() == {mine.work_id: writing.trainer.pk}
    own, free = (main_of(browser.get(f"{QUEUE}?kenen={whose}")) for whose in ("omat", "jakamatta"))
    assert page_of(mine) in own
    assert page_of(other) not in own
    assert page_of(other) in free
    assert page_of(mine) not in free
    browser.post(JAKO, {"item": [mine.pk], "free": "1"})
    assert taken() == {}


def test_works_are_given_to_a_trainer_who_is_shown_to_all(writing, browser):
    submission = writing.hand_in()
    colleague = second_trainer(writing)
    asked = browser.post(JAKO, {"item": [submission.pk], "to": "1"})
    assert "Kaisa Opettaja" in main_of(asked)
    assert taken() == {}
    form = {"item": [submission.pk], "to": "1", "asked": "1"}
    assert browser.post(JAKO, form).status_code == 422
    browser.post(JAKO, form | {"trainer": str(colleague.key)})
    assert taken() == {submission.work_id: colleague.pk}
    assert "Kaisa Opettaja" in main_of(browser.get(QUEUE))
    assert "Kaisa Opettaja" in main_of(browser.get(page_of(submission)))


def test_what_another_has_taken_may_still_be_marked(writing, browser):
    submission = writing.hand_in()
    client_of(second_trainer(writing)).post(JAKO, {"item": [submission.pk]})
    browser.post(page_of(submission), form_of(browser, submission, decision="accept", **ALL))
    assert Review.objects.get().reviewer == writing.trainer


def test_only_trainers_of_every_run_can_be_given_works_and_strangers_works_are_nobodys(writing, browser):
    submission = writing.hand_in()
    stranger = make_trainer(make_run(), "muu@example.org")
    form = {"item": [submission.pk], "to": "1", "trainer": str(stranger.key)}
    assert browser.post(JAKO, form).status_code == 422
    client_of(stranger).post(JAKO, {"item": [submission.pk]})
    browser.post(JAKO, {"item": ["x", "9" * 30, "-1"]})
    assert taken() == {}


def test_sharing_is_shown_first_and_takes_nothing_from_anybody(writing, browser):
    colleague = second_trainer(writing)
    works = [writing.hand_in(), *(another(writing).hand_in() for _one in range(4))]
    browser.post(JAKO, {"item": [works[4].pk]})
    page = browser.get(SHARE)
    assert len(taken()) == 1
    (place,) = page.context["places"]
    browser.post(SHARE, {"place": place.key, "shown": place.fingerprint})
    counts = list(taken().values())
    assert taken()[works[4].work_id] == writing.trainer.pk
    assert {counts.count(writing.trainer.pk), counts.count(colleague.pk)} == {2, 3}
    browser.post(SHARE, {"place": place.key, "shown": place.fingerprint})
    assert len(taken()) == 5
    assert AuditEntry.objects.filter(verb="work.allocated").count() == 5


def test_sharing_what_has_changed_meanwhile_shows_the_page_again(writing, browser):
    second_trainer(writing)
    writing.hand_in()
    (place,) = browser.get(SHARE).context["places"]
    another(writing).hand_in()
    assert browser.post(SHARE, {"place": place.key, "shown": place.fingerprint}).status_code == 409
    assert browser.post(SHARE, {}).status_code == 409
    assert taken() == {}


def test_one_trainer_alone_is_told_that_there_is_nobody_to_share_with(writing, browser):
    writing.hand_in()
    (place,) = browser.get(SHARE).context["places"]
    assert not place.shared
    assert browser.post(SHARE, {"place": place.key, "shown": ""}).status_code == 409


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_sharing_costs_the_same_for_any_number(writing, browser, statements, number):
    second_trainer(writing)
    for one in [writing, *(another(writing) for _one in range(number))]:
        one.hand_in()
    browser.get(SHARE)
    with statements(6):
        browser.get(SHARE)


def test_after_a_mark_come_ones_own_works_before_those_of_others(writing, browser):
    first, theirs, mine = writing.hand_in(), another(writing).hand_in(), another(writing).hand_in()
    client_of(second_trainer(writing)).post(JAKO, {"item": [theirs.pk]})
    browser.post(JAKO, {"item": [mine.pk]})
    assert browser.get(f"{page_of(first)}seuraava/")["Location"] == page_of(mine)
    answer = browser.post(page_of(first), form_of(browser, first, decision="accept", **ALL))
    assert answer["Location"] == page_of(mine)
    answer = browser.post(page_of(mine), form_of(browser, mine, decision="accept", **ALL))
    assert answer["Location"] == page_of(theirs)


def test_the_page_leads_to_its_neighbours(writing, browser):
    first, second, third = writing.hand_in(), another(writing).hand_in(), another(writing).hand_in()
    page = browser.get(page_of(second)).context
    assert (page["before"], page["after"], page["place"], page["waiting"]) == (first.pk, third.pk, 2, 3)
    page = browser.get(page_of(first)).context
    assert (page["before"], page["after"]) == (None, second.pk)


@given(
    works=st.lists(st.integers(1, 10_000), unique=True, max_size=40),
    load=st.dictionaries(st.integers(1, 50), st.integers(0, 12), min_size=1, max_size=6),
)
def test_sharing_gives_everything_to_whoever_has_least(works, load):
    shared = shared_evenly(works, load)
    assert list(shared) == works
    after = {trainer: count + list(shared.values()).count(trainer) for trainer, count in load.items()}
    got = [trainer for trainer in load if after[trainer] > load[trainer]]
    # Nobody who got one ends up with more than one above the least burdened.
    assert all(after[trainer] <= min(after.values()) + 1 for trainer in got)


def test_a_trainer_alone_in_the_run_is_not_asked_to_share(writing, browser):
    writing.hand_in()
    assert 'name="item"' not in main_of(browser.get(QUEUE))
    second_trainer(writing)
    assert 'name="item"' in main_of(browser.get(QUEUE))
