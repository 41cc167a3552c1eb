"""Whatever happens in whatever order on three devices: a code that was used up, replaced or made for something else
gives nothing, and joining work to an account neither loses nor doubles a word."""

import datetime
import itertools
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trials
from hypothesis import strategies as st

from assessments.personal.api import make_code
from assessments.personal.models import CoachLink, Entry
from lms.accounts.api import COACH, Learner
from tests.accounts.conftest import make_account, sign_in
from tests.factories.personal import WRITING, make_programme
from tests.factories.world import make_staff

pytestmark = pytest.mark.django_db
DEVICES, ACCOUNTS, SCREENS, CODES = 3, 2, 2, 8
ACTS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, DEVICES - 1), st.integers(0, SCREENS - 1)),
    st.tuples(st.just("resume"), st.integers(0, DEVICES - 1), st.integers(0, CODES - 1)),
    st.tuples(st.just("sign_in"), st.integers(0, DEVICES - 1), st.integers(0, ACCOUNTS - 1)),
    st.tuples(
        st.sampled_from(["wish", "claim", "claim", "leave", "renew", "join", "sign_out", "erase"]),
        st.integers(0, DEVICES - 1),
        st.just(0),
    ),
)


@dataclass(eq=False)
class Person:
    """Somebody, as the test remembers them; who has an account has no code."""

    learner_id: int
    account: bool
    code: str = ""
    #: (exercise, text), the oldest first.
    words: list[tuple[int, str]] = field(default_factory=list)
    has_coach: bool = False


@dataclass(eq=False)
class Device:
    """A browser, who it knows, and whose work it has asked to move."""

    browser: Client
    person: Person | None = None
    wish: Person | None = None


class World:
    """The site and the test's own idea of it, side by side."""

    def __init__(self, run: Any, coach_code: str, accounts: list[Any]) -> None:
        self.base, self.coach_code = f"/valmennus/{run.code}/", coach_code
        self.devices = [Device(Client()) for _device in range(DEVICES)]
        self.accounts = [Person(Learner.objects.get_or_create(user=user)[0].pk, account=True) for user in accounts]
        self.emails = [user.email for user in accounts]
        self.people: list[Person] = []
        self.codes = [coach_code]
        self._texts = (f"kanarialintu-{number:04d}" for number in itertools.count(1))

    def step(self, act: str, device: int, choice: int) -> None:
        cache.clear()  # the brakes on guessing are tested elsewhere
        getattr(self, act)(self.devices[device], choice)

    def meet(self, device: Device) -> None:
        """A device without anybody has just made somebody: find them, with the code that is shown."""
        key = device.browser.session["learner"]
        person = Person(Learner.objects.get(key=key).pk, account=False)
        self.people.append(person)
        device.person = person
        self.see_code(device)

    def see_code(self, device: Device) -> None:
        code = device.browser.get(f"{self.base}omat/").context["card"].code
        assert code
        device.person.code = code
        self.codes.append(code)

    def write(self, device: Device, screen: int) -> None:
        text = next(self._texts)
        sent = device.browser.post(f"{self.base}osa/1/{screen + 1}/", {"answer": text})
        assert sent.status_code == 302
        if device.person is None:
            self.meet(device)
        mine = device.person.words
        newest = max((place for place, (where, _text) in enumerate(mine) if where == screen), default=None)
        if newest is not None:
            del mine[newest]
        mine.append((screen, text))

    def resume(self, device: Device, choice: int) -> None:
        code = self.codes[choice % len(self.codes)]
        whose = next((person for person in self.people if person.code == code), None)
        if device.person and device.person.account:
            whose = None
        answer = device.browser.post(f"{self.base}jatka/", {"code": code})
        assert answer.status_code == (302 if whose else 422)
        if whose:
            device.person, device.wish = whose, None

    def renew(self, device: Device, _choice: int) -> None:
        may = device.person is not None and not device.person.account
        assert device.browser.post(f"{self.base}omat/koodi/").status_code == (302 if may else 404)
        if may:
            self.see_code(device)

    def join(self, device: Device, _choice: int) -> None:
        device.browser.post(f"{self.base}ohjaaja/koodi/{self.coach_code}/", {"answer": "yes"})
        if device.person is None:
            self.meet(device)
        device.person.has_coach = True

    def wish(self, device: Device, _choice: int) -> None:
        may = device.person is not None and not device.person.account
        assert device.browser.post("/tili/liita/aloita/").status_code == (302 if may else 404)
        if may:
            device.wish = device.person

    def sign_in(self, device: Device, choice: int) -> None:
        if device.person in self.accounts:
            return
        assert sign_in(device.browser, self.emails[choice]).status_code == 302
        device.person = self.accounts[choice]

    def sign_out(self, device: Device, _choice: int) -> None:
        if device.person in self.accounts:
            device.browser.post("/tili/logout/")
            device.person = device.wish = None

    def leave(self, device: Device, _choice: int) -> None:
        if device.person in self.accounts:
            device.browser.post("/tili/liita/", {"leave": "1"})
            device.wish = None

    def claim(self, device: Device, _choice: int) -> None:
        if device.person not in self.accounts:
            return
        may = device.wish in self.people
        assert device.browser.post("/tili/liita/").status_code == (302 if may else 404)
        if may:
            target, source = device.person, device.wish
            target.words += source.words
            target.has_coach |= source.has_coach
            self.forget(source)
            device.wish = None

    def erase(self, device: Device, _choice: int) -> None:
        if device.person in self.people:
            assert device.browser.post(f"{self.base}omat/poista/").status_code == 200
            gone, device.person, device.wish = device.person, None, None
            self.forget(gone)

    def forget(self, person: Person) -> None:
        """Nobody is this person any more, on any device."""
        self.people.remove(person)
        for device in self.devices:
            device.person = None if device.person is person else device.person
            device.wish = None if device.wish is person else device.wish

    def check(self) -> None:
        """Every word is where it belongs, once; nobody is left over; each device shows its own person's words only."""
        everybody = self.people + self.accounts
        assert Learner.objects.filter(user=None).count() == len(self.people)
        for person in everybody:
            rows = Entry.objects.filter(vault__owner_id=person.learner_id).select_related("vault")
            kept = [row.read_value(row.vault.open_key())["text"] for row in rows]
            assert sorted(kept) == sorted(text for _screen, text in person.words)
            links = CoachLink.objects.filter(learner_id=person.learner_id, ended_at=None).count()
            assert links == person.has_coach
        assert Entry.objects.count() == sum(len(person.words) for person in everybody)
        for device in self.devices:
            page = device.browser.get(f"{self.base}omat/").content.decode()
            for person in everybody:
                shown = {text for _screen, text in person.words if text in page}
                assert shown if person is device.person and person.words else not shown


