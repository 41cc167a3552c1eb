"""After several very heavy days: a kind word and the help, for the person's own eyes."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from assessments.personal.rules_gentle import is_heavy
from content.models import HelpContact
from lms.accounts.api import Learner
from lms.jobs.models import Job, Notice
from tests.factories.personal import make_journal_entry, make_programme

TODAY = date(2026, 11, 20)
BAD, LOW, GOOD = "bad", "very-bad", "good"


def marked(**words):
    """("d3", word) is the word of three days ago."""
    return [(TODAY - timedelta(days=int(day[1:])), word) for day, word in words.items()]


@pytest.mark.parametrize(
    ("moods", "heavy"),
    [
        ({}, False),
        ({"d2": LOW, "d1": LOW}, False),
        ({"d2": LOW, "d1": LOW, "d0": LOW}, True),
        ({"d9": LOW, "d5": LOW, "d1": LOW}, True),
        ({"d9": LOW, "d5": LOW, "d2": LOW, "d1": BAD}, True),
        ({"d9": LOW, "d5": LOW, "d2": LOW, "d1": "between"}, False),
        ({"d9": LOW, "d5": LOW, "d2": LOW, "d1": GOOD}, False),
        ({"d14": LOW, "d5": LOW, "d2": LOW}, False),
        ({"d3": BAD, "d2": BAD, "d1": BAD, "d0": BAD}, False),
        ({"d3": LOW, "d2": "", "d1": LOW, "d0": LOW}, True),
    ],
)
def test_heavy_is_three_lowest_days_in_two_weeks_and_none_better_since(moods, heavy):
    assert is_heavy(marked(**moods), today=TODAY) is heavy


def test_of_one_day_the_last_word_counts():
    three = [(TODAY, LOW), (TODAY, LOW), (TODAY, LOW)]
    assert not is_heavy(three, today=TODAY)
    later = [*marked(d2=LOW, d1=LOW), (TODAY, LOW), (TODAY, GOOD)]
    assert not is_heavy(later, today=TODAY)


@pytest.fixture
def base(db):
    mood = {"key": "vointi", "title": "Miten voit?", "prompt": "Valitse."}
    run = make_programme([("mood", mood)], [("mood", mood | {"key": "vointi-2"})])
    return f"/valmennus/{run.code}/"


@pytest.fixture
def mira(base):
    """Somebody who marked the lowest mood in an exercise today, and in the journal before."""
    browser = Client()
    browser.post(f"{base}osa/1/1/", {"mood": LOW})
    return browser


def mark_days(*ago, mood=LOW):
    for days in ago:
        day = timezone.localdate() - timedelta(days=days)
        make_journal_entry(Learner.objects.get(), text="", mood=mood, day=day.isoformat())


def is_gentle(browser, address):
    return str(_("You have had heavy days")) in browser.get(address).content.decode()


def test_the_word_and_the_numbers_are_on_the_persons_own_pages(mira, base):
    assert not is_gentle(mira, base)
    mark_days(2, 1)
    locale, _made = Locale.objects.get_or_create(language_code="fi")
    HelpContact.objects.create(key="linja", name="Kriisipuhelin", number="09 2525 0111", published=True, locale=locale)
    for address in (base, f"{base}osa/1/valmis/", f"{base}paivakirja/"):
        assert is_gentle(mira, address), address
        page = mira.get(address).content.decode()
        assert 'href="tel:0925250111"' in page
        assert 'href="/apua/"' in page
        assert f'href="{base}kevyesti/"' in page


def test_a_better_day_ends_it(mira, base):
    mark_days(2, 1)
    mira.post(f"{base}osa/2/1/", {"mood": GOOD})
    assert not is_gentle(mira, base)


def test_nobody_is_told_and_no_job_is_left(mira, base):
    mark_days(2, 1)
    before = Job.objects.count()
    assert is_gentle(mira, base)
    assert (mail.outbox, Notice.objects.count(), Job.objects.count()) == ([], 0, before)


def test_a_newcomer_and_another_person_see_nothing_of_it(mira, base):
    mark_days(2, 1)
    assert not is_gentle(Client(), base)
    other = Client()
    other.post(f"{base}osa/1/1/", {"mood": LOW})
    assert not is_gentle(other, base)
