"""What belongs to the person alone: the code, the list, deleting, the device; and that nobody else sees anything."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.personal.api import erase_vaults
from assessments.personal.models import Entry, Vault
from lms.accounts.api import Learner, User
from lms.accounts.models import Session
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import CANARY, make_answer


def code_of(browser, base):
    return browser.get(f"{base}osa/1/valmis/").context["card"].code


def test_the_code_is_shown_after_the_first_save_and_brings_one_back_elsewhere(mira, base):
    page = mira.get(f"{base}osa/1/valmis/")
    code = page.context["card"].code
    assert code in page.content.decode()
    assert "<svg" in page.context["card"].qr
    phone = Client()
    response = phone.post(f"{base}jatka/", {"code": code.upper().replace("-", " ").replace("Ä", "A").replace("Ö", "O")})
    assert response.url == base
    assert CANARY in phone.get(f"{base}omat/").content.decode()
    assert CANARY in phone.get(f"{base}osa/1/3/").content.decode()
    assert phone.get(f"{base}osa/1/valmis/").context["card"].code == ""


def test_stopping_in_the_middle_of_a_part_shows_the_code_too(mira, base):
    code = code_of(mira, base)
    assert code in mira.get(base).content.decode()
    phone = Client()
    phone.post(f"{base}jatka/", {"code": code})
    assert "big-code" not in phone.get(base).content.decode()  # it cannot be shown again
    assert "big-code" not in Client().get(base).content.decode()


def test_a_code_is_tried_only_by_a_post(mira, base):
    phone = Client()
    assert phone.get(f"{base}jatka/", {"code": code_of(mira, base)}).status_code == 200
    assert phone.get(f"{base}omat/").context.get("rows") is None


@pytest.mark.parametrize("code", ["", "metsä-kuppi-tuuli 274", "x" * 5000, "\x00", "<b>"])
def test_a_wrong_code_explains_and_stays_in_the_field(client, base, code):
    response = client.post(f"{base}jatka/", {"code": code})
    assert response.status_code == 422
    assert response.context["error"]
    assert not client.cookies.get("sessionid")


def test_many_wrong_codes_are_slowed_down(client, mira, base, monkeypatch):
    monkeypatch.setattr("lms.accounts.services.pseudonymous.WRONG_PER_ADDRESS", 2)
    code = code_of(mira, base)
    for _try in range(2):
        client.post(f"{base}jatka/", {"code": "väärä"}, REMOTE_ADDR="192.0.2.7")
    response = client.post(f"{base}jatka/", {"code": code}, REMOTE_ADDR="192.0.2.7")
    assert (response.status_code, "10" in response.context["error"]) == (422, True)


def test_a_new_code_ends_the_old_one(mira, base):
    old = code_of(mira, base)
    mira.post(f"{base}omat/koodi/")
    new = code_of(mira, base)
    assert new != old
    assert Client().post(f"{base}jatka/", {"code": old}).status_code == 422
    assert Client().post(f"{base}jatka/", {"code": new}).status_code == 302


def test_neither_the_text_nor_the_code_lies_readable_anywhere(mira, base):
    code = code_of(mira, base)
    stored = everything_stored()
    decoded = "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert len(decoded) > 10
    for secret in (CANARY, code, code.split(" ")[0]):
        assert secret.encode() not in stored
        assert secret not in decoded


def test_the_list_leads_back_to_the_screen_and_deletes_one_thing(mira, base):
    (row,) = mira.get(f"{base}omat/").context["rows"]
    assert row["url"] == f"{base}osa/1/3/"
    page = mira.post(f"{base}omat/{row['answer'].entry_id}/poista/", follow=True)
    assert Entry.objects.count() == 0
    assert [str(message) for message in page.context["messages"]] == [_("Deleted.")]
    assert 'role="status"' in page.content.decode()
    assert mira.post(f"{base}omat/{row['answer'].entry_id}/poista/").status_code == 404


def test_an_answer_whose_part_is_gone_is_still_in_the_list(mira, base):
    make_answer(Learner.objects.get(), text="vanhasta osasta", exercise_key="poistettu")
    page = mira.get(f"{base}omat/")
    assert [row["url"] for row in page.context["rows"]] == [f"{base}osa/1/3/", None]
    assert "vanhasta osasta" in page.content.decode()


def test_others_get_nothing_of_it(mira, base, learner, trainer, admin_user):
    entry = Entry.objects.get()
    other = Client()
    other.post(f"{base}osa/1/3/", {"answer": "oma"})
    browsers = [Client(), other]
    for user in (learner.user, trainer, admin_user):
        browsers.append(Client())
        browsers[-1].force_login(user)
    for browser in browsers:
        assert browser.post(f"{base}omat/{entry.pk}/poista/").status_code in (302, 404)
        for address in ("", "osa/1/3/", "osa/1/valmis/", "omat/", "omat/poista/"):
            assert CANARY not in browser.get(base + address, follow=True).content.decode()
    assert Entry.objects.filter(pk=entry.pk).exists()


@pytest.fixture
def admin_user(db):
    return User.objects.create_superuser(email="admin@example.org", password="x")


def test_deleting_everything_asks_once_and_leaves_nothing(mira, base):
    assert mira.get(f"{base}omat/poista/").status_code == 200
    assert Entry.objects.count() == 1
    response = mira.post(f"{base}omat/poista/")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response["Cache-Control"] == "private, no-store"
    assert (Vault.objects.count(), Entry.objects.count(), Learner.objects.count()) == (0, 0, 0)
    assert "rows" not in (mira.get(f"{base}omat/").context or {})


def test_deleting_everything_with_an_account_leaves_the_account(client, learner, base):
    client.force_login(learner.user)
    client.post(f"{base}osa/1/3/", {"answer": CANARY})
    response = client.post(f"{base}omat/poista/")
    assert "Clear-Site-Data" not in response
    assert (Vault.objects.count(), Learner.objects.count()) == (0, 1)
    assert client.get(f"{base}omat/").context["rows"] == []


def test_clearing_the_device_leaves_the_answers(mira, base):
    code = code_of(mira, base)
    response = mira.post(f"{base}laite/tyhjenna/")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert CANARY not in mira.get(f"{base}osa/1/3/").content.decode()
    assert mira.post(f"{base}jatka/", {"code": code}).status_code == 302
    assert CANARY in mira.get(f"{base}osa/1/3/").content.decode()


@pytest.mark.parametrize(("said", "own"), [("own", True), ("shared", False)])
def test_the_device_question_decides_how_long_the_device_remembers(mira, base, said, own):
    done = f"{base}osa/1/valmis/"
    assert mira.get(done).context["card"].own_device is False
    assert mira.post(f"{base}laite/", {"device": said, "back": done}).url == done
    assert mira.get(done).context["card"].own_device is own
    days = mira.session.get_expiry_age() / 86400
    assert (days > 80) is own


def test_what_was_told_of_the_device_is_asked_no_more_in_the_session(mira, base):
    asks = 'name="device" value="own"'
    for told, offered, gone in (("shared", "own", "shared"), ("own", "shared", "own")):
        mira.post(f"{base}laite/", {"device": told})
        for page in (base, f"{base}omat/", f"{base}osa/1/valmis/"):
            text = mira.get(page).content.decode()
            assert (f'value="{offered}"' in text, f'name="device" value="{gone}"' in text) == (True, False)
    another = Client()
    another.post(f"{base}osa/1/3/", {"answer": "x"})
    assert asks in another.get(base).content.decode()


@pytest.mark.parametrize("back", ["https://muualla.example/", "//muualla.example", "javascript:x()", ""])
def test_the_device_question_leads_nowhere_else(mira, base, back):
    assert mira.post(f"{base}laite/", {"device": "own", "back": back}).url == base


@pytest.mark.parametrize("name", ["delete-one", "new-code", "device", "clear-device"])
def test_an_act_is_never_done_by_a_get(mira, run, base, name):
    args = [run.code, Entry.objects.get().pk] if name == "delete-one" else [run.code]
    assert mira.get(reverse(f"coaching:{name}", args=args)).status_code == 405
    assert Entry.objects.count() == 1


def test_a_newcomer_can_do_none_of_the_acts(client, base):
    assert client.post(f"{base}omat/1/poista/").status_code == 404
    assert client.post(f"{base}omat/koodi/").status_code == 404
    assert client.post(f"{base}laite/", {"device": "own"}).status_code == 404
    assert client.post(f"{base}omat/poista/").url == base


def test_a_signed_in_person_is_told_to_sign_out_before_using_a_code(client, mira, base, trainee):
    client.force_login(trainee)
    response = client.post(f"{base}jatka/", {"code": code_of(mira, base)})
    assert response.status_code == 422
    assert CANARY not in client.get(f"{base}omat/").content.decode()


def test_the_path_marks_what_this_person_has_done(mira, base):
    states = [stone["state"] for stone in mira.get(base).context["stones"]]
    assert states == ["done", "now"]
    assert [stone["state"] for stone in Client().get(base).context["stones"]] == ["now", "todo"]


def test_erased_answers_are_gone_for_their_writer_too(mira, base):
    erase_vaults(learner=Learner.objects.get())
    assert mira.get(f"{base}omat/").context["rows"] == []
    assert CANARY not in mira.get(f"{base}osa/1/3/").content.decode()
