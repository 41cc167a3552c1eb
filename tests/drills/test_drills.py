"""The drills at a tenth of their figure, each with a real server of its own; and that they would see a loss."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from drills.clients import Writer, lost

ROOT = Path(__file__).resolve().parents[2]


def run(drill: str, *arguments: str, on: str = "PostgreSQL") -> subprocess.CompletedProcess:
    """Start a drill as ``make drills`` does."""
    command = [sys.executable, "-W", "ignore", "-m", f"drills.{drill}", "--on", on, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


@pytest.mark.postgres
def test_killed_web_processes_lose_no_acknowledged_answer():
    told = run("kill_workers", "--kills", "20", "--clients", "50", "--acks", "1000", "--pause", "0.4", "--every", "0.3")
    assert told.returncode == 0, told.stdout + told.stderr
    assert " 20 web processes killed" in told.stdout
    assert " 0 lost, database whole" in told.stdout


@pytest.mark.postgres
def test_a_database_that_dies_loses_no_acknowledged_answer_and_is_missed_kindly():
    told = run("stop_database", "--clients", "10", "--stops", "2", "--away", "3", "--between", "2", "--pause", "0.4")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "answers meanwhile [503], 0 without an answer" in told.stdout
    assert " 0 lost, database whole" in told.stdout


@pytest.mark.parametrize("database", ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
def test_a_killed_worker_loses_no_mail_and_sends_no_second_one_under_another_name(database):
    told = run("kill_mailer", "--mails", "10", "--kills", "1", on=database)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "worker killed 1 times, 0 lost, 0 waiting" in told.stdout


@pytest.mark.postgres
def test_ten_who_write_at_the_same_time_meet_no_error():
    told = run("load", "--learners", "10", "--seconds", "3")
    assert told.returncode == 0, told.stdout + told.stderr
    assert " 0 errors, 0 lost" in told.stdout


def writer(*, acked: int, sent: int) -> Writer:
    return Writer({"attempt": 7}, 0, random.Random(1), sent={3: sent}, acked={3: acked} if acked else {})


@pytest.mark.parametrize(
    "stored, is_lost",
    [
        ([5, "5 sana"], False),
        ([6, "6 sana"], False),  # committed, but the process died before it could say so
        ([4, "4 sana"], True),
        ([0, None], True),
        ([5, "4 sana"], True),  # the number moved on and the text did not
        ([9, "9 sana"], True),  # nobody sent that
    ],
)
def test_a_drill_sees_an_acknowledged_answer_that_is_not_there(stored, is_lost):
    assert bool(lost([writer(acked=5, sent=6)], {"7:3": stored})) is is_lost


def test_a_drill_misses_nobody_whose_attempt_is_gone():
    assert lost([writer(acked=1, sent=1)], {})
    assert not lost([writer(acked=0, sent=0)], {})
