"""Everybody in the run: accounts, enrolments, what they have done, and the sessions of those who are measured."""

from allauth.mfa.models import Authenticator
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from assessments.graded.api import Attempt, Response, start_attempt
from assessments.graded.pages.quizzes import ANSWER
from bench.course import RIGHT
from courses.api import Enrolment, Progress, Run, Step, name_trainer, steps_in
from lms.accounts.models import Learner, User

#: Somebody has done at most this many steps of 40; on average half of it, so 1,000 people have 18,000.
MOST_DONE = 36
ATTEMPTS = 1_000


def make_people(number: int, *, prefix: str = "opiskelija") -> list[Learner]:
    """Accounts with their learners, in bulk."""
    users = User.objects.bulk_create(
        [
            User(email=f"{prefix}{n}@example.org", first_name="Aino", last_name=f"Esimerkki{n:05}", password="!")
            for n in range(number)
        ]
    )
    return Learner.objects.bulk_create([Learner(user=user) for user in users])


def enrol_in_bulk(run: Run, learners: list[Learner]) -> list[Enrolment]:
    """Put everybody in the run. The act that a person does is measured by itself."""
    enrolments = Enrolment.objects.bulk_create([Enrolment(run=run, learner=learner) for learner in learners])
    Run.objects.filter(pk=run.pk).update(places_taken=len(enrolments), frozen_at=timezone.now())
    return enrolments


def complete_steps(run: Run, enrolments: list[Enrolment]) -> int:
    """The n-th person has done the first ``n % 37`` steps; returns how many completions there are."""
    steps = steps_in(run)
    rows = [
        progress(enrolment, step)
        for number, enrolment in enumerate(enrolments)
        for step in steps[: number % (MOST_DONE + 1)]
    ]
    return len(Progress.objects.bulk_create(rows, batch_size=2000))


def progress(enrolment: Enrolment, step: Step) -> Progress:
    """That ``step`` is done."""
    kind = "quiz_passed" if step.kind == "quiz" else "self_marked"
    return Progress(
        enrolment=enrolment, activity_id=step.activity_id, publication_id=step.publication_id, evidence_kind=kind
    )


def take_quizzes(enrolments: list[Enrolment], step: Step) -> None:
    """One sent attempt of each, all answered right: the first is made as a learner makes it, the others are like it."""
    first = start_attempt(enrolments[0], step.activity_id)
    answer_all(first)
    laid = list(first.responses.all())
    now = timezone.now()
    Attempt.objects.filter(pk=first.pk).update(
        state=Attempt.State.SUBMITTED, submitted_at=now, score=first.max_score, passed=True
    )
    first.refresh_from_db()
    copies = []
    for enrolment in enrolments[1:]:
        copy = Attempt.objects.get(pk=first.pk) if not copies else Attempt(**_fields(first))
        copy.pk, copy.enrolment_id = None, enrolment.pk
        copies.append(copy)
    Attempt.objects.bulk_create(copies)
    Response.objects.bulk_create(
        [
            Response(**_fields(response) | {"attempt_id": attempt.pk, "points": response.full_points})
            for attempt in copies
            for response in laid
        ],
        batch_size=2000,
    )


def _fields(row: Attempt | Response) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def posted(response: Response) -> list[str]:
    """What a learner sends to get all points for the question."""
    return RIGHT[response.question_version.question.kind]


def answer_all(attempt: Attempt) -> None:
    """Store a right answer to every question, as the page's own parsing makes it."""
    responses = list(attempt.responses.select_related("question_version__question"))
    for response in responses:
        sent = QueryDict(mutable=True)
        sent.setlist(ANSWER, posted(response))
        version = response.question_version
        response.answer = version.rule.parse(version.values_in(attempt.language), sent, ANSWER)
    Response.objects.bulk_update(responses, ["answer"])


def make_trainer(run: Run) -> User:
    """A trainer of the run with the second factor that staff need."""
    trainer = _staff("kouluttaja@example.org")
    name_trainer(run=run, user=trainer, actor=None)
    return trainer


def make_author() -> User:
    """Somebody who may edit every page."""
    return _staff("tekija@example.org", is_superuser=True)


def _staff(email: str, **fields: bool) -> User:
    user = User.objects.create_user(email=email, first_name="Olli", last_name="Opettaja", is_staff=True, **fields)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def sign_in(user: User) -> str:
    """The key of a session in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client.session.session_key
