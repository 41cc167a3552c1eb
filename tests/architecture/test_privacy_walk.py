"""A canary in every free text and every sensitive field, then every address as every role: who meets it where (C-17).

The table below says where somebody other than its owner may meet a canary. Whatever is not in it must not happen.
"""

import io
import json
import logging
import zipfile
from collections import defaultdict

import pytest
from django.core import mail
from django.core.cache import caches

from assessments.personal.api import MOODS, mood_today
from content import page_cache
from lms.accounts.models import Session
from lms.jobs.api import run_due
from tests.architecture.test_access_crawl import everything
from tests.architecture.test_access_matrix import world  # noqa: F401 -- the fixture
from tests.factories.addresses import addresses_of, honest_posts
from tests.factories.guidance_world import SUPERVISOR
from tests.factories.world import CANARIES, ROLES, World, read
from tests.factories.world_seeker import SEEKERS

#: The link that a supervisor got is for whoever has it.
PUBLIC = {"certificates:verify", "certificates:verify_json", "endorsing:plan", "employer:approval"}
#: A trainer's conversations after the training.
FOLLOWING = {"followups:list", "followups:one", "followups:one[had]", "followups:export"}
TALKING = {f"discussions:{name}" for name in ("threads", "thread", "hide", "report", "reports")}
TALKING |= {"letters:list", "letters:conversation", "letters:new"}
#: A day, the list of names on it, and the list to sign.
MEETING = {f"days:{name}" for name in ("day", "roll", "sheet", "overview", "overview-export")}
GUIDING = {"guiding:projects", "guiding:project", "guiding:applications", "guiding:decide"}
#: Where a trainer arranges something in tests, with the reason.
ARRANGING = {"trainer:arrangements", "trainer:person-arrangements"}
RESULTS = {f"trainer:{page}" for page in ("results", "results-person", "results-export", "override")}
RUN = {f"trainer:{page}" for page in ("run", "participant", "mark", "approve", "awards", "revoke", "correct")}
RUN |= {f"trainer:{page}" for page in ("sign-ups-export", "board", "board-export", "groups", "close", "take-out")}
RUN |= {"trainer:awards-export"}
TRAINERS = RUN | ARRANGING | RESULTS
ANSWERS = {"marking:answer", "marking:answers", "marking:attempts"}
QUEUES = {"marking:queue", "marking:give"}
MARKING = ANSWERS | QUEUES | {"marking:mark", "marking:cover", "marking:extension", "marking:peers"}
ACCOUNTS = {"admin wagtailusers_users:index", "admin wagtailusers_users:edit"}
#: Whoever looks after every run finds people.
PEOPLE = {"trainer:person"}
#: Who wants into a run.
ADMITTING = {"trainer:applicants", "trainer:applicant", "trainer:applicants-export", "trainer:queue-export"}
#: (role, canary) → where. The name on a certificate is public to whoever has its link.
ELSEWHERE = {
    **{(role, name): PUBLIC for role in ROLES for name in ("first_name", "last_name")},
    **{
        (role, name): PUBLIC | TRAINERS | MEETING
        for role in ("trainer", "cohort_administrator")
        for name in ("first_name", "last_name")
    },
    **{
        ("trainer", name): PUBLIC | TRAINERS | MARKING | GUIDING | TALKING | MEETING | FOLLOWING
        for name in ("first_name", "last_name")
    },
    ("cohort_administrator", "first_name"): PUBLIC | TRAINERS | MEETING | ADMITTING | PEOPLE,
    ("cohort_administrator", "last_name"): PUBLIC | TRAINERS | MEETING | ADMITTING | PEOPLE,
    **{("other_trainer", name): PUBLIC | ADMITTING for name in ("first_name", "last_name")},
    **{
        (role, name): {"trainer:applicant", "trainer:applicants-export"}
        for role in ("other_trainer", "cohort_administrator")
        for name in ("email", "motive")
    },
    # What somebody has answered in a sent test; the address to which one writes.
    ("trainer", "quiz_text"): {"marking:attempts"},
    ("trainer", "email"): {"trainer:participant"},
    ("cohort_administrator", "email"): {"trainer:participant", *ADMITTING, *PEOPLE} - {"trainer:applicants"},
    ("trainer", "submission"): {"marking:mark", "marking:cover"},
    **{(role, name): {"days:day"} for role in ("trainer", "cohort_administrator") for name in ("absence", "make_up")},
    ("trainer", "need"): {"days:day"},
    ("trainer", "followup"): {"followups:one[had]"},
    ("trainer", "message"): {"guiding:project"},
    ("trainer", "application"): {"guiding:decide"},
    ("trainer", "post"): {f"discussions:{name}" for name in ("thread", "hide", "report")},
    ("trainer", "letter"): {"letters:conversation"},
    ("trainer", "report"): {"discussions:reports"},
    **{("site_administrator", name): PUBLIC | ACCOUNTS for name in ("first_name", "last_name")},
    ("site_administrator", "email"): ACCOUNTS,
    # The jobseeker has shown this answer to this coach.
    ("coach", "seeker_private"): {"coach:shared"},
    # The wish was told to this coach, and the coach leads this group.
    ("coach", "call_wish"): {"coach:call"},
    ("coach", "group_note"): {"coach:group"},
    ("trainer", "reason"): {"trainer:participant"} | ARRANGING,
    ("cohort_administrator", "reason"): {"trainer:participant"} | ARRANGING,
}
#: What the jobseeker finds on pages of their own, and in their export.
SEEKERS_OWN = {"seeker_private", *SEEKERS} - {"group_note"}
#: Whose canary it is; who sent something to a group's screen is not known.
OWNERS = {name: "pseudonymous" if name in {"measured", *SEEKERS_OWN} else "owner" for name in CANARIES}
OWNERS["group_note"] = "nobody"


