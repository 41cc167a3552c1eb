"""When a day counts, and how somebody stands."""

import pytest

from courses.meetings.rules.attending import Day, standing_of


def day(**more) -> Day:
    return Day(**{"key": "a", "title": "Päivä", "minutes": 360} | more)


@pytest.mark.parametrize(
    ("state", "minutes", "attended"),
    [("", 0, False), ("absent", 0, False), ("present", 0, True), ("part", 179, False), ("part", 180, True)],
)
def test_a_day_is_attended_when_half_of_it_was(state, minutes, attended):
    assert day(state=state, minutes_there=minutes).attended is attended


def test_a_day_of_an_odd_length_needs_no_fractions():
    assert not day(minutes=45, state="part", minutes_there=22).attended
    assert day(minutes=45, state="part", minutes_there=23).attended


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({}, False),
        ({"state": "present"}, False),
        ({"state": "absent"}, True),
        ({"state": "absent", "made_up": True}, False),
        ({"cannot_come": True}, True),
        ({"cannot_come": True, "state": "present"}, False),
        ({"state": "part", "minutes_there": 60}, True),
    ],
)
def test_a_day_is_missed_when_it_is_known_not_to_count(fields, missed):
    assert day(**fields).missed is missed


def test_a_standing_counts_what_was_made_up_and_names_the_compulsory_days_that_lack():
    days = [
        day(state="present", compulsory=True),
        day(state="absent", made_up=True),
        day(state="absent"),
        day(title="Loppuseminaari", compulsory=True),
    ]
    standing = standing_of(days)
    assert (standing.counted, standing.of, standing.missing) == (2, 4, ("Loppuseminaari",))
