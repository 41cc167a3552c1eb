"""The jobseeker's first minute: a screen at a time, no account, nothing lost, everything without JavaScript."""

import re

import pytest
from django.test import Client

from assessments.personal.api import answers_of
from assessments.personal.models import Entry
from content.models import PartPage
from content.page_cache import forget_pages
from courses.api import Enrolment, Progress, Run, course_by_key, steps_in
from lms.accounts.api import Learner
from tests.factories import make_run
from tests.factories.pages import add_page, make_course_page
from tests.factories.personal import CANARY, FIRST, PICK, READ, WRITING, make_programme

SAME_SITE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
WRITINGS = [("writing", WRITING | {"key": key}) for key in ("eka", "toka", "kolmas")]
AUTOSAVE_OF = {"writer": "sivu", "base": "0", "seq": "1", "known": "code"}
AUTOSAVE = {"HTTP_X_REQUESTED_WITH": "autosave"}


@pytest.fixture
def run(db):
    return make_programme()


@pytest.fixture
def base(run):
    return f"/valmennus/{run.code}/"


def parts_of(run):
    return [step.activity_key for step in steps_in(run)]


@pytest.mark.parametrize("address", ["", "osa/1/1/", "osa/1/2/", "osa/2/2/", "osa/1/valmis/", "jatka/", "omat/"])
def test_a_newcomer_gets_a_page_without_cookie_or_token_that_anybody_may_keep(client, base, address):
    response = client.get(base + address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0"
    page = response.content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert len(response.content) < 8_000
    assert Learner.objects.count() == 0


def test_the_way_in_leads_straight_to_the_first_exercise(client, base):
    assert client.get(f"{base}aloita/").url == f"{base}osa/1/1/"
    assert "13" in client.get(f"{base}osa/1/1/").content.decode()


@pytest.mark.parametrize("address", ["osa/1/0/", "osa/1/4/", "osa/3/1/", "osa/9999999999999999999/1/", "osa/3/valmis/"])
def test_a_screen_that_is_not_there_is_missing(client, base, address):
    assert client.get(base + address).status_code == 404


@pytest.mark.parametrize("address", ["", "osa/1/1/", "osa/1/valmis/", "jatka/", "omat/"])
def test_a_training_is_no_coaching_programme(client, db, address):
    training = make_programme(policy="training")
    assert client.get(f"/valmennus/{training.code}/{address}").status_code == 404
    assert client.get(f"/valmennus/{make_run().code}/{address}").status_code == 404


def test_the_whole_part_is_done_without_javascript_and_told_in_words(client, run, base):
    response = client.post(f"{base}osa/1/1/", {"answer": ["hyva", "virtaa"]})
    assert response.url == f"{base}osa/1/2/?tallessa=1"
    assert 'data-state="saved"' in client.get(response.url).content.decode()
    response = client.post(f"{base}osa/1/3/", {"answer": CANARY})
    assert response.url == f"{base}osa/1/valmis/?tallessa=3"
    learner = Learner.objects.get()
    assert answers_of(learner, *parts_of(run))["omin-sanoin"] == {"text": CANARY}
    assert Progress.objects.get().evidence_kind == "exercise_saved"
    done = client.get(f"{base}osa/1/valmis/")
    deeds = done.context["deeds"]
    assert len(deeds) == 2
    assert all(deed in done.content.decode() for deed in deeds)
    assert CANARY not in done.content.decode()
    assert done["Cache-Control"] == "private, no-store"


def test_a_part_is_done_at_its_end_and_not_before(client, base):
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    assert Progress.objects.count() == 0
    client.post(f"{base}osa/1/3/", {"act": "skip", "answer": "ohitettu"})
    assert Progress.objects.get().evidence_kind == "exercise_saved"
    assert "ohitettu" not in client.get(f"{base}omat/").content.decode()
    for screen in (1, 2, 3):
        client.post(f"{base}osa/2/{screen}/", {"act": "skip"})
    assert [progress.evidence_kind for progress in Progress.objects.order_by("pk")] == [
        "exercise_saved",
        "self_marked",
    ]


def test_a_part_that_ends_in_something_to_read_is_done_after_it(client, db):
    run = make_programme([("pick", PICK), ("read", READ)])
    base = f"/valmennus/{run.code}/"
    assert 'method="post"' not in client.get(f"{base}osa/1/2/").content.decode()
    assert client.post(f"{base}osa/1/2/").url == f"{base}osa/1/valmis/"
    assert Learner.objects.count() == 0
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    assert 'method="post"' in client.get(f"{base}osa/1/2/").content.decode()
    assert client.post(f"{base}osa/1/2/").url == f"{base}osa/1/valmis/"
    assert Progress.objects.count() == 1


def test_looking_around_saves_nothing_of_somebody_known(client, learner, run, base):
    client.force_login(learner.user)
    for address in ("", "osa/1/1/", "osa/1/2/", "osa/1/3/", "osa/1/valmis/", "aloita/"):
        client.get(base + address)
    for screen in (1, 2, 3):
        client.post(f"{base}osa/1/{screen}/", {"act": "skip"})
    assert (Entry.objects.count(), Enrolment.objects.count(), Progress.objects.count()) == (0, 0, 0)


def onward_of(browser, base):
    """Where the button on the path leads; the same as the way in from elsewhere."""
    url = browser.get(base).context["onward"].url
    assert browser.get(f"{base}aloita/").url == url
    return url


def test_coming_back_goes_on_after_the_last_thing_saved_or_passed_by(client, base):
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    assert onward_of(client, base) == f"{base}osa/1/2/"
    code = client.get(base).context["card"].code
    phone = Client()
    phone.post(f"{base}jatka/", {"code": code})
    assert onward_of(phone, base) == f"{base}osa/1/2/"
    assert f'href="{base}osa/1/2/"' in phone.get(base).content.decode()
    phone.post(f"{base}osa/2/1/", {"act": "skip"})
    phone.post(f"{base}osa/2/2/", {})
    assert onward_of(client, base) == f"{base}osa/2/3/"
    client.post(f"{base}osa/1/1/", {"answer": "virtaa"})
    client.post(f"{base}osa/1/3/", {"answer": "valmis"})
    assert onward_of(client, base) == f"{base}osa/2/3/"
    client.post(f"{base}osa/2/1/", {"answer": "virtaa"})
    assert onward_of(client, base) == f"{base}osa/2/3/"
    client.post(f"{base}osa/2/3/", {"act": "skip"})
    assert client.get(base).context["onward"] is None
    assert client.get(f"{base}aloita/").url == base


def test_what_was_autosaved_on_the_last_screen_is_where_one_goes_on(client, base):
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    client.post(f"{base}osa/1/3/", {"answer": CANARY, "seq": 1}, **AUTOSAVE)
    assert onward_of(client, base) == f"{base}osa/1/3/"
    assert Progress.objects.count() == 0


def test_stopping_in_the_middle_of_writing_leads_back_to_that_very_screen(client, db):
    base = f"/valmennus/{make_programme(WRITINGS, FIRST).code}/"
    client.post(f"{base}osa/1/1/", {"answer": "eka"})
    client.post(f"{base}osa/1/2/", {"answer": CANARY, "seq": 1}, **AUTOSAVE)
    assert onward_of(client, base) == f"{base}osa/1/2/"
    assert "Jatka siitä, mihin jäit" in client.get(base).content.decode()
    client.post(f"{base}osa/1/2/", {"act": "skip"})
    assert onward_of(client, base) == f"{base}osa/1/3/"
    client.post(f"{base}osa/1/3/", {"answer": "kolmas"})
    assert onward_of(client, base) == f"{base}osa/2/1/"


def test_passing_by_is_not_shown_as_something_saved(client, base):
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    client.post(f"{base}osa/1/3/", {"act": "skip"})
    page = client.get(f"{base}osa/1/3/").content.decode()
    assert 'data-state="saved"' not in page
    client.post(f"{base}osa/1/3/", {"answer": CANARY})
    client.post(f"{base}osa/1/3/", {"act": "skip"})
    assert CANARY in client.get(f"{base}osa/1/3/").content.decode()


def test_the_very_first_button_begins_and_the_others_go_on(client, base):
    begin, go_on = (button_of(client, f"{base}osa/1/{screen}/") for screen in (1, 3))
    assert begin != go_on
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    assert button_of(client, f"{base}osa/1/1/") == go_on


def button_of(browser, address):
    page = browser.get(address).content.decode()
    return re.search(r'<button class="btn" type="submit">([^<]*)', page)[1]


def test_a_later_exercise_carries_over_what_was_picked(client, run, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva", "virtaa"]})
    narrow = client.get(f"{base}osa/2/1/")
    assert [option["id"] for option in narrow.context["ask"]["options"]] == ["hyva", "virtaa"]
    client.post(f"{base}osa/2/2/", {"line-virtaa": "Eilen metsässä", "line-muu": "ei kysytty"})
    (line,) = answers_of(Learner.objects.get(), *parts_of(run))["milloin"]["lines"]
    assert (line["heading"], line["text"]) == ("Kaipaan lisää virtaa", "Eilen metsässä")


@pytest.mark.parametrize("form", [{}, {"answer": "  "}, {"answer": "keksitty"}])
def test_an_empty_answer_goes_on_and_makes_nobody(client, base, form):
    response = client.post(f"{base}osa/1/1/", form)
    assert (response.status_code, response.url) == (302, f"{base}osa/1/2/")
    assert Learner.objects.count() == 0
    assert not response.cookies


def test_emptying_an_answer_empties_it_and_the_part_stays_done(client, run, base):
    client.post(f"{base}osa/1/3/", {"answer": CANARY})
    client.post(f"{base}osa/1/3/", {"answer": ""})
    assert answers_of(Learner.objects.get(), *parts_of(run)) == {"omin-sanoin": None}
    assert Progress.objects.count() == 1
    assert client.get(f"{base}omat/").context["rows"] == []


def test_doing_it_in_the_mind_counts_and_keeps_what_was_typed(client, run, base):
    for screen in (1, 3):
        client.post(f"{base}osa/1/{screen}/", {"act": "mind"})
    assert Progress.objects.get().evidence_kind == "self_marked"
    assert "mielessäsi" in client.get(f"{base}osa/1/valmis/").content.decode()
    client.post(f"{base}osa/2/valmis/")
    assert Progress.objects.count() == 2
    client.post(f"{base}osa/1/3/", {"act": "mind", "answer": CANARY})
    assert answers_of(Learner.objects.get(), *parts_of(run)) == {"syy": None, "omin-sanoin": {"text": CANARY}}
    assert Enrolment.objects.get().status == "completed"


def test_the_two_minute_version_is_one_exercise(client, base):
    page = client.get(base).content.decode()
    assert f'href="{base}osa/1/1/?kevyt=1"' in page
    assert client.post(f"{base}osa/1/1/?kevyt=1", {"answer": "hyva"}).url == f"{base}osa/1/valmis/?tallessa=1"


def test_the_two_minute_version_is_offered_in_every_part_and_also_when_it_is_begun(client, base):
    for part in (1, 2):
        assert f'href="{base}osa/{part}/1/?kevyt=1"' in client.get(f"{base}osa/{part}/1/").content.decode()
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    assert f'href="{base}osa/1/1/?kevyt=1"' in client.get(base).content.decode()
    assert client.get(f"{base}kevyesti/").url == f"{base}osa/1/1/?kevyt=1"
    whole = client.get(f"{base}osa/1/1/?kevyt=1").content.decode()
    assert f'href="{base}osa/1/1/"' in whole
    assert f'href="{base}osa/1/1/?kevyt=1"' not in whole
    for part in (1, 2):
        client.post(f"{base}osa/{part}/valmis/")
    assert client.get(f"{base}kevyesti/").url == base


def test_too_much_comes_back_with_the_reason(client, base):
    response = client.post(f"{base}osa/1/1/", {"answer": ["hyva", "virtaa", "muu"]})
    assert response.status_code == 422
    assert response.content.decode().count(" checked") == 3
    assert Entry.objects.count() == 0


def test_a_closed_run_loses_no_text(client, run, base):
    type(run).objects.update(is_open=False)
    response = client.post(f"{base}osa/1/3/", {"answer": CANARY})
    assert (response.status_code, CANARY in response.content.decode()) == (422, True)
    assert Learner.objects.count() == 0
    assert client.post(f"{base}osa/1/valmis/").status_code == 422


def test_autosave_of_somebody_known_answers_in_json_and_a_late_one_changes_nothing(client, run, base):
    client.post(f"{base}osa/1/3/", {"answer": "napista"})
    seq = client.get(f"{base}osa/1/3/").context["place"].mine.seq
    response = client.post(f"{base}osa/1/3/", {"answer": "koneelta", "seq": seq + 2}, **AUTOSAVE)
    assert response.json() == {"seq": seq + 2, "kept": True}
    assert client.post(f"{base}osa/1/3/", {"answer": "vanha", "seq": seq + 1}, **AUTOSAVE).status_code == 409
    assert client.post(f"{base}osa/1/3/", {"answer": "x" * 10_001, "seq": seq + 3}, **AUTOSAVE).status_code == 422
    assert answers_of(Learner.objects.get(), *parts_of(run))["omin-sanoin"] == {"text": "koneelta"}


@pytest.mark.parametrize("seq", ["", "-1", "x", "9" * 40, "١", "1.5", "[1]"])
def test_a_strange_place_of_an_autosave_breaks_nothing(client, base, seq):
    client.post(f"{base}osa/1/3/", {"answer": "a"})
    assert client.post(f"{base}osa/1/3/", {"answer": "b", "seq": seq}, **AUTOSAVE).status_code in (200, 409)


def test_autosave_of_nobody_makes_nobody(client, base):
    assert client.post(f"{base}osa/1/3/", {"answer": CANARY, "seq": 1}, **AUTOSAVE).status_code == 401
    assert Learner.objects.count() == 0


def test_a_session_that_ended_keeps_the_text_and_asks_whose_it_is(client, run, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    code = client.get(f"{base}osa/1/valmis/").context["card"].code
    form = {"known": "code", "line-hyva": CANARY, "earlier-hyva": "Haluan tietää"}
    gone = Client()
    response = gone.post(f"{base}osa/2/2/", form)
    assert (response.status_code, CANARY in response.content.decode()) == (422, True)
    wrong = gone.post(f"{base}osa/2/2/", form | {"code": "ei-oo-tämmöistä 000"})
    assert (wrong.status_code, CANARY in wrong.content.decode()) == (422, True)
    assert (Learner.objects.count(), not gone.cookies.get("sessionid")) == (1, True)
    assert gone.post(f"{base}osa/2/2/", form | {"code": code}).status_code == 302
    (line,) = answers_of(Learner.objects.get(), *parts_of(run))["milloin"]["lines"]
    assert line["text"] == CANARY


def test_a_session_that_ended_lets_one_start_anew_with_the_text(client, run, base):
    form = {"known": "code", "line-hyva": CANARY, "earlier-hyva": "Haluan tietää", "act": "new"}
    assert client.post(f"{base}osa/2/2/", form).status_code == 302
    (line,) = answers_of(Learner.objects.get(), *parts_of(run))["milloin"]["lines"]
    assert (line["heading"], line["text"]) == ("Haluan tietää", CANARY)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (SAME_SITE, 302),
        (SAME_SITE | {"HTTP_COOKIE": "csrftoken=vanhentunut"}, 302),
        ({}, 422),
        ({"HTTP_COOKIE": "csrftoken=vanhentunut"}, 422),
        ({"HTTP_ORIGIN": "https://muualta.example"}, 422),
        ({"HTTP_ORIGIN": "null"}, 422),
    ],
)
def test_a_post_is_checked_by_its_origin_and_never_a_bare_refusal(base, headers, status):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"{base}osa/1/3/", {"answer": CANARY}, **headers)
    assert response.status_code == status
    assert Entry.objects.count() == (status == 302)
    if status == 422 and "HTTP_ORIGIN" not in headers:
        assert CANARY in response.content.decode()


