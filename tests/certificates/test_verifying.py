"""C-11: whoever has the link, the QR code or the typed code sees the public part and the state; nobody else."""

import json
import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.api import reissue_award, revoke_award
from certificates.serial import typed_form
from lms.accounts.api import Learner, User
from tests.factories.certificates import make_award


@pytest.fixture
def award(learner):
    return make_award(learner)


@pytest.fixture(autouse=True)
def no_earlier_tries():
    cache.clear()


def code_of(award) -> str:
    return typed_form(award.serial, award.check_code)


def typed(client, code: str):
    return client.get(reverse("certificates:check"), {"code": code})


def main_of(response) -> str:
    """The page without what it repeats of the question: links with its address, and the code as it was typed."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.S)[0]
    return re.sub(r'value="[^"]*"', "", main)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_stranger_sees_the_whole_public_part(client, award):
    response = client.get(f"/todistus/{award.key}/")
    page = text_of(response)
    assert response.status_code == 200
    for text in ("Tiina Testaaja", "Työkyky tutuksi", "Osallistumistodistus", award.serial, "Moduuli 1"):
        assert text in page
    assert _("The certificate is genuine and valid") in page
    for outcome in award.public["outcomes"]:
        assert outcome in page


def test_a_stranger_sees_nothing_of_the_own_part(client, award):
    page = text_of(client.get(f"/todistus/{award.key}/")) + client.get(f"/todistus/{award.key}.json").content.decode()
    assert "Vaihe 1" not in page
    assert "tiina@example.org" not in page
    assert str(award.enrolment.learner.key) not in page


def test_the_typed_code_leads_to_the_certificate(client, award):
    response = typed(client, code_of(award).lower().replace("-", " ").replace("0", "o"))
    assert (response.status_code, response["Location"]) == (302, reverse("certificates:verify", args=[award.key]))


def test_every_wrong_code_gets_one_answer(client, award):
    wrong = [
        award.serial,
        award.serial + "-AAAAA-AAAAA",
        "POLKU-2026-999999-" + award.check_code,
        "null",
        "x" * 5000,
        "a\x00b",
        "ä",
        award.key,
    ]
    answers = [typed(client, code) for code in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({main_of(answer) for answer in answers}) == 1


@pytest.mark.parametrize("code", ["", "  ", "\t"])
def test_an_empty_form_says_what_to_write_and_asks_nothing(client, code, statements, db):
    with statements(0):
        response = typed(client, code)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="code-error"' in page
    assert 'aria-describedby="code-help code-error"' in page


def test_a_wrong_code_stays_in_its_field_to_be_mended(client, db):
    assert 'value="POLKU-2026-1 &lt;b&gt;"' in typed(client, "POLKU-2026-1 <b>").content.decode()


def test_every_wrong_code_asks_the_database_the_same(client, award, statements):
    for code in ("nonsense", award.serial + "-AAAAA-AAAAA", "POLKU-2026-999999-" + award.check_code):
        with statements(1):
            typed(client, code)


def test_a_wrong_link_is_answered_like_a_wrong_code(client, award):
    wrong = client.get(f"/todistus/{'0' * 32}/")
    assert wrong.status_code == 404
    assert main_of(wrong) == main_of(typed(client, "nonsense"))
    assert client.get(f"/todistus/{'0' * 32}.json").json() == {"state": "not_found"}


def test_guessing_is_slowed_down_for_its_address_only(client, award):
    statuses = [typed(client, "nonsense").status_code for _ in range(45)]
    assert statuses[:20] == [404] * 20
    assert 429 in statuses
    client.defaults["REMOTE_ADDR"] = "10.8.7.6"
    assert typed(client, code_of(award)).status_code == 302


def test_a_revoked_certificate_shows_it_at_once_and_without_the_reason(client, award, trainer):
    client.get(f"/todistus/{award.key}/")
    revoke_award(award=award, reason="Salainen syy", actor=trainer)
    page = text_of(client.get(f"/todistus/{award.key}/"))
    assert _("It no longer holds.") in page
    assert _("The certificate is genuine and valid") not in page
    assert "Salainen syy" not in page
    answer = client.get(f"/todistus/{award.key}.json").json()
    assert (answer["state"], answer["since"] is not None) == ("revoked", True)


def test_a_superseded_certificate_leads_to_the_new_one(client, award, trainer):
    new = reissue_award(award=award, actor=trainer, reason="Nimi", changes={"holder": "Tiina Uusi"})
    response = client.get(f"/todistus/{award.key}/")
    assert f'href="/todistus/{new.key}/"' in response.content.decode()
    assert _("See the new certificate") in text_of(response)
    assert client.get(f"/todistus/{award.key}.json").json()["state"] == "superseded"
    page = text_of(client.get(f"/todistus/{new.key}/"))
    assert _("The certificate is genuine and valid") in page


@pytest.mark.parametrize("address", ["/todistus/", "/todistus/{key}/", "/todistus/{key}.json", "/todistus/?code=x"])
def test_no_verification_page_is_indexed_or_kept(client, award, address):
    response = client.get(address.format(key=award.key))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    if "html" in response["Content-Type"]:
        assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_a_program_reads_the_same(client, award):
    answer = client.get(f"/todistus/{award.key}.json").json()
    assert answer["state"] == "valid"
    assert answer["certificate"] == json.loads(json.dumps(award.public))
    assert answer["address"] == f"http://localhost:8000/todistus/{award.key}/"


def test_verifying_changes_nothing(client, award):
    assert client.post(f"/todistus/{award.key}/").status_code == 405


def test_a_hostile_name_is_shown_as_text(client, award):
    award.snapshot["public"]["holder"] = '<script>alert("x")</script>'
    award.save()
    assert "<script>alert" not in client.get(f"/todistus/{award.key}/").content.decode()


def test_the_holder_finds_the_certificate_without_having_opened_it(client, award, trainee):
    client.force_login(trainee)
    response = client.get("/oma/todistukset/")
    assert f"/oma/todistukset/{award.key}/" in response.content.decode()
    assert _("Valid") in text_of(response)


def test_the_page_says_what_the_pdf_says(client, award, trainee):
    client.force_login(trainee)
    page = text_of(client.get(f"/oma/todistukset/{award.key}/"))
    says = award.public
    for text in (says["holder"], says["course"], says["number"], says["assessment"], says["basis"], code_of(award)):
        assert text in page
    assert "Vaihe 1" in page


def test_the_pdf_is_an_attachment_for_its_holder(client, award, trainee):
    client.force_login(trainee)
    response = client.get(f"/oma/todistukset/{award.key}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == f'attachment; filename="{award.serial}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("address", ["/oma/todistukset/{key}/", "/oma/todistukset/{key}.pdf"])
def test_nobody_else_opens_the_own_pages(client, award, address):
    assert client.get(address.format(key=award.key)).status_code == 302
    other = User.objects.create_user(email="muu@example.org")
    Learner.objects.create(user=other)
    client.force_login(other)
    assert client.get(address.format(key=award.key)).status_code == 404


def test_the_file_has_no_public_address(client, award, trainee):
    client.force_login(trainee)
    client.get(f"/oma/todistukset/{award.key}.pdf")
    name = award.files.get().file.name
    assert [client.get(f"{start}{name}").status_code for start in ("/media/", "/static/", "/private/")] == [404] * 3


def test_a_newcomer_without_certificates_is_told_what_to_do(client, trainee):
    client.force_login(trainee)
    page = text_of(client.get("/oma/todistukset/"))
    told = _(
        "You have no certificates yet. "
        "A certificate appears here as soon as you have completed a training that gives one."
    )
    assert told in page


@pytest.mark.parametrize("number", [1, 4])
def test_my_certificates_cost_the_same_for_any_number(client, learner, trainee, number, django_assert_num_queries):
    for _number in range(number):
        make_award(learner)
    client.force_login(trainee)
    # session with user and learner, certificates
    with django_assert_num_queries(2):
        client.get("/oma/todistukset/")