def text_of(response) -> str:
    """What somebody can read of the answer: its address, its body, the files in its archive."""
    body = read(response)
    told = response.headers.get("Location", "") + str(response.headers)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return told + "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return told + body.decode(errors="replace")


def met_by(world: World, role: str, addresses: dict[str, str]) -> dict[str, set[str]]:  # noqa: F811
    """canary → names of the addresses at which the role met it."""
    met = defaultdict(set)
    for name, address in addresses.items():
        page_cache.forget_pages()
        text = text_of(world.browsers[role].get(address))
        for canary, value in CANARIES.items():
            if value in text:
                met[canary].add(name)
    return dict(met)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's own thumbnails
@pytest.mark.parametrize("role", ROLES)
def test_nobody_meets_what_is_not_for_them(world: World, role: str):  # noqa: F811
    addresses = addresses_of(world)
    # A search for what all canaries begin with: the page repeats what was asked, but not the rest of it.
    searched = {f"{name}": f"{address}?q=kanaria&nimi=kanaria" for name, address in addresses.items()}
    for asked in (addresses, searched):
        met = met_by(world, role, asked)
        foreign = {
            canary: places - ELSEWHERE.get((role, canary), set())
            for canary, places in met.items()
            if OWNERS[canary] != role
        }
        assert {canary: places for canary, places in foreign.items() if places} == {}


def test_the_owner_meets_every_canary_and_so_does_their_export(world: World):  # noqa: F811
    """Otherwise the walk above would prove nothing."""
    addresses = addresses_of(world)
    mine = {canary for canary, whose in OWNERS.items() if whose == "owner"}
    assert set(met_by(world, "owner", addresses)) == mine
    export = {"privacy:download": addresses["privacy:download"]}
    assert set(met_by(world, "owner", export)) == mine
    assert set(met_by(world, "pseudonymous", export)) == SEEKERS_OWN
    assert set(met_by(world, "pseudonymous", addresses)) >= SEEKERS_OWN
    result = {"coaching:measure-result": addresses["coaching:measure-result"]}
    assert set(met_by(world, "pseudonymous", result)) == {"measured"}
    for role in ("stranger", "trainer", "site_administrator"):
        assert met_by(world, role, export) == {}
    trainer = met_by(world, "trainer", addresses)
    assert trainer["reason"] == {"trainer:participant"} | ARRANGING