def test_the_second_save_from_a_cached_page_is_kept(base):
    strict = Client(enforce_csrf_checks=True)
    for text in ("eka", "toka"):
        assert strict.post(f"{base}osa/1/3/", {"answer": text}, **SAME_SITE).status_code == 302
    assert (Learner.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"answer=%ff%fe%00",
        b"answer[]=a&answer%5Bx%5D=b&line-=1",
        b"answer=" + b"%F0%9F%92%A9" * 50,
        b"&&==&answer&=" + b"a=1&" * 500,
        b'{"answer": {"x": 1}}',
    ],
)
@pytest.mark.parametrize("screen", ["osa/1/1/", "osa/1/2/", "osa/1/3/", "osa/2/2/", "osa/2/3/"])
def test_hostile_bodies_never_break_a_screen(client, base, screen, body):
    response = client.post(base + screen, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (302, 422)


def test_what_somebody_writes_is_never_markup(client, base):
    client.post(f"{base}osa/1/3/", {"answer": "<script>alert(1)</script>"})
    for address in ("osa/1/3/", "omat/"):
        assert "<script>alert" not in client.get(base + address).content.decode()


def test_an_authors_markup_is_made_safe(client, db):
    hostile = READ | {"text": '<p onclick="x()">Hei<script>alert(1)</script><a href="javascript:x()">y</a></p>'}
    run = make_programme([("read", hostile)])
    page = client.get(f"/valmennus/{run.code}/osa/1/1/").content.decode()
    assert not any(bad in page for bad in ("onclick", "alert(1)", "javascript:"))


def test_plain_words_are_offered_where_there_are_any(client, db):
    bare = READ | {"plain": "<p></p>"}
    run = make_programme([("read", READ), ("read", bare)])
    pages = [client.get(f"/valmennus/{run.code}/osa/1/{number}/").content.decode() for number in (1, 2)]
    assert ['href="?taso=selko"' in page for page in pages] == [True, False]
    assert "<strong>sinä</strong>" in pages[0]


def test_what_an_author_publishes_is_what_one_meets(client, db):
    course = make_course_page(policy="private", certificate=None)
    screens = [("read", READ), ("writing", WRITING)]
    add_page(course, PartPage(title="Tästä aloitan", slug="osa-1", number=1, minutes=6, screens=screens))
    announced = {"number": 3, "is_outline": True, "summary": "Kokoat onnistumisia."}
    add_page(course, PartPage(title="Onnistumisten ketju", slug="osa-3", **announced))
    make_run(course_by_key(course.translation_key))
    base = f"/valmennus/{Run.objects.get().code}/"
    stones = client.get(base).context["stones"]
    assert [(stone["title"], stone["state"], bool(stone["url"])) for stone in stones] == [
        ("1. Tästä aloitan", "now", True),
        ("3. Onnistumisten ketju", "locked", False),
    ]
    assert "<strong>sinä</strong>" in client.get(f"{base}osa/1/1/").content.decode()
    assert client.post(f"{base}osa/1/2/", {"answer": CANARY}).url == f"{base}osa/1/valmis/?tallessa=2"
    assert client.get(f"{base}osa/3/1/").status_code == 404


def test_a_screen_of_a_kind_that_is_gone_is_left_out(client, db):
    run = make_programme([("windmill", {"key": "x"}), ("writing", WRITING)])
    assert client.get(f"/valmennus/{run.code}/osa/1/1/").context["place"].screen.kind == "writing"
    assert client.get(f"/valmennus/{run.code}/osa/1/2/").status_code == 404


def test_somebody_with_an_account_uses_the_same_screens(client, learner, run, base):
    client.force_login(learner.user)
    client.post(f"{base}osa/1/3/", {"answer": CANARY})
    assert answers_of(learner, *parts_of(run)) == {"omin-sanoin": {"text": CANARY}}
    assert client.get(f"{base}osa/1/valmis/").context["card"] is None


@pytest.mark.parametrize("screens", [1, 12])
def test_a_screen_costs_the_same_whatever_the_length(client, db, statements, screens):
    more = [("writing", WRITING | {"key": f"avain-{number}"}) for number in range(screens)]
    run = make_programme(FIRST, more)
    base = f"/valmennus/{run.code}/osa/1/1/"
    newcomer = Client()
    newcomer.get(base)  # the process reads the publications once
    forget_pages()
    with statements(2):  # run, outline
        newcomer.get(base)
    client.post(base, {"answer": "hyva"})
    with statements(5):  # session, learner, enrolment, outline, answers
        client.get(base)


def test_the_path_costs_one_statement_more_for_whoever_is_on_it(client, run, base, statements):
    newcomer = Client()
    newcomer.get(base)
    forget_pages()
    with statements(3):  # run, outline, announced parts
        newcomer.get(base)
    client.post(f"{base}osa/1/1/", {"answer": "hyva"})
    # session, learner, enrolment, outline, answers, announced parts, coach's proposal, journal's moods, marks
    with statements(9):
        client.get(base)


TURN = {"act": "language"}


def test_a_newcomer_who_turns_the_language_keeps_what_they_typed_and_leaves_no_trace(client, base):
    response = client.post(f"/en{base}osa/1/3/", TURN | {"answer": CANARY}, **SAME_SITE)
    page = response.content.decode()
    assert (response.status_code, CANARY in page, "csrfmiddlewaretoken" in page) == (200, True, False)
    assert response["Cache-Control"] == "private, no-store"
    assert 'lang="en"' in page
    assert not response.cookies
    assert not Learner.objects.exists()
    picked = client.post(f"/sv{base}osa/1/1/", TURN | {"answer": ["virtaa"]}, **SAME_SITE).content.decode()
    assert re.search(r'value="virtaa"[^>]*checked', picked)


def test_somebody_known_who_turns_the_language_has_it_saved_and_still_stands_there(client, run, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    client.post(f"{base}osa/1/3/", AUTOSAVE_OF | {"answer": "alku"}, **AUTOSAVE)
    response = client.post(f"/en{base}osa/1/3/?kevyt=1", TURN | {"answer": CANARY, "writer": "sivu", "base": "0"})
    assert response.url == f"/en{base}osa/1/3/?kevyt=1"
    assert CANARY in client.get(response.url).content.decode()
    assert answers_of(Learner.objects.get(), *parts_of(run))["omin-sanoin"] == {"text": CANARY}
    assert client.get(f"{base}aloita/").url == f"{base}osa/1/3/"
    older = client.post(f"{base}osa/1/3/", AUTOSAVE_OF | {"answer": "vanha", "seq": "2"}, **AUTOSAVE)
    assert older.status_code == 409
    assert Entry.objects.count() == 2


def test_what_is_too_long_to_be_saved_survives_the_turn_of_the_language(client, base):
    client.post(f"{base}osa/1/1/", {"answer": ["hyva"]})
    text = "pitkä " * 2_000
    response = client.post(f"/en{base}osa/1/3/", TURN | {"answer": text})
    assert (response.status_code, text.strip() in response.content.decode()) == (200, True)
    assert Entry.objects.count() == 1


def test_turning_the_language_on_a_page_whose_person_is_gone_keeps_the_text_and_asks_whose_it_is(client, base):
    response = client.post(f"/en{base}osa/1/3/", TURN | {"answer": CANARY, "known": "code"})
    assert (response.status_code, CANARY in response.content.decode()) == (422, True)
    assert not Learner.objects.exists()
