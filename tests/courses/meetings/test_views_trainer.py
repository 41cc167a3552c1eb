"""A trainer's pages about days."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.api import Group, Invitation, accept_invitation
from courses.meetings.models import Attendance, Meeting, Need, WalkIn
from courses.meetings.services.absence import say_cannot_come
from courses.meetings.services.walk_ins import count_walk_in, mark_joined_walk_ins
from lms.accounts.api import Learner, User
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day

FORM = {
    "title": "Aloitus", "date": "2090-01-14", "place": "Kirjasto",
    "starts": "09:00", "ends": "12:00", "starts_2": "13:00", "ends_2": "16:00",
}  # fmt: skip


def page(name: str, day: Meeting, *more: int) -> str:
    return reverse(f"days:{name}", args=[day.run.code, day.pk, *more])


def roll_form(body: str, **states: str) -> dict[str, str]:
    """What the list posts when somebody chose ``states`` ("state-1" without its dash)."""
    return dict(re.findall(r'name="(was-\d+)" value="([^"]*)"', body)) | states


def test_a_day_is_added_and_stands_on_the_list(run, at_desk):
    answer = at_desk.post(reverse("days:new", args=[run.code]), FORM)
    day = Meeting.objects.get()
    assert answer["Location"] == page("day", day)
    assert (day.parts, day.minutes) == ([["09:00", "12:00"], ["13:00", "16:00"]], 360)
    assert "Aloitus" in main_of(at_desk.get(reverse("days:days", args=[run.code])))
    run.refresh_from_db()
    assert run.contact_days == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": "08:00"}, "ends"),
        ({"starts_2": "11:30"}, "ends"),
        ({"ends_2": ""}, "ends_2"),
        ({"date": "huomenna"}, "date"),
        ({"date": "0202-01-14"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"title": ""}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_what_was_typed_stays(run, at_desk, change, field):
    answer = at_desk.post(reverse("days:new", args=[run.code]), FORM | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Kirjasto" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_day_is_for_trainers_and_managers_of_its_run(run, day, people, client):
    addresses = [reverse("days:days", args=[run.code]), page("day", day), page("roll", day), page("edit", day)]
    outsider = client_of(make_trainer(make_run(), "muu@example.org"))
    manager = client_of(make_manager())
    for address in addresses:
        assert outsider.get(address).status_code == 404
        assert client_of(people[0].learner.user).get(address).status_code == 404
        assert manager.get(address).status_code == 200


def test_everybody_is_marked_on_one_page_with_one_save(day, people, at_desk):
    body = at_desk.get(page("roll", day)).content.decode()
    assert not re.search(r'value="(present|part|absent)"[^>]* checked', body)
    states = {
        f"state-{people[0].pk}": "present",
        f"state-{people[1].pk}": "absent",
        f"reason-{people[1].pk}": "työmatka",
    }
    states |= {f"state-{people[2].pk}": "part", f"minutes-{people[2].pk}": "180"}
    at_desk.post(page("roll", day), roll_form(body, **states))
    rows = [(row.state, row.minutes, row.reason) for row in Attendance.objects.order_by("enrolment")]
    assert rows == [("present", 0, ""), ("absent", 0, "työmatka"), ("part", 180, "")]


def test_everybody_is_here_fills_but_saves_nothing_and_keeps_what_was_chosen(day, people, at_desk):
    say_cannot_come(enrolment=people[1], meeting=day, reason="", actor=None)
    body = at_desk.get(page("roll", day)).content.decode()
    post = roll_form(body, **{f"state-{people[2].pk}": "absent"}) | {"fill": "1"}
    roll = at_desk.post(page("roll", day), post).context["roll"]
    assert [line.state for line in roll.lines] == ["present", "absent", "absent"]
    assert not Attendance.objects.exclude(state="").exists()


def test_of_two_trainers_the_second_is_told_what_the_first_marked(day, people, at_desk):
    other = client_of(make_trainer(day.run, "toinen@example.org"))
    mine, theirs = (browser.get(page("roll", day)).content.decode() for browser in (at_desk, other))
    one, two = f"state-{people[0].pk}", f"state-{people[1].pk}"
    other.post(page("roll", day), roll_form(theirs, **{one: "absent"}))
    answer = at_desk.post(page("roll", day), roll_form(mine, **{one: "present", two: "present"}))
    assert answer.status_code == 409
    assert [line.taken_by for line in answer.context["roll"].lines] == ["Olli Opettaja", "", ""]
    assert [line.state for line in answer.context["roll"].lines] == ["present", "present", ""]
    assert Attendance.objects.get().state == "absent"
    again = roll_form(answer.content.decode(), **{one: "present", two: "present"})
    assert at_desk.post(page("roll", day), again).status_code == 302
    assert [row.state for row in Attendance.objects.order_by("enrolment")] == ["present", "present"]


@pytest.mark.parametrize("minutes", ["", "0", "-5", "9999", "9" * 30, "٣"])
def test_a_part_without_its_length_is_asked_for(day, people, at_desk, minutes):
    body = at_desk.get(page("roll", day)).content.decode()
    states = {f"state-{people[0].pk}": "part", f"minutes-{people[0].pk}": minutes, f"state-{people[1].pk}": "present"}
    answer = at_desk.post(page("roll", day), roll_form(body, **states))
    assert answer.status_code == 422
    assert answer.context["roll"].lines[1].state == "present"
    assert not Attendance.objects.exists()


def test_nonsense_on_the_list_is_no_error_of_ours(day, people, at_desk):
    pk = people[0].pk
    for was in ("", "x|y", "|||", "9" * 40 + "|present|0|"):
        answer = at_desk.post(page("roll", day), {f"was-{pk}": was, f"state-{pk}": "kenties"})
        assert answer.status_code == 422


def test_the_list_of_a_group_has_the_group_only(run, people, at_desk):
    group = Group.objects.create(run=run, name="A")
    people[0].group = group
    people[0].save(update_fields=["group"])
    day = make_day(run, group=group)
    assert [line.name for line in at_desk.get(page("roll", day)).context["roll"].lines] == ["Aino Aalto"]


def test_the_list_costs_the_same_for_many(run, day, at_desk, people, statements):
    at_desk.get(page("roll", day))
    with statements(8):
        at_desk.get(page("roll", day))
    enrol_people(run, *(f"Nimi{number} Sukunimi" for number in range(20)))
    with statements(8):
        at_desk.get(page("roll", day))


def test_the_printed_list_has_names_and_no_addresses(day, people, at_desk):
    body = main_of(at_desk.get(page("sheet", day)))
    assert "Aino Aalto" in body
    assert "@" not in body
    assert body.count("<th scope=") == 3 + 3


def test_a_file_is_looked_at_before_it_is_saved(day, people, at_desk):
    text = "nimi;läsnäolo;tunnit;syy\nAino Aalto;paikalla;;\nBo Berg;osan;3;\nJoku Muu;paikalla;;\n"
    file = SimpleUploadedFile("lista.csv", text.encode("cp1252"))
    checked = at_desk.post(page("import", day), {"file": file})
    assert not Attendance.objects.exists()
    assert [line.is_problem for line in checked.context["lines"]] == [False, False, True]
    form = checked.context["form"].initial
    at_desk.post(page("import", day), form)
    rows = [(row.state, row.minutes, row.marked_how) for row in Attendance.objects.order_by("enrolment")]
    assert rows == [("present", 0, "import"), ("part", 180, "import")]
    changed = at_desk.post(page("import", day), {"marks": "Cia Ceder;x", "checked": form["checked"]})
    assert changed.status_code == 200
    assert not Attendance.objects.filter(enrolment=people[2]).exists()


@pytest.mark.parametrize("post", [{}, {"marks": "\n\n"}, {"marks": "a;b\n" * 501}, {"marks": "x" * 300_000}])
def test_a_list_that_cannot_be_read_is_refused(day, at_desk, post):
    assert at_desk.post(page("import", day), post).status_code == 422


def test_somebody_of_the_run_who_walks_in_is_marked(day, people, at_desk):
    at_desk.post(page("walk-in", day), {"email": "Bo.Berg@example.org".lower(), "name": ""})
    assert Attendance.objects.get().enrolment == people[1]


def test_a_stranger_who_walks_in_is_invited_and_marked_once_they_have_joined(day, people, at_desk):
    for _press in range(2):
        answer = at_desk.post(page("walk-in", day), {"email": "uusi@example.org", "name": "Uusi Ihminen"})
        assert answer.status_code == 302
    invitation = Invitation.objects.get()
    assert WalkIn.objects.get().invitation == invitation
    assert "Uusi Ihminen" in main_of(at_desk.get(page("roll", day)))
    assert mark_joined_walk_ins() == 0
    learner = Learner.objects.create(user=User.objects.create_user(email="uusi@example.org"))
    enrolment = accept_invitation(invitation=invitation, learner=learner, actor=None)
    assert mark_joined_walk_ins() == 1
    assert mark_joined_walk_ins() == 0
    assert Attendance.objects.get(enrolment=enrolment).state == "present"
    assert not WalkIn.objects.exists()


def test_heads_are_counted_where_the_type_allows_it(at_desk, teacher, day, db):
    assert at_desk.post(page("heads", day), {"number": "12"}).status_code == 404
    themed = make_run(type="theme_day")
    here = make_day(themed)
    desk = client_of(make_trainer(themed, "teema@example.org"))
    assert desk.post(page("heads", here), {"number": "-1"}).status_code == 422
    desk.post(page("heads", here), {"number": "34"})
    here.refresh_from_db()
    assert here.head_count == 34
    assert "34" in main_of(desk.get(reverse("days:days", args=[themed.code])))
    desk.post(page("heads", here), {"number": ""})
    here.refresh_from_db()
    assert here.head_count is None


def test_somebody_without_an_address_is_counted_in_any_type_and_the_number_can_be_put_right(at_desk, day, people):
    assert "No e-mail address?" in main_of(at_desk.get(page("walk-in", day)))
    for number in (1, 2):
        answer = at_desk.post(page("walk-in", day), {"nameless": "1"}, follow=True)
        assert f"{number} pe" in main_of(answer)
        assert answer.context["altogether"] == number
    assert answer.redirect_chain[0][0] == f"{page('day', day)}#maara" and 'id="maara"' in main_of(answer)
    assert not WalkIn.objects.exists() and not Attendance.objects.exists()
    at_desk.post(page("heads", day), {"number": "1"})
    assert at_desk.get(page("day", day)).context["altogether"] == 1
    at_desk.post(page("heads", day), {"number": ""})
    assert 'id="maara"' not in main_of(at_desk.get(page("day", day)))


def test_a_number_that_is_full_grows_no_more(teacher, day):
    Meeting.objects.filter(pk=day.pk).update(head_count=9999)
    assert count_walk_in(meeting=day, actor=teacher) == 9999


def test_needs_are_read_by_trainers_of_the_run_and_not_by_managers(run, people, at_desk):
    day = make_day(run, asks_needs=True)
    for one, diets in ((people[0], ["vegan"]), (people[1], ["vegan", "gluten_free"])):
        Need.objects.create(meeting=day, enrolment=one, diets=diets, access="luiska")
    body = main_of(at_desk.get(page("day", day)))
    assert "luiska" in body
    assert "luiska" not in main_of(client_of(make_manager()).get(page("day", day)))
    assert at_desk.get(page("day", day)).context["needs"].diets == [("Vegan", 2), ("Gluten-free", 1)]


def test_a_make_up_task_is_read_and_accepted(run, people, aino, at_desk):
    day = make_day(run, make_up="Kirjoita.")
    aino.post(reverse("meetings:cannot", args=[run.code, day.pk]))
    aino.post(reverse("meetings:make-up", args=[run.code, day.pk]), {"text": "Kirjoitin."})
    listed = main_of(at_desk.get(reverse("days:days", args=[run.code])))
    assert "#korvaavat" in listed
    assert "One person cannot come" in listed
    assert "Kirjoitin." in main_of(at_desk.get(page("day", day)))
    at_desk.post(page("accept", day, people[0].pk))
    assert Attendance.objects.get().made_up_at
    assert at_desk.post(page("accept", day, people[1].pk)).status_code == 404
    assert at_desk.post(page("accept", day, 2**70)).status_code == 404


def test_a_part_that_is_enough_asks_for_no_make_up_task(run, people, at_desk):
    day = make_day(run, make_up="Kirjoita.")
    for one, minutes in ((people[0], 180), (people[1], 60)):
        Attendance.objects.create(meeting=day, enrolment=one, state=Attendance.State.PART, minutes=minutes)
    body = main_of(at_desk.get(page("day", day)))
    assert page("accept", day, people[1].pk) in body
    assert page("accept", day, people[0].pk) not in body


def test_a_cancelled_day_can_be_held_after_all(day, people, at_desk, aino):
    assert at_desk.get(page("cancel", day)).status_code == 200
    at_desk.post(page("cancel", day))
    assert aino.get(reverse("meetings:day", args=[day.run.code, day.pk])).status_code == 200
    day.refresh_from_db()
    assert day.is_cancelled
    at_desk.post(page("restore", day))
    day.refresh_from_db()
    assert not day.is_cancelled


def test_a_new_day_offers_the_hours_and_place_of_the_last(run, at_desk):
    make_day(run, place="Kirjasto")
    form = at_desk.get(reverse("days:new", args=[run.code])).context["form"]
    assert form.initial["place"] == "Kirjasto"
    assert form.initial["starts"] == datetime.time(9)
    assert "date" not in form.initial
