"""Theme days and webinars: listed for all, signed up for with an address alone, counted with names and without."""

import datetime
import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from courses.api import Run, RunFull
from courses.meetings.models import Meeting, SignUp
from courses.meetings.services.marking import Mark, save_roll
from courses.meetings.services.news import write_news
from courses.meetings.services.planning import cancel_meeting
from courses.meetings.services.signing_up import forget_sign_ups, link_of
from lms.jobs.models import Job, Mail
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day

pytestmark = pytest.mark.django_db
LINK = "https://example.org/huone"


@pytest.fixture
def run() -> Run:
    cache.clear()
    return make_run(type="theme_day", lessons=0, capacity=2)


@pytest.fixture
def day(run) -> Meeting:
    return make_day(run, title="Arki sujuvaksi", place="Kirjasto", link=LINK)


def event(day: Meeting) -> str:
    return reverse("events:event", args=[day.pk])


def test_the_list_shows_what_anybody_may_come_to_and_nothing_else(client, day):
    make_day(make_run(type="blended_cohort"), title="Ryhmän oma päivä")
    make_day(make_run(type="theme_day", is_open=False), title="Vielä salassa")
    make_day(make_run(type="theme_day"), days=-1, title="Mennyt")
    cancel_meeting(meeting=make_day(make_run(type="theme_day"), title="Peruttu"), actor=None)
    soon = timezone.localdate() + datetime.timedelta(days=9)
    short = make_run(type="short_group")
    Run.objects.filter(pk=short.pk).update(starts=soon)
    body = main_of(client.get(reverse("events:list")))
    assert f'href="{event(day)}"' in body and f'href="{reverse("courses:enrol", args=[short.code])}"' in body
    assert [title in body for title in ("Ryhmän oma päivä", "Vielä salassa", "Mennyt", "Peruttu")] == [False] * 4
    assert LINK not in body


def test_one_signs_up_without_an_account_or_a_name_and_finds_the_link_by_mail(client, day):
    page = client.get(event(day))
    assert LINK not in page.content.decode()
    answer = client.post(event(day), {"name": "", "email": "Veera@Example.org"}, follow=True)
    assert "A confirmation is on its way" in main_of(answer)
    one = SignUp.objects.get()
    assert (one.meeting_id, one.name, one.email) == (day.pk, "", "veera@example.org")
    letter = Mail.objects.get(to="veera@example.org")
    assert "veera" not in letter.subject
    [address] = re.findall(r"https?://[^/\s]+(/\S*/oma/\S+/)", letter.text)
    assert LINK in main_of(client.get(address))
    assert SignUp.objects.exists(), "opening the link changes nothing"
    client.post(address)
    assert not SignUp.objects.exists()
    assert client.get(address).status_code == 410


def test_whoever_signed_up_lightly_takes_the_day_to_their_calendar(client, day):
    client.post(event(day), {"email": "veera@example.org"})
    own = reverse("events:own", args=[link_of(SignUp.objects.get())])
    address = reverse("events:calendar", args=[link_of(SignUp.objects.get())])
    assert f'href="{address}"' in main_of(client.get(own))
    answer = client.get(address)
    [found] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"].startswith("text/calendar") and str(found["location"]) == "Kirjasto"
    assert found["url"].endswith(event(day)) and own not in answer.content.decode()
    cancel_meeting(meeting=day, actor=None)
    assert Calendar.from_ical(client.get(address).content)["method"] == "CANCEL"
    SignUp.objects.all().delete()
    assert client.get(address).status_code == 404
    assert client.get(reverse("events:calendar", args=["keksitty"])).status_code == 404


