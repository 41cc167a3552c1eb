"""How each row of the table is asked for: the request, and what has to be undone before the next one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from assessments.graded.api import Attempt, Response, start_attempt
from bench.door import Answer, Question, get, post
from bench.editor import form_of
from bench.people import answer_all, posted
from certificates.api import Award, AwardFile
from content.models import LessonPage
from courses.api import Activity, Course, Enrolment, Progress, Run
from lms.accounts.session_store import SessionStore
from lms.jobs.models import Job, Mail

#: The trainer's pages of the run, by the row's key.
OF_TRAINER = (
    ("matrix", ""),
    ("board", "seuranta/"),
    ("board_csv", "seuranta/lataa/csv/"),
    ("results", "tulokset/"),
    ("results_csv", "tulokset/lataa/csv/"),
)


@dataclass
class Act:
    """One request that can be repeated. ``before`` puts things back and is not measured."""

    question: Callable[[], Question]
    status: int = 200
    before: Callable[[], None] = field(default=lambda: None)


class Site:
    """The generated site, as ``bench.data`` described it."""

    def __init__(self, facts: dict[str, Any], ask: Callable[[Question], Answer]) -> None:
        self.facts, self.ask = facts, ask
        self.sessions = facts["sessions"]
        self.studies = f"/oma/opinnot/{facts['run']}/"
        self.teaching = f"/kouluttaja/ryhma/{facts['run']}/"
        self.quiz = f"{self.studies}testi/{facts['quiz']}/"
        self.programme = Run.objects.filter(course__policy=Course.Policy.PRIVATE).order_by("pk").first()
        self.enrolments = {name: Enrolment.objects.get(pk=pk) for name, pk in facts["enrolments"].items()}
        self.seq = 0
        self.close_attempt()

    def acts(self) -> dict[str, Act]:
        """Every row that is one request, by the row's key."""
        anonymous = {
            "front": "/",
            "programme": "/voimavarat/",
            "catalogue": "/koulutukset/",
            "course_page": self.facts["course_page"],
        }
        exercise = f"/valmennus/{self.programme.code}/osa/1/1/"
        return {
            **{key: _same(get(path)) for key, path in anonymous.items()},
            "exercise": _same(get(exercise)),
            "verify": _same(get(f"/todistus/{self.award().key}/")),
            **{
                f"{key}_cookie": _same(get(path, cookie="polku_language=fi"))
                for key, path in anonymous.items()
                if key != "programme"
            },
            "my_page": _same(get("/oma/", session=self.sessions["reader"])),
            "course_home": _same(get(self.studies, session=self.sessions["reader"])),
            "lesson": _same(get(f"{self.studies}{self.facts['lesson']}/", session=self.sessions["reader"])),
            "mark_done": self._marking(self.facts["next"], "reader"),
            "award": self._marking(self.facts["last"], "finisher"),
            "question": self._quiz_act(lambda: get(f"{self.quiz}3/", session=self.sessions["taker"])),
            "save": self._saving(),
            "submit": self._sending(),
            "start": Act(lambda: post(self.quiz, {}, session=self.sessions["taker"]), 302, self.close_attempt),
            "review": Act(lambda: get(f"{self.quiz}tarkista/", session=self.sessions["taker"]), before=self.answered),
            "result": Act(lambda: get(f"{self.quiz}tulos/1/", session=self.sessions["taker"]), before=self.sent),
            "thread": _same(get(f"{self.studies}keskustelu/{self.facts['thread']}/", session=self.sessions["reader"])),
            "own_data": _same(get("/oma/tiedot/lataa/", session=self.sessions["reader"])),
            **{key: _same(get(self.teaching + path, session=self.sessions["trainer"])) for key, path in OF_TRAINER},
            "editor": _same(get(f"/hallinta/pages/{self.facts['lesson_page']}/edit/", session=self.sessions["author"])),
            **self._editing(),
        }

    def _editing(self) -> dict[str, Act]:
        """The longest lesson that is shipped: opened, its draft saved, published."""
        lessons = LessonPage.objects.filter(locale__language_code="fi").exclude(path__startswith=self._own_pages())
        page = max(lessons, key=lambda one: len(str(one.body.get_prep_value())))
        address, mine = f"/hallinta/pages/{page.pk}/edit/", self.sessions["author"]
        author = get_user_model().objects.get(pk=SessionStore(mine)["_auth_user_id"])
        form = form_of(page, author.pk)

        def changed(button: dict[str, str]) -> Question:
            self.seq += 1  # what has not changed is not written
            return post(address, form | {"lead": f"{page.lead} {self.seq}"} | button, session=mine)

        return {
            "editor_longest": _same(get(address, session=mine)),
            "editor_draft": Act(lambda: changed({}), status=302),
            "editor_publish": Act(lambda: changed({"action-publish": "1"}), status=302),
        }

    def _own_pages(self) -> str:
        """The path of the generated training."""
        return Page.objects.get(pk=self.facts["lesson_page"]).get_parent().get_parent().path

    def award(self) -> Award:
        """The finisher's certificate, made by the last step."""
        self.ask(post(f"{self.studies}{self.facts['last']}/tehty/", {}, session=self.sessions["finisher"]))
        return Award.objects.get(enrolment=self.enrolments["finisher"])

    def _marking(self, slug: str, who: str) -> Act:
        enrolment = self.enrolments[who]

        def undo() -> None:
            AwardFile.objects.filter(award__enrolment=enrolment).delete()
            Award.objects.filter(enrolment=enrolment).delete()
            Job.objects.all().delete()
            Mail.objects.all().delete()
            Progress.objects.filter(enrolment=enrolment, activity__slug=slug).delete()
            Enrolment.objects.filter(pk=enrolment.pk).update(status=Enrolment.Status.ACTIVE, completed_at=None)

        question = post(f"{self.studies}{slug}/tehty/", {}, session=self.sessions[who])
        return Act(lambda: question, status=302, before=undo)

    def _quiz_act(self, question: Callable[[], Question], **more: Any) -> Act:
        self.open_attempt()
        return Act(question, **more)

    def open_attempt(self) -> Attempt:
        """The taker's attempt that is going on (made when there is none)."""
        activity = Activity.objects.get(course__runs__code=self.facts["run"], slug=self.facts["quiz"])
        return start_attempt(self.enrolments["taker"], activity.pk)

    def answered(self) -> None:
        """The taker has answered everything and sent nothing."""
        attempt = self.open_attempt()
        if attempt.responses.filter(answer=None).exists():
            answer_all(attempt)

    def sent(self) -> None:
        """The taker's first attempt is sent."""
        if not Attempt.objects.filter(enrolment=self.enrolments["taker"], state=Attempt.State.SUBMITTED).exists():
            self.close_attempt()
            self.answered()
            self.ask(post(f"{self.quiz}tarkista/", {"attempt": "1"}, session=self.sessions["taker"]))

    def _saving(self) -> Act:
        first = self.open_attempt().responses.select_related("question_version__question").get(position=1)
        hidden = hidden_fields(self.ask(get(f"{self.quiz}1/", session=self.sessions["taker"])).body)

        def question() -> Question:
            self.seq += 1
            data = hidden | {"answer": posted(first), "seq": str(self.seq)}
            return post(f"{self.quiz}1/tallenna/", data, session=self.sessions["taker"])

        return Act(question)

    def _sending(self) -> Act:
        attempt = self.open_attempt()
        answer_all(attempt)
        question = post(f"{self.quiz}tarkista/", {"attempt": str(attempt.number)}, session=self.sessions["taker"])

        def undo() -> None:
            Progress.objects.filter(enrolment=attempt.enrolment, activity=attempt.activity).delete()
            Response.objects.filter(attempt=attempt).update(points=None)
            Attempt.objects.filter(pk=attempt.pk).update(
                state=Attempt.State.OPEN, submitted_at=None, score=None, passed=None
            )

        return Act(lambda: question, status=302, before=undo)

    def answers(self) -> list[list[str]]:
        """What is posted to each question of the quiz, in order."""
        responses = self.open_attempt().responses.select_related("question_version__question")
        return [posted(response) for response in responses]

    def journey(self, answers: list[list[str]], ask: Callable[[Question], Answer]) -> None:
        """A whole quiz by its pages alone: begin, see and answer each question, look over, send, read the result."""
        mine = self.sessions["taker"]
        asked = [ask(post(self.quiz, {}, session=mine))]
        for position, answer in enumerate(answers, start=1):
            page = ask(get(f"{self.quiz}{position}/", session=mine))
            data = hidden_fields(page.body) | {"answer": answer}
            asked += [page, ask(post(f"{self.quiz}{position}/", data, session=mine))]
        look = ask(get(f"{self.quiz}tarkista/", session=mine))
        sent = ask(post(f"{self.quiz}tarkista/", hidden_fields(look.body), session=mine))
        asked += [look, sent, ask(get(sent.headers["Location"], session=mine))]
        if wrong := [answer.status for answer in asked if answer.status not in (200, 302)]:
            raise RuntimeError(f"the quiz journey met {wrong}")

    def close_attempt(self) -> None:
        """The taker has never begun the quiz. A quiz begun hundreds of times would be slower than anybody's."""
        taker = self.enrolments["taker"]
        Response.objects.filter(attempt__enrolment=taker).delete()
        Attempt.objects.filter(enrolment=taker).delete()
        Progress.objects.filter(enrolment=taker).delete()


def _same(question: Question) -> Act:
    return Act(lambda: question)


def hidden_fields(page: bytes) -> dict[str, str]:
    """The hidden fields of the page's form."""
    inputs = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page.decode())
    pairs = (re.search(r'name="([^"]*)"[^>]*value="([^"]*)"', one) for one in inputs)
    found = {pair[1]: pair[2] for pair in pairs if pair}
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}
