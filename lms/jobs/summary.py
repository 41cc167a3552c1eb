"""The one summary of a day or a week."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lms.jobs.letters import Kind, declare
from lms.jobs.rhythm import Pace


@dataclass(frozen=True)
class Told:
    """One line of a summary."""

    subject: str
    text: str
    url: str
    label: str


SUMMARY = declare(
    Kind(
        slug="jobs.summary",
        label=_("Summary (what has happened is listed below the text)"),
        subject=_("News from your training"),
        body=(_("Here is what has happened in your trainings since the last summary."),),
        button=_("Open your own page"),
        pace=Pace.SUMMARY,
    )
)
