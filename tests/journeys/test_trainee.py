"""From the course page to a certificate that a stranger checks, through the pages alone."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lms.accounts.api import COHORT_ADMINISTRATOR, User
from tests.accounts.conftest import PASSWORD, code_in, newest_mail
from tests.dashboard.people import client_of, make_staff
from tests.factories.content import make_site
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page
from tests.factories.world import HIDDEN

pytestmark = pytest.mark.django_db
RUN = "kevat-2027"


@pytest.fixture
def course_page():
    """A published course of two lessons and a quiz, with a certificate."""
    cache.clear()
    make_site()
    page = make_course_page(title="Työkyky tutuksi", slug="tyokyky-tutuksi")
    module = make_module_page(page)
    for number in (1, 2):
        make_lesson_page(module, title=f"Luku {number}", slug=f"luku-{number}")
    make_quiz_page(module, title="Testi", slug="testaa")
    return page


@pytest.fixture
def trainer(course_page) -> Client:
    """A cohort administrator opens a run and names a trainer; the trainer's browser."""
    manager = client_of(make_staff("ryhmat@example.org", COHORT_ADMINISTRATOR))
    user = make_staff("kouluttaja@example.org", first_name="Kaisa", last_name="Kouluttaja")
    (course,) = manager.get(reverse("trainer:new")).context["courses"]
    facts = {"name": "Kevät 2027", "code": RUN, "language": "fi", "is_open": "on"}
    made = manager.post(f"{reverse('trainer:new')}?koulutus={course.code}", facts)
    assert made["Location"] == reverse("trainer:trainers", args=[RUN])
    manager.post(made["Location"], {"email": user.email})
    return client_of(user)


def sign_up(browser: Client) -> None:
    """A new account, by the code in the mail."""
    browser.post(reverse("account_signup"), {"email": "aino@example.org", "password1": PASSWORD})
    response = browser.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())})
    assert response["Location"].startswith(reverse("accounts:welcome"))


def answer_quiz(browser: Client, answer: str):
    """One attempt: begin, answer the one question, send; the result page."""
    begun = browser.post(reverse("graded:intro", args=[RUN, "testaa"]))
    form = dict(HIDDEN.findall(browser.get(begun["Location"]).content.decode()))
    review = browser.post(begun["Location"], form | {"answer": answer})
    sent = re.search(r'name="attempt" value="(\d+)"', browser.get(review["Location"]).content.decode())[1]
    return browser.post(review["Location"], {"attempt": sent}, follow=True)


def test_a_trainee_enrols_studies_fails_passes_and_a_stranger_checks_the_certificate(course_page, trainer):
    aino, stranger = Client(), Client()
    enrol = reverse("courses:enrol", args=[RUN])
    assert enrol in aino.get(course_page.get_url()).content.decode()
    sign_up(aino)
    home = aino.post(enrol, {"first_name": "Aino", "last_name": "Esimerkki"})["Location"]
    assert aino.get(home).context["next_url"] == reverse("steps:step", args=[RUN, "luku-1"])

    assert aino.post(reverse("steps:done", args=[RUN, "luku-1"]))["Location"].startswith(
        reverse("steps:step", args=[RUN, "luku-2"])
    )
    to_quiz = aino.post(reverse("steps:done", args=[RUN, "luku-2"]))["Location"]
    assert to_quiz.startswith(reverse("graded:intro", args=[RUN, "testaa"]))

    assert "Ei ihan." in answer_quiz(aino, "muu").content.decode()
    assert aino.get(home).context["certificate"].award is None
    assert aino.get(reverse("own_certificates:list")).context["sheets"] == []

    assert "Aivan." in answer_quiz(aino, "tasapaino").content.decode()
    award = aino.get(home).context["certificate"].award
    own = aino.get(reverse("own_certificates:detail", args=[award.key]))
    sheet = own.context["sheet"]
    assert "Aino Esimerkki" in own.content.decode()
    assert aino.get(reverse("own_certificates:pdf", args=[award.key])).content.startswith(b"%PDF")

    checked = stranger.get(reverse("certificates:check"), {"code": sheet.code.lower()}, follow=True)
    assert checked.context["sheet"].state == "valid"
    assert "Aino Esimerkki" in checked.content.decode()
    assert sheet.verify_url.endswith(checked.request["PATH_INFO"])
    assert stranger.get(reverse("own_certificates:detail", args=[award.key])).status_code == 302

    revoke = reverse("trainer:revoke", args=[RUN, award.key])
    assert stranger.post(revoke, {"reason": "Ilkivalta"}).status_code == 403
    assert aino.post(revoke, {"reason": "Omin luvin"}).status_code == 404
    trainer.post(revoke, {"reason": "Väärä henkilö"})
    after = stranger.get(reverse("certificates:verify", args=[award.key]))
    assert after.context["sheet"].state == "revoked"
    assert "Väärä henkilö" not in after.content.decode()
    assert stranger.get(reverse("certificates:verify_json", args=[award.key])).json()["state"] == "revoked"


def test_the_trainer_sees_how_far_everybody_is(course_page, trainer):
    aino = Client()
    sign_up(aino)
    aino.post(reverse("courses:enrol", args=[RUN]), {"first_name": "Aino", "last_name": "Esimerkki"})
    aino.post(reverse("steps:done", args=[RUN, "luku-1"]))
    page = trainer.get(reverse("trainer:run", args=[RUN]))
    assert "Esimerkki" in page.content.decode()
    assert User.objects.get(email="aino@example.org").get_full_name() == "Aino Esimerkki"
