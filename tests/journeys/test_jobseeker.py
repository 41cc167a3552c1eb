"""Without an account: write, leave, come back elsewhere, keep it in an account, and be gone without a trace."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from content.models import CoursePage, PartPage
from courses.api import Course, create_run
from lms.accounts.api import Learner
from lms.accounts.models import Merge, ResumeCode
from tests.accounts.conftest import PASSWORD, code_in, newest_mail
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.content import make_site
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db
FIRST, SECOND = "pesukarhu-4417", "majava-9032"
NAMES = {"first_name": "Mirjami", "last_name": "Mallikas"}


def part(number: int) -> PartPage:
    """A part with one thing to read and one to write."""
    writing = {"key": f"sanat-{number}", "title": "Omin sanoin", "prompt": "Kirjoita.", "example": "Koira", "rows": 3}
    screens = [("read", {"title": "Alku", "text": "<p>Hei.</p>", "plain": ""}), ("writing", writing)]
    return PartPage(title=f"Osa {number}", slug=f"osa-{number}", number=number, minutes=6, screens=screens)


@pytest.fixture
def programme() -> CoursePage:
    """The programme's pages and its one open run."""
    cache.clear()
    page = add_page(make_site(), CoursePage(title="Voimavarat", slug="voimavarat", summary="Osia.", policy="private"))
    for number in (1, 2):
        add_page(page, part(number))
    course = Course.objects.get(key=page.translation_key)
    create_run(course=course, code="voimavarat", name="Omaan tahtiin", actor=None, is_open=True)
    return page


def screen(number: int) -> str:
    return reverse("coaching:screen", args=["voimavarat", number, 2])


OWN = "/valmennus/voimavarat/omat/"


def begin(text: str) -> tuple[Client, str]:
    """A newcomer's browser after the first save, and the code it was shown."""
    browser = Client()
    browser.post(screen(1), {"answer": text})
    return browser, browser.get(reverse("coaching:done", args=["voimavarat", 1])).context["card"].code


def test_from_the_front_page_to_an_account_with_everything_kept(programme):
    start = reverse("coaching:start", args=["voimavarat"])
    assert f'href="{programme.get_url()}"' in Client().get("/").content.decode()
    assert start in Client().get(programme.get_url()).content.decode()
    browser, code = begin(FIRST)

    phone = Client()
    assert phone.post(reverse("coaching:resume", args=["voimavarat"]), {"code": code}).status_code == 302
    assert FIRST in phone.get(screen(1)).content.decode()
    phone.post(screen(2), {"answer": SECOND})

    assert phone.post(reverse("accounts:begin_claim"), {"new": "1"})["Location"] == reverse("account_signup")
    phone.post(reverse("account_signup"), {"email": "mirjami@example.org", "password1": PASSWORD})
    welcome = phone.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())})["Location"]
    claim = phone.post(welcome, NAMES | {"next": reverse("accounts:claim")})["Location"]
    phone.post(claim)
    kept = phone.get(OWN).content.decode()
    assert FIRST in kept
    assert SECOND in kept
    path = phone.get(reverse("coaching:path", args=["voimavarat"]))
    assert [stone["state"] for stone in path.context["stones"]] == ["done", "done"]
    assert phone.post(claim).status_code == 404  # it was carried out once

    # The old ways in are closed: the code, and the browser in which it began.
    assert Client().post(reverse("coaching:resume", args=["voimavarat"]), {"code": code}).status_code == 422
    assert FIRST not in browser.get(OWN).content.decode()


def test_the_next_person_on_the_device_gets_nothing_of_the_one_before(programme):
    """Somebody means to keep their work in an account and walks away; the next one comes with a code of their own."""
    shared, _code = begin(FIRST)
    shared.post(reverse("accounts:begin_claim"))
    _other, code = begin(SECOND)
    assert shared.post(reverse("coaching:resume", args=["voimavarat"]), {"code": code}).status_code == 302
    page = shared.get(OWN).content.decode()
    assert SECOND in page
    assert FIRST not in page
    assert shared.get(reverse("coaching:done", args=["voimavarat", 1])).context["card"].code == ""
    shared.post(reverse("account_signup"), {"email": "toinen@example.org", "password1": PASSWORD})
    shared.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())})
    shared.post(reverse("accounts:claim"))
    assert FIRST not in shared.get(OWN).content.decode()


def test_deleting_everything_leaves_no_trace_in_any_table(programme):
    before = set(Learner.objects.values_list("key", flat=True))
    browser, code = begin(FIRST)
    (key,) = set(Learner.objects.values_list("key", flat=True)) - before
    gone = browser.post(reverse("coaching:delete-all", args=["voimavarat"]))
    assert (gone.status_code, gone["Clear-Site-Data"]) == (200, '"cache", "cookies", "storage"')
    assert Client().post(reverse("coaching:resume", args=["voimavarat"]), {"code": code}).status_code == 422
    assert not Learner.objects.exists()
    assert not ResumeCode.objects.exists()
    stored = everything_stored()
    assert FIRST.encode() not in stored
    assert f"learner {key}".encode() not in stored


def test_deleting_an_account_leaves_nothing_of_the_person_in_any_table(programme):
    browser, _code = begin(FIRST)
    browser.post(reverse("accounts:begin_claim"), {"new": "1"})
    browser.post(reverse("account_signup"), {"email": "mirjami@example.org", "password1": PASSWORD})
    browser.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())})
    browser.post(reverse("accounts:welcome"), NAMES)
    browser.post(reverse("accounts:claim"))
    assert b"mirjami@example.org" in everything_stored()
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.post(reverse("privacy:delete"), {"confirm": "on"})["Location"] == reverse("privacy:gone")
    stored = everything_stored()
    for trace in (FIRST, "mirjami@example.org", *NAMES.values()):
        assert trace.encode() not in stored, trace
    assert not Learner.objects.exists()
    assert not Merge.objects.exists()
    assert browser.get(reverse("dashboard:home")).status_code == 302
