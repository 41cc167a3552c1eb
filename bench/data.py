"""Makes the generated site in an empty database and says in a file what the measurements need to know of it."""

import argparse
import json
import time
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the apps
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from assessments.personal.api import make_site_key  # noqa: E402
from bench import course as courses  # noqa: E402
from bench import people, talk  # noqa: E402
from content.seeding.loader import load_starter  # noqa: E402
from courses.api import Progress, Run, steps_in  # noqa: E402

#: People with a session: readers, and eight clients of the load test who save and mark.
CLIENTS = 16


def make_site(number: int) -> dict:
    """Everything; returns the facts for the measurements."""
    began = time.monotonic()
    prepare_database()
    page = courses.make_course()
    run = courses.make_run(page)
    told(f"{len(steps_in(run))} steps", began)
    with transaction.atomic():
        facts = fill(run, number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    told(f"{number} people, {facts['completions']} completions, {facts['attempts']} attempts", began)
    facts["postgres"] = postgres_version()
    return facts | {"course_page": page.url, "lesson_page": page.get_descendants().filter(slug="luku-3-4").first().pk}


def postgres_version() -> str:
    """The server's version; empty on SQLite."""
    return ".".join(map(str, connection.get_database_version())) if connection.vendor == "postgresql" else ""


def prepare_database() -> None:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_site_key()
    report = load_starter()
    if report.problems:
        raise SystemExit("\n".join(report.problems))


def fill(run: Run, number: int) -> dict:
    """People and what they have done. The roles of the measurement:

    the reader is half way; the finisher lacks the last step; the taker has all but the quiz; the clients come after.
    """
    steps = steps_in(run)
    quiz = next(step for step in steps if step.kind == "quiz")
    enrolments = people.enrol_in_bulk(run, people.make_people(number))
    special = people.enrol_in_bulk(run, people.make_people(3 + CLIENTS, prefix="mitattu"))
    reader, finisher, taker, *clients = special
    Run.objects.filter(pk=run.pk).update(places_taken=len(enrolments) + len(special))
    completions = people.complete_steps(run, enrolments)
    Progress.objects.bulk_create([people.progress(reader, step) for step in steps[:18]])
    Progress.objects.bulk_create([people.progress(finisher, step) for step in steps[:-1]])
    attempts = min(people.ATTEMPTS, number)
    people.take_quizzes(enrolments[:attempts], quiz)
    return {
        "people": number,
        "run": run.code,
        "quiz": quiz.slug,
        "steps": [step.slug for step in steps if step.kind == "lesson"],
        "next": steps[18].slug,
        "last": steps[-1].slug,
        "lesson": "luku-3-4",
        "completions": completions + 18 + len(steps) - 1,
        "attempts": attempts,
        "thread": talk.make_discussions(run, enrolments),
        "enrolments": {"reader": reader.pk, "finisher": finisher.pk, "taker": taker.pk},
        "sessions": {
            "reader": people.sign_in(reader.learner.user),
            "finisher": people.sign_in(finisher.learner.user),
            "taker": people.sign_in(taker.learner.user),
            "trainer": people.sign_in(people.make_trainer(run)),
            "author": people.sign_in(people.make_author()),
            "clients": [people.sign_in(client.learner.user) for client in clients],
        },
    }


def told(what: str, began: float) -> None:
    print(f"  {time.monotonic() - began:5.1f} s  {what}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.write_text(json.dumps(make_site(asked.people)))
