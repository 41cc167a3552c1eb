"""The code on the screen."""

import datetime

from courses.meetings.rules.codes import LETTERS, SLOT, code_at, is_fresh, seconds_left, slot_of, tidy

NOW = datetime.datetime(2027, 1, 14, 9, 0, 10, tzinfo=datetime.UTC)


def test_a_code_is_taken_for_about_a_minute_and_never_before_or_after():
    code = code_at("day", slot_of(NOW))
    taken = [
        seconds for seconds in range(-60, 180, 5) if is_fresh("day", code, NOW + datetime.timedelta(seconds=seconds))
    ]
    assert taken[0] == -10
    assert taken[-1] == 45
    assert taken == list(range(-10, 50, 5))


def test_the_code_of_one_day_is_not_the_code_of_another():
    assert not is_fresh("other", code_at("day", slot_of(NOW)), NOW)


def test_codes_change_and_use_no_letter_that_looks_like_another():
    codes = {code_at("day", slot_of(NOW) + step) for step in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) <= set(LETTERS)


def test_a_code_typed_carelessly_is_the_same_code():
    assert tidy(" o1-ab l2 ") == "01AB12"
    code = code_at("day", slot_of(NOW))
    assert is_fresh("day", f"{code[:3].lower()} {code[3:]}", NOW)


def test_the_screen_waits_until_the_next_code():
    assert seconds_left(NOW) == 20
    assert seconds_left(NOW + SLOT) == 20
