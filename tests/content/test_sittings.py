"""A group does a part together: the code, sending without a name, the common screen, and that nothing stays."""

import datetime
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.personal.models import Sitting, SittingNote
from assessments.personal.services.sittings import end_old_sittings
from lms.accounts.api import COACH, Learner
from tests.factories.personal import LINES, MESSAGE, PICK, READ, WRITING, make_programme
from tests.factories.world import make_staff

SECRET = "kanarialintu-4410"
SCALE = {
    "key": "voima",
    "title": "Kuinka paljon virtaa?",
    "prompt": "Valitse sana.",
    "options": [{"id": key, "type": "item", "value": {"text": key.title()}} for key in ("vähän", "sopivasti")],
}
PLAIN_LINES = LINES | {"key": "lista", "per": "", "count": 3}
WISH = {"key": "toive", "title": "Toive ja este", "prompt": "Ajattele yhtä toivetta."}
PLAN = {"key": "jos", "title": "Jos ja niin", "prompt": "Mitä teet, kun este tulee?", "spare": True}
SUPPORT = {"key": "verkko", "title": "Verkko", "prompt": "Kuka on puolellasi?"}
#: 1 read, 2 pick, 3 writing, 4 list, 5 scale, 6 a list that builds on an earlier answer, 7 a message, 8 and 9 a plan,
#: 10 a map of people
SCREENS = [
    ("read", READ),
    ("pick", PICK),
    ("writing", WRITING | {"help": "Vain sinä näet sen."}),
    ("lines", PLAIN_LINES),
    ("scale", SCALE),
    ("lines", LINES),
    ("message", MESSAGE),
    ("wish", WISH),
    ("ifthen", PLAN),
    ("support", SUPPORT),
]


@pytest.fixture(autouse=True)
def nothing_counted():
    """What other tests sent from the same address."""
    cache.clear()


@pytest.fixture
def run(db):
    return make_programme(SCREENS)


@pytest.fixture
def desk(run):
    browser = Client()
    browser.force_login(make_staff("onni@example.org", COACH, first_name="Onni"))
    return browser


@pytest.fixture
def sitting(desk, run):
    response = desk.post("/ohjaaja/ryhma/", {"part": f"{run.pk}-1"})
    made = Sitting.objects.get()
    assert response.url == f"/ohjaaja/ryhma/{made.pk}/"
    return made


@pytest.fixture
def room(sitting):
    return f"/ryhma/{sitting.plain}/"


def go(desk, sitting, screen):
    assert desk.post(f"/ohjaaja/ryhma/{sitting.pk}/ruutu/", {"screen": str(screen)}).status_code == 302


def text(browser, address):
    return browser.get(address).content.decode()


def show(desk, sitting, shows="yes"):
    desk.post(f"/ohjaaja/ryhma/{sitting.pk}/nayta/", {"shows": shows})


def test_a_phone_joins_by_the_words_however_typed_and_looking_makes_nobody(sitting, room):
    phone = Client()
    typed = sitting.code.upper().replace("-", " ")
    assert phone.post("/ryhma/", {"code": f" {typed} "}).url == room
    assert phone.post("/ryhma/", {"code": typed, "as": "screen"}).url == f"{room}naytto/"
    assert phone.get(room).status_code == 200
    assert (dict(phone.cookies), Learner.objects.count()) == ({}, 0)


@pytest.mark.parametrize("typed", ["", "väärä koodi", "x" * 5000, "\x00", "<b>"])
def test_a_wrong_code_is_refused_kindly_and_the_text_stays(sitting, typed):
    assert Client().post("/ryhma/", {"code": typed}).status_code == 422


def test_many_wrong_codes_are_slowed_down(sitting, room, monkeypatch):
    monkeypatch.setattr("content.sitting_sending.WRONG_CODES", 2)
    browser = Client()
    for _try in range(2):
        browser.post("/ryhma/", {"code": "väärä"})
    assert browser.post("/ryhma/", {"code": sitting.code}).status_code == 422
    assert browser.get(room).status_code == 404


def test_the_screen_shows_the_code_first_and_then_what_the_group_is_at(desk, sitting, room):
    first = text(Client(), f"{room}naytto/")
    assert (sitting.code in first, "<svg" in first) == (True, True)
    go(desk, sitting, 1)
    assert READ["title"] in text(Client(), f"{room}naytto/")
    assert READ["title"] in text(Client(), room)
    go(desk, sitting, 3)
    assert WRITING["prompt"] in text(Client(), f"{room}naytto/")


