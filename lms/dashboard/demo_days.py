"""The contact days of the demo's coordinators' training: six, in months 1, 2, 4, 6, 7 and 8."""

import datetime
from typing import Any

from courses.api import Enrolment, Run
from courses.meetings.api import Mark, Meeting, Part, Plan, make_meeting, save_roll

THURSDAY = 3
FULL_DAY = [Part(datetime.time(9), datetime.time(12)), Part(datetime.time(13), datetime.time(16))]
ROOM = "Koulutustila, 2. kerros"
MAKE_UP = (
    "Lue päivän aineisto. Haastattele yhtä työpaikkasi ihmistä päivän aiheesta ja kirjoita siitä noin 300 sanaa: "
    "mitä opit, ja mitä veisit omaan työhösi? Älä kirjoita mitään, mistä asiakkaan voisi tunnistaa."
)
#: Weeks from the start of the run, what the day is called, what to bring along, whether it is compulsory.
DAYS = (
    (0, "Aloitus: tavoitteet ja kehittämistehtävän ideat", "Oma kalenteri ja yksi idea", True),
    (4, "Palvelujärjestelmä: paikalliset toimijat paneelissa", "", False),
    (14, "Työpaikka ja työterveysyhteistyö: neuvottelusimulaatio", "", False),
    (22, "Työllistymisen keinot ja nuoret", "", False),
    (27, "Verkostotyö: työpaja omista tapauksista", "Tapaus omasta työstä ilman nimiä", False),
    (33, "Loppuseminaari: kehittämistehtävien esittely", "Viiden minuutin esitys", True),
)


def add_demo_days(run: Run, *, starts: datetime.date, trainer: Any) -> list[Meeting]:
    """The six days of a run that began on ``starts``, two of them compulsory."""
    thursday = starts + datetime.timedelta(days=(THURSDAY - starts.weekday()) % 7)
    return [
        make_meeting(
            run=run,
            plan=Plan(
                title=title,
                date=thursday + datetime.timedelta(weeks=weeks),
                parts=FULL_DAY,
                place=ROOM,
                address=run.place,
                bring=bring,
                compulsory=compulsory,
                make_up=MAKE_UP,
                asks_needs=True,
            ),
            actor=trainer,
        )
        for weeks, title, bring, compulsory in DAYS
    ]


def mark_first_day(days: list[Meeting], enrolment: Enrolment, *, trainer: Any) -> None:
    """The first day has been held, and the trainee was there."""
    save_roll(meeting=days[0], marks=[Mark(enrolment.pk, ("present", 0, ""))], actor=trainer)
