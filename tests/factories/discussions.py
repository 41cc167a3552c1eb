"""People of a run who talk, made through the rooms' own doors."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from courses.api import Enrolment, Group, Run
from courses.discussions.models import Conversation, Post, Thread
from courses.discussions.queries.members import Member, member_of
from courses.discussions.queries.threads import Place
from courses.discussions.services.messages import ask_trainers
from courses.discussions.services.threads import answer, open_thread
from tests.dashboard.people import client_of, enrol_people, make_trainer
from tests.factories.courses import make_run

WHOLE = Place("", "")
HIDDEN = re.compile(r'<input type="hidden" name="(key|writer|base)" value="([^"]*)"')


@dataclass
class Talk:
    """A run with two participants, Aino and Bertta, and one trainer."""

    run: Run
    people: list[Enrolment]
    trainer: Any
    browsers: dict[int, Client] = field(default_factory=dict)

    @property
    def home(self) -> str:
        return f"/oma/opinnot/{self.run.code}/"

    @property
    def forum(self) -> str:
        return f"{self.home}keskustelu/"

    @property
    def aino(self) -> Any:
        return self.people[0].learner.user

    @property
    def bertta(self) -> Any:
        return self.people[1].learner.user

    def browser(self, user: Any) -> Client:
        return self.browsers.setdefault(user.pk, client_of(user))

    def member(self, user: Any) -> Member:
        return member_of(user, self.run.code)

    def open(self, user: Any, title: str = "Kysymys", text: str = "Miten te teette?", **more: Any) -> Thread:
        about = {"place": WHOLE, "group": None} | more
        return open_thread(member=self.member(user), title=title, text=text, key=uuid.uuid4(), **about)

    def answer(self, user: Any, thread: Thread, text: str = "Näin.", quotes: Post | None = None) -> Post:
        return answer(member=self.member(user), thread=thread, quotes=quotes, text=text, key=uuid.uuid4())

    def ask(self, place: int = 0, text: str = "Saanko lisäaikaa?", trainer: Any = None) -> Conversation:
        return ask_trainers(enrolment=self.people[place], trainer=trainer, text=text, key=uuid.uuid4())

    def group(self, name: str, *places: int) -> Group:
        """A group of the run with the people at ``places``."""
        made = Group.objects.create(run=self.run, name=name)
        for place in places:
            Enrolment.objects.filter(pk=self.people[place].pk).update(group=made)
        return made


def make_talk(*names: str) -> Talk:
    """A run whose people are called ``names``."""
    run = make_run(lessons=2)
    people = enrol_people(run, *(names or (f"Aino Aalto{run.pk}", f"Bertta Berg{run.pk}")))
    return Talk(run, people, make_trainer(run, f"opettaja{run.pk}@example.org"))


def hidden_of(response: Any) -> dict[str, str]:
    """What the open page sends unseen."""
    return dict(HIDDEN.findall(response.content.decode()))