def test_writing_is_seen_by_the_coach_at_once_and_by_the_group_when_shown(desk, sitting, room):
    go(desk, sitting, 3)
    phone = Client()
    assert phone.post(room, {"screen": "3", "answer": SECRET}).url == f"{room}?lahetetty=3"
    assert "note-good" in text(phone, f"{room}?lahetetty=3")
    assert SECRET in text(desk, f"/ohjaaja/ryhma/{sitting.pk}/")
    assert SECRET not in text(Client(), f"{room}naytto/") + text(Client(), room)
    show(desk, sitting)
    assert SECRET in text(Client(), f"{room}naytto/")
    assert SECRET in text(Client(), room)
    show(desk, sitting, "no")
    assert SECRET not in text(Client(), f"{room}naytto/") + text(Client(), room)


def test_help_that_is_written_for_one_alone_is_not_shown_where_it_goes_to_the_group(desk, sitting, room):
    go(desk, sitting, 3)
    page = text(Client(), room)
    assert "Kirjoita syysi." in page
    assert "Vain sinä näet sen." not in page


def test_a_hidden_note_is_off_the_screen_and_can_be_put_back(desk, sitting, room):
    go(desk, sitting, 3)
    Client().post(room, {"screen": "3", "answer": SECRET})
    show(desk, sitting)
    address = f"/ohjaaja/ryhma/{sitting.pk}/viesti/{SittingNote.objects.get().pk}/"
    desk.post(address, {"hides": "yes"})
    assert SECRET not in text(Client(), f"{room}naytto/") + text(Client(), room)
    desk.post(address, {"hides": "no"})
    assert SECRET in text(Client(), f"{room}naytto/")


def test_cards_and_words_are_counted_and_one_device_counts_once(desk, sitting, room):
    go(desk, sitting, 2)
    one, two = Client(), Client()
    one.post(room, {"screen": "2", "answer": ["hyva", "virtaa"]})
    assert one.post(room, {"screen": "2", "answer": ["hyva"]}).status_code == 422
    two.post(room, {"screen": "2", "answer": ["virtaa"]})
    counts = desk.get(f"/ohjaaja/ryhma/{sitting.pk}/").context["room"].counts
    assert [each["number"] for each in counts] == [1, 2, 0]
    go(desk, sitting, 5)
    one.post(room, {"screen": "5", "answer": "sopivasti"})
    show(desk, sitting)
    assert "Sopivasti: 1" in text(two, f"{room}naytto/")


def test_each_line_of_a_list_is_a_note_of_its_own(desk, sitting, room):
    go(desk, sitting, 4)
    Client().post(room, {"screen": "4", "line-1": "Koira", "line-2": "", "line-3": "Metsä"})
    texts = desk.get(f"/ohjaaja/ryhma/{sitting.pk}/").context["room"].texts
    assert [note["text"] for note in texts] == ["Koira", "Metsä"]


def test_a_wish_and_its_plan_come_as_notes_that_are_read_alone(desk, sitting, room):
    go(desk, sitting, 8)
    assert len(re.findall("<textarea", text(Client(), room))) == 3
    Client().post(room, {"screen": "8", "line-wish": "Lenkille", "line-obstacle": "Väsymys"})
    show(desk, sitting)
    notes = desk.get(f"/ohjaaja/ryhma/{sitting.pk}/").context["room"].shown_texts
    assert notes == [f"{_('My wish')}: Lenkille", f"{_('My obstacle')}: Väsymys"]
    go(desk, sitting, 9)
    Client().post(room, {"screen": "9", "line-if": "väsyn", "line-then": "laitan kengät", "line-spare": SECRET})
    notes = [note["text"] for note in desk.get(f"/ohjaaja/ryhma/{sitting.pk}/").context["room"].texts]
    assert len(notes) == 2
    assert (("väsyn" in notes[0]) and ("laitan kengät" in notes[0]), SECRET in notes[1]) == (True, True)


def test_too_long_a_line_of_a_plan_comes_back_with_all_of_it(desk, sitting, room):
    go(desk, sitting, 8)
    response = Client().post(room, {"screen": "8", "line-wish": "x" * 281, "line-obstacle": SECRET})
    page = response.content.decode()
    assert (response.status_code, "x" * 281 in page, SECRET in page) == (422, True, True)
    assert not SittingNote.objects.exists()