@example(
    acts=[
        *[("write", 0, 0), ("resume", 1, 1), ("write", 1, 0), ("write", 1, 1), ("join", 0, 0), ("renew", 1, 0)],
        *[("wish", 0, 0), ("wish", 1, 0), ("sign_in", 0, 0), ("write", 0, 1), ("sign_in", 1, 1), ("claim", 0, 0)],
        *[("claim", 1, 0), ("claim", 0, 0), ("resume", 2, 1), ("resume", 2, 2), ("resume", 2, 0)],
    ]
).via("two devices of one person, two accounts, every code again")
@example(
    acts=[
        *[("write", 0, 0), ("wish", 0, 0), ("write", 1, 0), ("resume", 0, 2), ("sign_in", 0, 0), ("claim", 0, 0)],
        *[("sign_out", 0, 0), ("write", 0, 0), ("wish", 0, 0), ("sign_in", 0, 0), ("claim", 0, 0)],
    ]
).via("a wish on a device that the next person has taken over")
@given(acts=st.lists(ACTS, min_size=4, max_size=24))
@trials(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_history_gives_anybody_anything_twice_or_that_is_not_theirs(acts, world_parts):
    with transaction.atomic():
        world = World(*world_parts)
        for act in acts:
            world.step(*act)
        world.check()
        transaction.set_rollback(True)


@pytest.fixture
def world_parts(settings, db) -> tuple[Any, str, list[Any]]:
    """A programme, a coach's code and two accounts; the addresses are those of the whole site."""
    settings.ROOT_URLCONF = "lms.urls"
    run = make_programme([("writing", WRITING | {"key": key}) for key in ("eka", "toka")])
    coach = make_staff("onni@example.org", COACH, first_name="Onni")
    day = timezone.localdate() + datetime.timedelta(days=30)
    code = make_code(coach=coach, run=run, place="Paja Kipinä", expires_on=day)
    return run, code.plain, [make_account("maija@example.org"), make_account("veikko@example.org")]