def test_a_webinar_says_how_its_certificate_is_got_and_leads_to_an_account(client):
    cache.clear()
    webinar, run = make_run(type="webinar"), make_run(type="theme_day", lessons=0)
    day, plain = make_day(webinar, title="Info"), make_day(run)
    enrol = reverse("courses:enrol", args=[webinar.code])
    body = main_of(client.get(event(day)))
    assert "by the link in your confirmation" in body
    assert f'href="{reverse("account_login")}?next={quote(enrol, safe="")}"' in body
    assert "certificate" not in main_of(client.get(event(plain)))
    [other] = enrol_people(make_run(), "Aino Aalto")
    assert f'href="{enrol}"' in main_of(client_of(other.learner.user).get(event(day)))


def test_a_day_that_asks_what_people_need_says_who_is_asked(client, run):
    day = make_day(run, asks_needs=True)
    assert "With an account you can tell beforehand" in main_of(client.get(event(day)))
    body = main_of(client_of(make_trainer(run)).get(reverse("days:day", args=[run.code, day.pk])))
    assert "Those who sign up without an account are not asked." in body


def test_how_one_gets_in_stands_beside_the_place_wherever_it_is_named(client, run, day):
    Run.objects.filter(pk=run.pk).update(place="Kirjasto", place_access="Hissi pihan puolella")
    [one] = enrol_people(run, "Aino Aalto")
    aino = client_of(one.learner.user)
    [other] = enrol_people(make_run(), "Bo Berg")
    client.post(event(day), {"email": "veera@example.org"})
    pages = [
        client.get(event(day)),
        client.get(reverse("events:own", args=[link_of(SignUp.objects.get())])),
        aino.get(reverse("meetings:day", args=[run.code, day.pk])),
        aino.get(reverse("dashboard:course", args=[run.code])),
        client_of(other.learner.user).get(reverse("courses:enrol", args=[run.code])),
    ]
    assert ["Hissi pihan puolella" in main_of(page) for page in pages] == [True] * 5
    Run.objects.filter(pk=run.pk).update(place="Kauppakatu 2")
    assert "Kauppakatu 2: Hissi" in main_of(client.get(event(day)))
    Meeting.objects.filter(pk=day.pk).update(place="")
    assert "Hissi" not in main_of(client.get(event(day))), "a day on the web has no place to get into"


def test_a_webinar_asks_for_a_name_and_keeps_what_was_typed(client):
    cache.clear()
    day = make_day(make_run(type="webinar"), title="Info")
    answer = client.post(event(day), {"email": "veera@example.org"})
    assert answer.status_code == 422 and "veera@example.org" in answer.content.decode()
    assert not SignUp.objects.exists()


def test_signing_up_twice_takes_one_place_and_tells_nobody_that_the_address_was_there(client, day):
    first = client.post(event(day), {"name": "Veera", "email": "veera@example.org"}, follow=True)
    again = client.post(event(day), {"name": "Joku muu", "email": "VEERA@example.org"}, follow=True)
    told = [main_of(page).count("A confirmation is on its way") for page in (first, again)]
    assert told == [1, 1]
    assert list(SignUp.objects.values_list("name", flat=True)) == ["Veera"]
    assert Mail.objects.count() == 1


def test_places_hold_for_accounts_and_addresses_together(client, run, day):
    enrol_people(run, "Aino Aalto")
    client.post(event(day), {"email": "yksi@example.org"})
    refused = client.post(event(day), {"email": "kaksi@example.org"})
    assert refused.status_code == 409 and "The event is full." in refused.content.decode()
    assert SignUp.objects.count() == 1
    with pytest.raises(RunFull):
        enrol_people(run, "Bo Berg")
    SignUp.objects.all().delete()
    assert enrol_people(run, "Cia Ceder")[0].pk


def test_a_held_cancelled_closed_or_unknown_event_takes_nobody(client, run, day):
    def status() -> int:
        return client.post(event(day), {"email": "yksi@example.org"}).status_code

    Meeting.objects.filter(pk=day.pk).update(ends_at=timezone.now() - datetime.timedelta(minutes=1))
    assert status() == 409
    day.save()
    cancel_meeting(meeting=day, actor=None)
    assert status() == 409
    Run.objects.filter(pk=run.pk).update(is_open=False)
    assert status() == 404
    assert client.get(reverse("events:event", args=[2**70])).status_code == 404
    assert client.get(reverse("events:own", args=["keksitty"])).status_code == 404
    assert not SignUp.objects.exists()


