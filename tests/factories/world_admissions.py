"""The part of the small world in which people want into a run: the owner applies to the other trainer's run, and
somebody queues for it."""

from typing import Any

from django.urls import reverse

from courses.admissions.models import Admission, Application, Approval, Question, Turn
from courses.admissions.tokens import issue_link
from courses.api import Run
from lms.accounts.models import Learner
from tests.factories.guidance_world import SUPERVISOR

RUN = "toinen"
LEARNERS = (
    *("queue", "join", "answer", "leave", "apply", "questions", "save", "send", "withdraw", "employer", "code"),
)


def let_people_in(world: Any, *, motive: str) -> None:
    """A way in with a question, a sent application with the employer asked, and a turn in the queue."""
    run = Run.objects.get(code=RUN)
    Admission.objects.create(run=run, way=Admission.Way.APPLICATION, asks_employer=True)
    question = Question.objects.create(run=run, kind="long", text="Miksi haet?", why="Valitsemme sen mukaan.")
    browser, home = world.browsers["owner"], f"/koulutukset/toteutus/{RUN}/haku/"
    browser.post(home, {f"q{question.pk}": motive, "employer": SUPERVISOR, "check": "1"})
    browser.post(f"{home}laheta/")
    Turn.objects.create(run=run, learner=Learner.objects.get(user=world.people["author"]))


def admission_addresses(world: Any) -> dict[str, str]:
    """An address for every name."""
    application, question, turn = Application.objects.get(), Question.objects.get(), Turn.objects.get()
    trainer = {name: reverse(f"trainer:{name}", args=[RUN]) for name in ("applicants", "way", "new-code")}
    trainer |= {
        "applicant": reverse("trainer:applicant", args=[RUN, application.pk]),
        "extra-place": reverse("trainer:extra-place", args=[RUN, turn.pk]),
        "applicants-export": reverse("trainer:applicants-export", args=[RUN, "csv"]),
        "queue-export": reverse("trainer:queue-export", args=[RUN, "csv"]),
        "queue-remove": reverse("trainer:queue-remove", args=[RUN, turn.pk]),
        "application-questions": reverse("trainer:application-questions", args=[RUN]),
    }
    for name in ("application-question", "application-question-up", "application-question-drop"):
        trainer[name] = reverse(f"trainer:{name}", args=[RUN, question.pk])
    return (
        {f"admissions:{name}": reverse(f"admissions:{name}", args=[RUN]) for name in LEARNERS}
        | {f"trainer:{name}": address for name, address in trainer.items()}
        | {"admissions:question": reverse("admissions:question", args=[RUN, f"q{question.pk}"])}
        | {"employer:approval": reverse("employer:approval", args=[issue_link(Approval.objects.get())])}
    )


def admission_posts() -> dict[str, dict[str, Any]]:
    """What the forms would post."""
    question = {"kind": "short", "text": "Missä työskentelet?", "why": "Ryhmät."}
    return {
        "admissions:any-code": {"code": "väärä-koodi-11"},
        "admissions:code": {"code": "väärä-koodi-11"},
        "admissions:answer": {"answer": "yes"},
        "admissions:apply": {"keep": "1"},
        "admissions:save": {"seq": "5"},
        "admissions:employer": {"email": SUPERVISOR},
        "employer:approval": {"answer": "yes", "name": "Leena Leipuri"},
        "trainer:applicant": {"decision": "decline", "message": "Kiitos."},
        "trainer:way": {"way": "open", "reply_hours": "48"},
        "trainer:extra-place": {"reason": "Sovittu"},
        "trainer:queue-remove": {"reason": "Pyysi itse"},
        "trainer:application-questions": question,
        "trainer:application-question": question,
    }
