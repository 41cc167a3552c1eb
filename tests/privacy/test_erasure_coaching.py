"""A jobseeker who has used everything there is deletes it all: a scan of every table and every file finds nothing."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from assessments.personal.api import (
    OpenPage,
    accept_handover,
    ask_for_call,
    begin_sitting,
    end_sitting,
    join_coach,
    make_code,
    mark_mood,
    move_sitting,
    propose_handover,
    save_own_page,
    set_reminder,
    share_answer,
    write_journal,
)
from assessments.personal.models import Entry, Handover, JournalEntry, MoodMark, OwnPage, Vault
from courses.api import Run, steps_in
from lms.accounts.api import COACH, Learner, canonical
from lms.jobs.api import run_due
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import make_programme
from tests.factories.world import make_staff
from tests.privacy.test_erasure import left_of

pytestmark = pytest.mark.django_db
#: What the person writes, each in another place.
WRITTEN = {
    "answer": "kanariavastaus-1",
    "changed": "kanariavastaus-2",
    "nickname": "Kanariamiu",
    "contact": "040-kanaria-77",
    "time": "kanaria-aamuisin",
    "journal": "kanariapaivakirja",
    "own_name": "kanarianimi",
    "own_words": "kanariasanat",
    "address": "kanariaosoite@example.org",
    "group": "kanariaryhma",
}
REASON = "kanariaperustelu"


@pytest.fixture
def run() -> Run:
    cache.clear()
    return make_programme()


@pytest.fixture(params=["with an account", "without an account"])
def browser(request, learner) -> Client:
    made = Client()
    if request.param == "with an account":
        made.force_login(learner.user)
    return made


def live_a_life(browser: Client, run: Run) -> Learner:
    """Every act that the coaching offers; returns who did it."""
    base = f"/valmennus/{run.code}/"
    browser.post(f"{base}osa/1/3/", {"answer": WRITTEN["answer"]})
    learner = Learner.objects.get(vaults__isnull=False)
    page = browser.get(f"{base}osa/1/3/").context
    changed = {"answer": WRITTEN["changed"], "writer": page["writer"], "base": page["base"]}
    browser.post(f"{base}osa/1/3/", changed)
    write_journal(
        learner=learner,
        value={"text": WRITTEN["journal"], "mood": "", "day": timezone.localdate().isoformat()},
        page=OpenPage(writer="x"),
    )
    mark_mood(learner=learner, mood="bad", energy="half")
    picked = list(Entry.objects.values_list("pk", flat=True))
    save_own_page(learner=learner, name=WRITTEN["own_name"], words=WRITTEN["own_words"], picked=picked, base=0)
    nine = datetime.time(9)
    set_reminder(learner=learner, run=run, days={1}, at=nine, address=WRITTEN["address"], language="fi")
    be_coached(learner, run)
    send_in_a_group(browser, run)
    return learner


def be_coached(learner: Learner, run: Run) -> None:
    """Handed over by one coach, with an answer shown, a wish to be called and a proposal of a third coach waiting."""
    onni, olli, oona = (make_staff(f"{name}@example.org", COACH, first_name=name) for name in ("Onni", "Olli", "Oona"))
    code = make_code(coach=onni, run=run, place="Paja", expires_on=timezone.localdate())
    link = join_coach(learner=learner, code=code, nickname=WRITTEN["nickname"], shows_progress=True)
    show_and_ask(learner, link)
    asked = propose_handover(coach=onni, link_id=link.pk, to_id=olli.pk, reason=REASON)
    link = accept_handover(learner=learner, link_id=link.pk, handover_id=asked.pk, shows_progress=True)
    show_and_ask(learner, link)
    propose_handover(coach=olli, link_id=link.pk, to_id=oona.pk, reason=REASON)


def show_and_ask(learner: Learner, link) -> None:
    entry = Entry.objects.get()
    share_answer(learner=learner, link_id=link.pk, entry_id=entry.pk, seq=entry.seq)
    ask_for_call(learner=learner, link_id=link.pk, contact=WRITTEN["contact"], time=WRITTEN["time"])


def send_in_a_group(browser: Client, run: Run) -> None:
    """Nothing connects what is sent with the person: it goes when the group ends, not with the person."""
    coach = make_staff("ryhma@example.org", COACH)
    sitting = begin_sitting(coach=coach, run=run, activity_key=steps_in(run)[0].activity_key)
    move_sitting(coach=coach, pk=sitting.pk, screen=3)
    assert browser.post(f"/ryhma/{sitting.plain}/", {"screen": "3", "answer": WRITTEN["group"]}).status_code == 302
    end_sitting(coach=coach, pk=sitting.pk)


def secrets_of(browser: Client, run: Run) -> dict[str, bytes]:
    """Everything that must not be found: the texts, the resume code in both spellings, and the keys with what they
    sealed."""
    vault = Vault.objects.get()
    found = {name: text.encode() for name, text in WRITTEN.items()} | {"reason": REASON.encode()}
    found |= {"key": vault.open_key(), "wrapped key": bytes(vault.wrapped_key), "vault": vault.key.hex.encode()}
    found |= {
        f"sealed {model.__name__}": bytes(model.objects.get().ciphertext) for model in (Entry, JournalEntry, MoodMark)
    }
    found["sealed page"] = bytes(OwnPage.objects.get().ciphertext)
    card = browser.get(f"/valmennus/{run.code}/").context["card"]
    if card:
        found |= {"code": card.code.encode(), "plain code": canonical(card.code).encode()}
    return found


def test_while_it_is_there_only_what_others_must_read_lies_readably(browser, run):
    live_a_life(browser, run)
    stored = everything_stored()
    readable = {name for name, text in WRITTEN.items() if text.encode() in stored}
    # What the coach calls the person; and the mail to the address until it has gone.
    assert readable == {"nickname", "address"}
    assert Handover.objects.get().is_open


def test_deleting_everything_leaves_no_text_no_name_no_code_and_no_key(browser, run):
    learner = live_a_life(browser, run)
    secrets = secrets_of(browser, run)
    assert browser.post(f"/valmennus/{run.code}/omat/poista/").status_code == 200
    run_due()
    stored = everything_stored()
    assert [name for name, secret in secrets.items() if secret in stored] == []
    left = {"accounts.User", "accounts.Learner", "courses.Enrolment", "account.EmailAddress"}
    assert {label for label in left_of(learner) if label.startswith("personal.")} == set()
    assert set(left_of(learner)) - left - {"accounts.Session", "usersessions.UserSession", "courses.Progress"} == set()


def test_deleting_the_person_leaves_no_text_no_name_no_code_and_no_key(browser, run):
    learner = Learner.objects.select_related("user").get(pk=live_a_life(browser, run).pk)  # remembers a user that goes
    secrets = secrets_of(browser, run)
    browser.post("/oma/tiedot/poista/", {"confirm": "1"})
    assert not Learner.objects.filter(pk=learner.pk).exists()
    run_due()
    stored = everything_stored()
    assert [name for name, secret in secrets.items() if secret in stored] == []
    assert left_of(learner) == []