def test_a_day_of_another_type_or_of_one_group_is_no_event(client):
    assert client.get(event(make_day(make_run(type="blended_cohort")))).status_code == 404


def test_machines_are_thanked_and_not_listed_and_nobody_floods(client, day, monkeypatch):
    client.post(event(day), {"email": "robotti@example.org", "website": "http://spam"})
    assert not SignUp.objects.exists()
    monkeypatch.setattr("courses.meetings.views.events.AN_HOUR", 1)
    answer = client.post(event(day), {"email": "yksi@example.org"})
    assert answer.status_code == 429 and "yksi@example.org" in answer.content.decode()


def test_the_enrolment_page_leads_strangers_to_the_light_sign_up_and_people_with_accounts_to_their_own(
    client, run, day
):
    enrol = reverse("courses:enrol", args=[run.code])
    answer = client.get(enrol)
    assert (answer.status_code, answer["Location"]) == (302, event(day))
    [other] = enrol_people(make_run(), "Aino Aalto")
    assert client_of(other.learner.user).get(enrol).status_code == 200


def test_the_trainer_marks_who_came_and_sees_all_counted_together(client, run, day):
    Run.objects.filter(pk=run.pk).update(capacity=None)
    for name in ("Veera", "Ville"):
        client.post(event(day), {"name": name, "email": f"{name}@example.org"})
    [named] = enrol_people(run, "Aino Aalto")
    save_roll(meeting=day, marks=[Mark(named.pk, ("present", 0, ""))], actor=None)
    desk = client_of(make_trainer(run))
    place = [run.code, day.pk]
    assert "Veera" in main_of(desk.get(reverse("days:sheet", args=place)))
    pks = list(SignUp.objects.order_by("pk").values_list("pk", flat=True))
    page = reverse("days:sign-ups", args=place)
    assert "Ville" in main_of(desk.get(page))
    desk.post(page, {"shown": pks, "came": [pks[0], "x", "9" * 30]})
    desk.post(reverse("days:heads", args=place), {"number": "7"})
    assert desk.get(reverse("days:day", args=place)).context["altogether"] == 1 + 1 + 7
    desk.post(page, {"shown": [pks[1]], "came": []})
    assert SignUp.objects.get(pk=pks[0]).came, "somebody whom the page did not show stays as they are"
    assert client.get(page).status_code == 302
    assert client_of(make_trainer(make_run(), "muu@example.org")).get(page).status_code == 404


def test_names_go_after_a_month_and_the_number_stays(client, day):
    for name in ("yksi", "kaksi"):
        client.post(event(day), {"email": f"{name}@example.org"})
    SignUp.objects.filter(email__startswith="yksi").update(came=True)
    past = timezone.now() - datetime.timedelta(days=31)
    Meeting.objects.filter(pk=day.pk).update(ends_at=past, head_count=3)
    assert forget_sign_ups() == 2
    day.refresh_from_db()
    assert (day.head_count, SignUp.objects.count(), forget_sign_ups()) == (4, 0, 0)


def test_a_changed_day_is_told_to_those_who_signed_up(client, day):
    client.post(event(day), {"email": "yksi@example.org"})
    cancel_meeting(meeting=day, actor=None)
    write_news(Job.objects.get(kind="meeting-news").payload)
    last = Mail.objects.order_by("-pk").first()
    assert last.to == "yksi@example.org"
    assert link_of(SignUp.objects.get()) in last.text


def test_the_list_costs_as_much_at_any_length(client, day, statements):
    def asked(number: int) -> None:
        with statements(2):
            client.get(reverse("events:list"))

    client.get(reverse("events:list"))
    asked(1)
    for _number in range(4):
        make_day(make_run(type="webinar"))
    asked(5)
