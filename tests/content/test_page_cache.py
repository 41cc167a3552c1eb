"""Pages remembered for visitors without a cookie: for whom, for how long, and what is never remembered."""

import pytest
from django.http import HttpResponse

from content import page_cache
from content.page_cache import FRESH, LONGEST_ADDRESS, ROOM, AnonymousPageCacheMiddleware, share
from lms.accounts.models import User
from tests.factories.content import make_site
from tests.factories.pages import publish


class Visits:
    """The middleware around a view that counts how often it is asked."""

    def __init__(self, rf, answer=None):
        self.rf, self.asked = rf, 0
        self.answer = answer or (lambda request: share(HttpResponse("sivu"), request))
        self.middleware = AnonymousPageCacheMiddleware(self.view)

    def view(self, request):
        self.asked += 1
        return self.answer(request)

    def get(self, path="/", **headers):
        return self.middleware(self.rf.get(path, **headers))


@pytest.fixture
def visits(rf):
    return Visits(rf)


def test_a_page_is_asked_for_once(visits):
    assert [visits.get().content for _ in range(3)] == [b"sivu"] * 3
    assert visits.asked == 1


def test_a_page_is_asked_for_again_when_it_is_old(visits, monkeypatch):
    visits.get()
    now = page_cache.time.monotonic()
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + FRESH + 1)
    visits.get()
    assert visits.asked == 2


@pytest.mark.parametrize("headers", [{"HTTP_COOKIE": "polku_theme=dark"}, {"HTTP_AUTHORIZATION": "Bearer x"}])
def test_who_brings_anything_of_their_own_passes_through(visits, headers):
    visits.get()
    visits.get(**headers)
    visits.get(**headers)
    assert visits.asked == 3


def test_a_page_made_for_somebody_with_a_cookie_is_nobodys(rf):
    request = rf.get("/", HTTP_COOKIE="sessionid=x")
    assert share(HttpResponse(), request)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/?a=1", "/en/", "/koulutukset/"])
def test_other_addresses_are_other_pages(visits, path):
    visits.get("/")
    visits.get(path)
    assert visits.asked == 2


def test_other_hosts_are_other_pages(visits):
    visits.get(HTTP_HOST="a.example")
    visits.get(HTTP_HOST="b.example")
    assert visits.asked == 2


def test_head_is_answered_from_memory_but_not_remembered(visits, rf):
    visits.middleware(rf.head("/"))
    visits.get()
    visits.middleware(rf.head("/"))
    assert visits.asked == 2


def with_cookie(request):
    response = share(HttpResponse("x"), request)
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: HttpResponse("no word about sharing"),
        lambda request: share(HttpResponse("x", status=404), request),
        lambda request: share(HttpResponse("x", content_type="image/webp"), request),
        with_cookie,
    ],
)
def test_what_is_not_the_same_for_all_is_not_remembered(rf, answer):
    visits = Visits(rf, answer)
    visits.get()
    visits.get()
    assert visits.asked == 2


def test_long_addresses_and_too_many_pages_do_not_fill_the_memory(visits):
    visits.get("/?" + "x" * LONGEST_ADDRESS)
    assert len(page_cache._pages) == 0
    for number in range(ROOM + 5):
        visits.get(f"/?{number}")
    assert len(page_cache._pages) == ROOM


@pytest.mark.django_db
def test_publishing_shows_at_once(client):
    home = make_site()
    assert "Uusi otsikko" not in client.get("/").content.decode()
    home.heading = "Uusi otsikko"
    publish(home)
    assert "Uusi otsikko" in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_signed_in_person_never_meets_the_page_of_the_anonymous(client):
    make_site()
    anonymous = client.get("/").content.decode()
    client.force_login(User.objects.create_user(email="tiina@example.org"))
    own = client.get("/")
    assert "account_logout" not in anonymous
    assert own.content.decode() != anonymous
    assert own["Cache-Control"] == "private, no-store"
    client.logout()
    assert client.get("/", HTTP_COOKIE="").content.decode() == anonymous