@pytest.mark.parametrize("screen", [0, 1, 6, 7, 10])
def test_from_a_page_to_read_or_to_talk_about_nothing_is_sent(desk, sitting, room, screen):
    go(desk, sitting, screen)
    assert "<textarea" not in text(Client(), room)
    response = Client().post(room, {"screen": str(screen), "answer": SECRET, "line-1": SECRET})
    assert (response.status_code, SittingNote.objects.count()) == (302, 0)


def test_going_on_hides_what_comes_next_until_it_is_shown(desk, sitting, room):
    go(desk, sitting, 3)
    show(desk, sitting)
    go(desk, sitting, 4)
    Client().post(room, {"screen": "4", "line-1": SECRET})
    assert SECRET not in text(Client(), f"{room}naytto/")


def test_what_was_being_written_when_the_group_went_on_is_still_taken(desk, sitting, room):
    go(desk, sitting, 3)
    go(desk, sitting, 4)
    Client().post(room, {"screen": "3", "answer": SECRET})
    assert SittingNote.objects.get().screen == 3
    assert SECRET not in text(desk, f"/ohjaaja/ryhma/{sitting.pk}/")


@pytest.mark.parametrize("screen", ["99", "-1", "x", "", "9" * 40])
def test_a_strange_screen_breaks_nothing_and_reaches_no_page_ahead(desk, sitting, room, screen):
    go(desk, sitting, 3)
    assert Client().post(room, {"screen": screen, "answer": "jotain"}).status_code == 302
    assert {note.screen for note in SittingNote.objects.all()} <= {3}
    assert desk.post(f"/ohjaaja/ryhma/{sitting.pk}/ruutu/", {"screen": screen}).status_code == 404


@pytest.mark.parametrize(("answer", "kept"), [("", False), ("x" * 281, False), ("x" * 280, True), ("\x00", False)])
def test_too_much_or_nothing_comes_back_with_the_reason(desk, sitting, room, answer, kept):
    go(desk, sitting, 3)
    response = Client().post(room, {"screen": "3", "answer": answer})
    assert (response.status_code == 302, SittingNote.objects.exists()) == (kept, kept)
    assert kept or answer.strip("\x00") in response.content.decode()


def test_what_somebody_sends_is_never_markup(desk, sitting, room):
    go(desk, sitting, 3)
    Client().post(room, {"screen": "3", "answer": "<script>alert(1)</script>\n<b>x</b>"})
    show(desk, sitting)
    for page in (text(Client(), f"{room}naytto/"), text(Client(), room), text(desk, f"/ohjaaja/ryhma/{sitting.pk}/")):
        assert "<script>alert" not in page
        assert "<b>x" not in page
        assert "&lt;script&gt;" in page


