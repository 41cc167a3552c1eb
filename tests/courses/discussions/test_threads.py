"""Discussions: opened, answered, quoted, changed within a quarter of an hour, and read by whom they are for."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.api import Enrolment, cancel_enrolment
from courses.discussions.models import Follow, Post, Thread, Writing
from courses.discussions.rules import MOST_AN_HOUR, may_change
from courses.discussions.services.threads import part_groups
from tests.dashboard.people import client_of, main_of
from tests.factories.discussions import hidden_of, make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def older(post: Post, minutes: int) -> None:
    Post.objects.filter(pk=post.pk).update(posted_at=timezone.now() - timedelta(minutes=minutes))


def test_a_discussion_is_begun_about_a_lesson_answered_and_found_there(talk):
    browser = talk.browser(talk.aino)
    page = browser.get(f"{talk.forum}uusi/?kohta=s-lesson-1")
    assert '<option value="s-lesson-1" selected>' in page.content.decode()
    typed = {"title": "Mitä se on?", "text": "En ymmärrä <b>tätä</b>.", "place": "s-lesson-1"}
    answer = browser.post(f"{talk.forum}uusi/", hidden_of(page) | typed)
    thread = Thread.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{talk.forum}{thread.pk}/")
    assert thread.activity.slug == "lesson-1"
    other = talk.browser(talk.bertta)
    assert "Mitä se on?" in main_of(other.get(f"{talk.forum}?kohta=s-lesson-1"))
    assert "Mitä se on?" not in main_of(other.get(f"{talk.forum}?kohta=s-lesson-2"))
    page = other.get(f"{talk.forum}{thread.pk}/")
    assert "En ymmärrä &lt;b&gt;tätä&lt;/b&gt;." in main_of(page)
    sent = hidden_of(page) | {"text": "Katso https://example.org/luku", "quotes": "1"}
    assert other.post(f"{talk.forum}{thread.pk}/", sent).url == f"{talk.forum}{thread.pk}/?sivu=1#viesti-2"
    page = main_of(browser.get(f"{talk.forum}{thread.pk}/"))
    assert '<a href="https://example.org/luku" rel="nofollow ugc noopener">' in page
    assert "<blockquote" in page


def test_a_double_press_writes_once(talk):
    browser = talk.browser(talk.aino)
    form = hidden_of(browser.get(f"{talk.forum}uusi/")) | {"title": "Kerran", "text": "Vain kerran."}
    addresses = {browser.post(f"{talk.forum}uusi/", form).url for _press in range(2)}
    thread = Thread.objects.get()
    assert addresses == {f"{talk.forum}{thread.pk}/"}
    form = hidden_of(browser.get(f"{talk.forum}{thread.pk}/")) | {"text": "Lisään vielä."}
    for _press in range(2):
        browser.post(f"{talk.forum}{thread.pk}/", form)
    thread.refresh_from_db()
    assert (thread.posts_count, Post.objects.count()) == (2, 2)
    stolen = talk.browser(talk.bertta).post(f"{talk.forum}{thread.pk}/", form | {"text": "Toinen."})
    assert stolen.status_code == 302
    assert Writing.objects.filter(author=talk.bertta).get().text == "Toinen."


def test_an_empty_post_keeps_what_was_typed_and_says_what_is_missing(talk):
    browser = talk.browser(talk.aino)
    answer = browser.post(f"{talk.forum}uusi/", {"title": "Vain otsikko", "text": ""})
    assert answer.status_code == 422
    assert "Vain otsikko" in main_of(answer)
    assert not Thread.objects.exists()


def test_a_strange_place_or_number_changes_nothing(talk):
    browser = talk.browser(talk.aino)
    answer = browser.post(f"{talk.forum}uusi/", {"title": "T", "text": "t", "place": "s-muu"})
    assert answer.status_code == 422
    thread = talk.open(talk.aino)
    for quotes in ("99", "-1", "x", "9" * 30):
        assert browser.post(f"{talk.forum}{thread.pk}/", {"text": "Hei.", "quotes": quotes}).status_code == 302
    assert set(Post.objects.values_list("quotes", flat=True)) == {None}


@pytest.mark.parametrize(
    ("minutes", "hidden", "locked", "may"),
    [(0, False, False, True), (14, False, False, True), (15, False, False, False), (1, True, False, False),
     (1, False, True, False)],
)  # fmt: skip
def test_a_post_may_be_changed_for_fifteen_minutes(minutes, hidden, locked, may):
    now = timezone.now()
    assert may_change(now - timedelta(minutes=minutes), now, is_hidden=hidden, is_locked=locked) is may


def test_ones_own_post_is_put_right_within_its_time_and_says_so(talk):
    thread = talk.open(talk.aino, text="Kirjoitusvihre")
    address = f"{talk.forum}{thread.pk}/1/muokkaa/"
    browser = talk.browser(talk.aino)
    assert "Kirjoitusvihre" in main_of(browser.get(address))
    assert talk.browser(talk.bertta).get(address).status_code == 404
    assert talk.browser(talk.trainer).post(address, {"title": "X", "text": "X"}).status_code == 404
    assert browser.post(address, {"title": "Uusi", "text": "Korjattu"}).status_code == 302
    assert "edited" in main_of(talk.browser(talk.bertta).get(f"/en{talk.forum}{thread.pk}/"))
    older(Post.objects.get(), 16)
    assert browser.get(address).status_code == 302
    late = browser.post(address, {"title": "Myöhä", "text": "Liian myöhään"})
    assert late.status_code == 409
    assert "Liian myöhään" in main_of(late)
    assert Writing.objects.get().text == "Korjattu"
    assert "muokkaa/" not in main_of(browser.get(f"{talk.forum}{thread.pk}/"))


def test_an_own_post_is_taken_away_and_its_place_stays_when_somebody_has_answered(talk):
    thread = talk.open(talk.aino, text="Pois tämä")
    talk.answer(talk.bertta, thread, quotes=Post.objects.get())
    browser = talk.browser(talk.aino)
    assert browser.get(f"{talk.forum}{thread.pk}/1/poista/").status_code == 200
    assert browser.post(f"{talk.forum}{thread.pk}/1/poista/").status_code == 302
    page = main_of(talk.browser(talk.bertta).get(f"{talk.forum}{thread.pk}/"))
    assert "Pois tämä" not in page
    assert "Näin." in page
    alone = talk.open(talk.aino, text="Yksin")
    browser.post(f"{talk.forum}{alone.pk}/1/poista/")
    assert not Thread.objects.filter(pk=alone.pk).exists()
    assert Writing.objects.filter(author=talk.aino).count() == 0


def test_too_late_to_take_away_changes_nothing(talk):
    thread = talk.open(talk.aino)
    older(Post.objects.get(), 16)
    talk.browser(talk.aino).post(f"{talk.forum}{thread.pk}/1/poista/")
    assert Writing.objects.get().author == talk.aino


def test_others_and_those_who_left_find_nothing(talk):
    thread = talk.open(talk.aino, title="Vain meille")
    elsewhere = make_talk()
    addresses = [
        talk.forum, f"{talk.forum}uusi/", f"{talk.forum}{thread.pk}/", f"{talk.forum}{thread.pk}/1/ilmoita/",
        f"{talk.home}tiedotteet/", f"{talk.home}viesti/",
    ]  # fmt: skip
    for user in (elsewhere.aino, elsewhere.trainer):
        assert {elsewhere.browser(user).get(address).status_code for address in addresses} == {404}
        # Nor by way of their own run.
        assert elsewhere.browser(user).get(f"{elsewhere.forum}{thread.pk}/").status_code == 404
    assert talk.browser(talk.bertta).get(addresses[2]).status_code == 200
    cancel_enrolment(enrolment=talk.people[1])
    assert {talk.browser(talk.bertta).get(address).status_code for address in addresses} == {404}
    assert talk.browser(talk.bertta).post(addresses[2], {"text": "Vielä minä"}).status_code == 404


def test_groups_discuss_apart_when_the_trainer_says_so(talk):
    group, _other = talk.group("Ryhmä 1", 0), talk.group("Ryhmä 2", 1)
    before = talk.open(talk.aino, title="Ennen")
    assert before.group is None
    page = talk.browser(talk.trainer).post(f"{talk.forum}ryhmat/", {"apart": "1"})
    assert page.status_code == 302
    browser = talk.browser(talk.aino)
    assert "Ryhmä 1" in main_of(browser.get(f"{talk.forum}uusi/"))
    browser.post(f"{talk.forum}uusi/", {"title": "Vain ryhmälle", "text": "Me."})
    mine = Thread.objects.get(opening__title="Vain ryhmälle")
    assert mine.group == group
    other = talk.browser(talk.bertta)
    assert "Vain ryhmälle" not in main_of(other.get(talk.forum))
    assert other.get(f"{talk.forum}{mine.pk}/").status_code == 404
    assert other.post(f"{talk.forum}{mine.pk}/", {"text": "Kurkkaan"}).status_code == 404
    assert "Ennen" in main_of(other.get(talk.forum))
    assert "Vain ryhmälle" in main_of(talk.browser(talk.trainer).get(talk.forum))
    Enrolment.objects.filter(group=group).update(group=None)
    group.delete()  # what was for a group is not for everybody when the group is gone
    for user in (talk.aino, talk.bertta):
        assert talk.browser(user).get(f"{talk.forum}{mine.pk}/").status_code == 404
    assert talk.browser(talk.trainer).get(f"{talk.forum}{mine.pk}/").status_code == 200


def test_a_trainer_chooses_for_whom_and_a_participant_cannot(talk):
    group = talk.group("Ryhmä 1", 0)
    typed = {"title": "Ryhmälle", "text": "Hei.", "group": str(group.pk)}
    talk.browser(talk.bertta).post(f"{talk.forum}uusi/", typed)
    assert Thread.objects.get().group is None
    talk.browser(talk.trainer).post(f"{talk.forum}uusi/", typed)
    assert Thread.objects.latest("pk").group == group
    part_groups(run=talk.run, by_group=True, actor=talk.trainer)
    talk.browser(talk.bertta).post(f"{talk.forum}uusi/", typed | {"text": "Ryhmätön"})
    assert Thread.objects.latest("pk").group is None


def test_a_closed_run_is_read_and_no_more_written_in(talk):
    thread = talk.open(talk.aino)
    talk.run.closed_at = timezone.now()
    talk.run.save(update_fields=["closed_at"])
    browser = talk.browser(talk.bertta)
    assert browser.get(f"{talk.forum}{thread.pk}/").status_code == 200
    refused = browser.post(f"{talk.forum}{thread.pk}/", {"text": "Myöhässä"})
    assert refused.status_code == 409
    assert "Myöhässä" in main_of(refused)
    assert browser.get(f"{talk.forum}uusi/").status_code == 302
    assert Post.objects.count() == 1


def test_who_writes_follows_and_who_leaves_is_not_taken_back(talk):
    thread = talk.open(talk.aino)
    talk.answer(talk.bertta, thread)
    assert Follow.objects.filter(thread=thread, is_on=True).count() == 2
    assert "tag-todo" in main_of(talk.browser(talk.aino).get(talk.forum))
    talk.browser(talk.aino).get(f"{talk.forum}{thread.pk}/")
    assert "tag-todo" not in main_of(talk.browser(talk.aino).get(talk.forum))
    talk.browser(talk.bertta).post(f"{talk.forum}{thread.pk}/seuraa/", {"follow": "0"})
    talk.answer(talk.bertta, thread)
    assert not Follow.objects.get(user=talk.bertta).is_on


def test_somebody_who_writes_without_end_is_slowed_down_and_keeps_the_text(talk):
    thread = talk.open(talk.aino)
    Writing.objects.bulk_create(Writing(author=talk.aino, key=uuid.uuid4(), text="Taas.") for _ in range(MOST_AN_HOUR))
    answer = talk.browser(talk.aino).post(f"{talk.forum}{thread.pk}/", {"text": "Ja vielä tämä"})
    assert answer.status_code == 429
    assert "Ja vielä tämä" in main_of(answer)
    assert talk.browser(talk.bertta).post(f"{talk.forum}{thread.pk}/", {"text": "Minä vasta."}).status_code == 302


def test_long_discussions_cost_the_same(talk, statements):
    browser, threads = talk.browser(talk.bertta), [talk.open(talk.aino, f"Aihe {number}") for number in range(3)]
    for path in (talk.forum, f"{talk.forum}{threads[0].pk}/"):
        browser.get(path)
        with statements(6 if path == talk.forum else 5):
            browser.get(path)
    writings = Writing.objects.bulk_create(
        Writing(author=talk.aino, key=uuid.uuid4(), text=f"Viesti {number}") for number in range(400)
    )
    Post.objects.bulk_create(
        Post(thread=threads[0], number=place, writing=one) for place, one in enumerate(writings, start=2)
    )
    Thread.objects.filter(pk=threads[0].pk).update(posts_count=401)
    for number in range(30):
        talk.open(talk.trainer, f"Lisää {number}")
    for path in (talk.forum, f"{talk.forum}{threads[0].pk}/?sivu=9"):
        with statements(6 if path == talk.forum else 5):
            browser.get(path)
    assert "Viesti 399" in main_of(browser.get(f"{talk.forum}{threads[0].pk}/?sivu=17"))


def test_a_stranger_is_asked_to_sign_in(client, talk):
    for path in (talk.forum, "/oma/viestit/", "/kouluttaja/viestit/"):
        assert "/tili/login/" in client.get(path).url
    assert client_of(talk.aino).get("/kouluttaja/viestit/").status_code == 404
