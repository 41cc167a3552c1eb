"""The part of the small world in which the jobseeker has looked at their own strengths."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.kinds.scales import Band
from assessments.personal.api import answer_consent
from assessments.personal.models import FigureReport
from tests.factories.measures import make_measurement, make_scale

SLUG = "voimavaramittari"


def measure_strengths(world: Any, *, told: str) -> None:
    """The jobseeker has finished the start and begun the end. ``told`` is what their result says of every group; the
    report of the organiser shows nobody."""
    version = make_scale(SLUG, bands=(Band("", {"fi": told}),))
    make_measurement(world.seeker, version, "start", replies=4)
    make_measurement(world.seeker, version, "end", replies={"t1": 2}, finished=False)
    answer_consent(learner=world.seeker, says_yes=True)
    FigureReport.objects.create(
        version=version,
        course=world.programme.course,
        until=timezone.localdate(),
        least=10,
        figures={
            "whole": {"name": "Voimavarat käyttöön", "people": None, "start": {}, "end": {}},
            "runs": [],
            "counts": {"started": None, "compared": None, "agreed": None, "declined": None},
        },
    )


def measure_addresses(world: Any) -> dict[str, str]:
    """Pages of the scales; the end is open, the start is finished."""
    run = world.programme.code
    end = {
        f"coaching:measure-{name}": reverse(f"coaching:measure-{name}", args=[run, SLUG, "loppu"])
        for name in ("begin", "review", "delete", "type-in")
    }
    return end | {
        "coaching:measures": reverse("coaching:measures", args=[run]),
        "coaching:measure-consent": reverse("coaching:measure-consent", args=[run]),
        "coaching:measure-result": reverse("coaching:measure-result", args=[run, SLUG]),
        "coaching:measure-share": reverse("coaching:measure-share", args=[run, SLUG]),
        "coaching:measure-paper": reverse("coaching:measure-paper", args=[run, SLUG]),
        "coaching:measure-statement": reverse("coaching:measure-statement", args=[run, SLUG, "loppu", 2]),
        "reports:measures-file": reverse("reports:measures-file", args=[FigureReport.objects.get().pk, "csv"]),
    }


def measure_posts() -> dict[str, dict[str, Any]]:
    """What the forms of the scales post."""
    return {
        "coaching:measure-statement": {"answer": "3"},
        "coaching:measure-consent": {"answer": "no"},
        "coaching:measure-type-in": {"v1": "2", "paper-who": "own"},
    }