def test_one_device_and_one_address_cannot_flood(desk, sitting, room, monkeypatch):
    go(desk, sitting, 3)
    phone = Client()
    answers = [phone.post(room, {"screen": "3", "answer": f"teksti {number}"}) for number in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [422]
    assert "teksti 5" in answers[-1].content.decode()
    monkeypatch.setattr("content.sitting_sending.SENT_BY_ADDRESS", 6)
    answers = [Client().post(room, {"screen": "3", "answer": "ilman evästettä"}) for _number in range(3)]
    assert [one.status_code for one in answers] == [302, 422, 422]


def test_a_button_pressed_twice_sends_once(desk, sitting, room):
    go(desk, sitting, 3)
    phone = Client()
    assert [phone.post(room, {"screen": "3", "answer": "x"}).status_code for _press in range(3)] == [302] * 3
    assert SittingNote.objects.count() == 1


def test_a_full_screen_says_so(desk, sitting, room, monkeypatch):
    monkeypatch.setattr("assessments.personal.services.sittings.MOST_NOTES", 2)
    go(desk, sitting, 4)
    assert Client().post(room, {"screen": "4", "line-1": "a", "line-2": "b", "line-3": SECRET}).status_code == 422
    assert not SittingNote.objects.exists()


def everything() -> str:
    rows = (str(row) for model in apps.get_models() for row in model._base_manager.values_list())
    return "\n".join(rows)


def test_nothing_readable_and_nobody_is_kept_while_it_goes_on(desk, sitting, room):
    go(desk, sitting, 3)
    phone = Client()
    phone.post(f"/valmennus/{sitting.run.code}/osa/1/3/", {"answer": "oma"})
    phone.post(room, {"screen": "3", "answer": SECRET})
    assert SECRET not in everything()
    held = {field.name for field in SittingNote._meta.get_fields()}
    assert held == {"id", "sitting", "screen", "ciphertext", "is_hidden"}  # neither who nor when


def test_the_end_deletes_all_of_it_and_says_so_everywhere(desk, sitting, room):
    go(desk, sitting, 3)
    Client().post(room, {"screen": "3", "answer": SECRET})
    assert desk.get(f"/ohjaaja/ryhma/{sitting.pk}/lopeta/").status_code == 200
    assert Sitting.objects.exists()
    assert desk.post(f"/ohjaaja/ryhma/{sitting.pk}/lopeta/").url == "/ohjaaja/"
    assert not Sitting.objects.exists()
    assert not SittingNote.objects.exists()
    assert sitting.code not in everything()
    gone = [Client().get(address).status_code for address in (room, f"{room}naytto/", f"{room}nyt/")]
    assert gone == [404, 404, 404]
    late = Client().post(room, {"screen": "3", "answer": "myöhässä"})
    assert (late.status_code, "myöhässä" in late.content.decode()) == (410, True)
    assert desk.post(f"/ohjaaja/ryhma/{sitting.pk}/lopeta/").status_code == 404


def test_a_group_that_nobody_ends_is_over_with_its_day_and_then_deleted(desk, sitting, room):
    assert sitting.ends_at - timezone.now() <= datetime.timedelta(days=1)
    Sitting.objects.update(ends_at=timezone.now())
    assert Client().get(room).status_code == 404
    assert desk.get(f"/ohjaaja/ryhma/{sitting.pk}/").status_code == 404
    assert end_old_sittings() == 1
    assert not Sitting.objects.exists()


def test_a_group_is_led_by_its_own_coach_alone(desk, sitting, room):
    go(desk, sitting, 3)
    Client().post(room, {"screen": "3", "answer": SECRET})
    note = SittingNote.objects.get().pk
    other, trainee, base = Client(), Client(), f"/ohjaaja/ryhma/{sitting.pk}/"
    other.force_login(make_staff("olli@example.org", COACH))
    trainee.force_login(make_staff("x@example.org"))
    for browser in (other, trainee):
        answers = [browser.get(base), browser.get(f"{base}lopeta/"), browser.post(f"{base}lopeta/")]
        answers += [browser.post(f"{base}ruutu/", {"screen": "1"}), browser.post(f"{base}nayta/", {"shows": "yes"})]
        answers.append(browser.post(f"{base}viesti/{note}/", {"hides": "yes"}))
        assert {answer.status_code for answer in answers} == {404}
    sitting.refresh_from_db()
    assert (sitting.screen, sitting.is_shown, SittingNote.objects.get().is_hidden) == (3, False, False)


def test_a_coach_leads_a_few_groups_at_a_time(desk, sitting, run):
    answers = [desk.post("/ohjaaja/ryhma/", {"part": f"{run.pk}-1"}).status_code for _more in range(3)]
    assert answers == [302, 302, 422]


@pytest.mark.parametrize("part", ["", "x", "1-99", "\x00"])
def test_a_part_that_is_not_there_begins_no_group(desk, run, part):
    assert desk.post("/ohjaaja/ryhma/", {"part": part}).status_code == 422
    assert not Sitting.objects.exists()


def test_open_pages_learn_of_a_change_by_one_number(desk, sitting, room, statements):
    phone = Client()
    before = phone.get(f"{room}nyt/").json()["version"]
    go(desk, sitting, 3)
    phone.post(room, {"screen": "3", "answer": "x"})
    with statements(1):
        after = Client().get(f"{room}nyt/").json()["version"]
    assert after > before
    go(desk, sitting, 3)
    assert Client().get(f"{room}nyt/").json()["version"] == after


def test_the_screen_costs_the_same_however_many_have_sent(desk, sitting, room, statements):
    go(desk, sitting, 4)
    show(desk, sitting)
    Client().get(f"{room}naytto/")
    for _round in range(2):
        with statements(4):  # the group, its programme, the outline, the notes
            Client().get(f"{room}naytto/")
        for number in range(4):
            Client().post(room, {"screen": "4", "line-1": str(number), "line-2": "toinen", "line-3": "kolmas"})


def test_the_key_of_a_group_that_goes_on_is_still_needed(sitting):
    said = StringIO()
    call_command("rotate_vault_key", stdout=said)
    with pytest.raises(CommandError):
        call_command("rotate_vault_key", drop=True, stdout=said)
    Sitting.objects.all().delete()
    call_command("rotate_vault_key", drop=True, stdout=said)