#: Tables in which a canary lies readably. The private ones lie in none.
KEPT_IN = {
    # A supervisor's mail says who asks; it is emptied when it has gone.
    "first_name": {"accounts_user", "certificates_award", "jobs_mail"},
    "last_name": {"accounts_user", "certificates_award", "jobs_mail"},
    "email": {"accounts_user", "account_emailaddress"},
    "nickname": {"accounts_learner"},
    "private": set(),
    "seeker_private": set(),
    # What the result says is published; which answers lead to it is sealed.
    "measured": {"personal_scaleversion"},
    # A coach's own words to the person.
    "handover": {"personal_handover"},
    **{name: set() for name in ("journal", "own_page", "call_wish", "group_note")},
    # Sealed; the mail that asked there says where it went, for the days that a mail is kept.
    **{name: {"jobs_mail"} for name in ("reminder_address", "way_back")},
    "quiz_text": {"graded_response"},
    "work_draft": {"graded_work"},
    "submission": {"graded_submission", "graded_work"},
    "message": {"graded_projectmessage"},
    "application": {"graded_priorlearning"},
    "motive": {"admissions_application"},
    "absence": {"meetings_attendance"},
    "make_up": {"meetings_attendance"},
    "need": {"meetings_need"},
    "followup": {"followups_followup"},
    "post": {"discussions_writing"},
    "letter": {"discussions_message"},
    "letter_draft": {"discussions_draft"},
    "report": {"discussions_report"},
    "reason": {"graded_accommodation", "courses_progress", "records_auditentry"},
}


def test_each_canary_lies_in_its_own_table_and_nowhere_else(world: World):  # noqa: F811
    rows = {table: "\n".join(found) for table, found in everything().items()}
    lying = {
        canary: {table for table, text in rows.items() if value in text or json.dumps(value)[1:-1] in text}
        for canary, value in CANARIES.items()
    }
    assert lying == KEPT_IN


def test_how_somebody_is_lies_readably_nowhere_and_on_no_page_of_the_coach(world: World):  # noqa: F811
    """The mark is one of five words, so its word is looked for where no question offers all of them."""
    step, word = "very-bad", str(MOODS["very-bad"])
    assert mood_today(world.seeker).marked.mood == step
    assert [table for table, found in everything().items() if any(step in row or word in row for row in found)] == []
    pages = {name: at for name, at in addresses_of(world).items() if name.startswith(("coach:", "sitting:"))}
    told = {name: text_of(world.browsers["coach"].get(at)) for name, at in pages.items()}
    assert [name for name, text in told.items() if word in text or step in text] == []


def test_no_log_mail_job_session_cache_or_address_holds_what_somebody_wrote(world: World, caplog):  # noqa: F811
    caplog.set_level(logging.DEBUG)
    private = {"coaching:screen": {"answer": f"{CANARIES['private']} {CANARIES['seeker_private']}"}}
    posts = honest_posts(world) | private
    for name, address in addresses_of(world).items():
        for role in ("pseudonymous", "owner", "trainer"):
            browser = world.browsers[role]
            told = [browser.get(address), browser.post(address, posts.get(name, {}))]
            for response in told:
                read(response)
                assert [value for value in CANARIES.values() if value in response.headers.get("Location", "")] == []
        world.browsers["owner"].force_login(world.people["owner"])  # some of these end the session
    run_due()
    who = f"{CANARIES['first_name']} {CANARIES['last_name']}"
    written = caplog.text
    for letter in mail.outbox:
        told = f"{letter.body} {letter.alternatives}"
        # A supervisor's mail says who asks, and nothing else.
        written += letter.subject + (told.replace(who, "") if letter.to == [SUPERVISOR] else told)
    written += "".join(str(session.get_decoded()) for session in Session.objects.all())
    written += "".join(str(caches[alias]._cache.keys()) for alias in ("default", "renditions"))
    assert {name: around(value, written) for name, value in CANARIES.items() if value in written} == {}


def around(value: str, text: str) -> str:
    place = text.index(value)
    return text[max(0, place - 150) : place + 50]


def test_a_failure_of_ours_writes_no_text_into_the_log(world: World, caplog, monkeypatch):  # noqa: F811
    def fails(**kwargs: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("content.coaching_acts.save_answer", fails)
    browser = world.browsers["pseudonymous"]
    answer = browser.post(addresses_of(world)["coaching:screen"], {"answer": CANARIES["seeker_private"]})
    assert answer.status_code == 500
    assert "broken on purpose" in caplog.text
    assert CANARIES["seeker_private"] not in caplog.text + answer.content.decode()
