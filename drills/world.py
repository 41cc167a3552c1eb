"""The site of a drill: people with one open attempt each, and afterwards what is stored of their answers."""

import argparse
import json
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the apps
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from assessments.graded.api import Response, start_attempt  # noqa: E402
from assessments.graded.pages.quizzes import address_of  # noqa: E402
from assessments.graded.tokens.quizzes import issue_pass  # noqa: E402
from bench.people import enrol_in_bulk, make_people, sign_in  # noqa: E402
from tests.factories.courses import make_course, make_run  # noqa: E402
from tests.factories.graded import make_quiz  # noqa: E402

#: Nobody overwrites much: most acknowledged answers are the last ones of their question, and so are looked for.
QUESTIONS = 20


def make(people: int) -> list[dict[str, Any]]:
    """A fresh site; returns for each person what an open page of theirs holds."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        course = make_course(lessons=0, kinds=("quiz",))
        activity = course.activities.get(kind="quiz")
        make_quiz(activity, *["essay"] * QUESTIONS)
        run = make_run(course)
        return [open_page(enrolment, activity.pk) for enrolment in enrol_in_bulk(run, make_people(people))]


def open_page(enrolment: Any, activity: int) -> dict[str, Any]:
    """The quiz pages of one person, as far as saving needs them."""
    attempt = start_attempt(enrolment, activity)
    return {
        "attempt": attempt.pk,
        "paths": [address_of(attempt, "save", place) for place in range(1, QUESTIONS + 1)],
        "cookie": f"{settings.SESSION_COOKIE_NAME}={sign_in(enrolment.learner.user)}",
        "pass": issue_pass(attempt),
    }


def stored() -> dict[str, Any]:
    """Every answer by its attempt and place, and whether the database is whole."""
    rows = Response.objects.values_list("attempt", "position", "seq", "answer")
    answers = {f"{attempt}:{place}": [seq, answer] for attempt, place, seq, answer in rows}
    return {"answers": answers, "whole": is_whole()}


def is_whole() -> bool:
    """SQLite checks its file; PostgreSQL reads every row of every table, and fails on a broken page."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            return cursor.fetchone() == ("ok",)
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(t.*::text) FROM {connection.ops.quote_name(table)} t")
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["make", "read"])
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.write_text(json.dumps(make(asked.people) if asked.act == "make" else stored()), encoding="utf-8")
