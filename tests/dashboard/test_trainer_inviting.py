"""A trainer invites people: the list is checked, looked at, and sent; and the list of the invited."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext, override

from courses.api import Course, Invitation, Run, invite_people, read_invited
from lms.accounts.models import User
from lms.jobs.api import run_due
from lms.jobs.models import Bounce
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories import make_run

CHECKED = re.compile(r'name="checked" value="(\w+)"')
LIST = "Aino Ahonen <aino@example.org>\nveikko(at)example.org\nVeikko.Virta@example.org"


@pytest.fixture
def run(db) -> Run:
    return make_run(lessons=1, is_open=False, capacity=2)


@pytest.fixture(params=[make_trainer, make_manager], ids=["trainer", "cohort administrator"])
def staff(request, run):
    return client_of(make_trainer(run) if request.param is make_trainer else make_manager())


@pytest.fixture(autouse=True)
def _pages_language():
    with override("fi"):
        yield


def address(run: Run, name: str = "invite", *more: int) -> str:
    return reverse(f"trainer:{name}", args=[run.code, *more])


def confirm(client, run: Run, text: str):
    """Check the list and send what was checked."""
    checked = CHECKED.search(client.post(address(run), {"people": text}).content.decode())
    return client.post(address(run), {"people": text.replace("\n", "\r\n"), "checked": checked[1]})


def test_checking_sends_nothing_and_says_each_line(staff, run, mailoutbox):
    page = main_of(staff.post(address(run), {"people": LIST}))
    assert gettext("Mistake: this is not an e-mail address") in page
    assert page.count(gettext("Is invited")) == 2
    assert page.index(gettext("Mistake: this is not an e-mail address")) < page.index(gettext("Is invited"))
    assert "aino@example.org, Aino Ahonen" in page
    assert escape("Aino Ahonen <aino@example.org>") in page
    run_due()
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_confirming_invites_those_whose_line_is_right(staff, run, mailoutbox):
    answer = confirm(staff, run, LIST)
    assert answer["Location"] == address(run, "invitations")
    run_due()
    assert {mail.to[0] for mail in mailoutbox} == {"aino@example.org", "veikko.virta@example.org"}
    page = main_of(staff.get(address(run, "invitations")))
    assert "aino@example.org" in page
    assert "Aino Ahonen" in page


def test_lines_with_mistakes_say_what_to_do_and_can_follow_in_the_same_list(staff, run, mailoutbox):
    page = main_of(staff.post(address(run), {"people": LIST}))
    assert gettext("Write it as name@example.org, or leave the line out.") in page
    told = staff.get(confirm(staff, run, LIST)["Location"]).context["messages"]
    assert [one.level_tag for one in told] == ["success", "warning"] and " 2 " in str(list(told)[1])
    mended = LIST.replace("(at)", "@")
    assert confirm(staff, run, mended)["Location"] == address(run, "invitations")
    run_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "aino@example.org",
        "veikko.virta@example.org",
        "veikko@example.org",
    ]


def test_a_list_changed_after_the_check_is_checked_again(staff, run):
    checked = CHECKED.search(staff.post(address(run), {"people": LIST}).content.decode())[1]
    for sent in ({"people": LIST + "\nuusi@example.org", "checked": checked}, {"people": LIST, "checked": ["x", ""]}):
        assert staff.post(address(run), sent).status_code == 200
    assert not Invitation.objects.exists()


def test_a_file_from_a_spreadsheet_is_read_into_the_form(staff, run):
    data = "etunimi;sukunimi;sähköposti\r\nÄijä;Öhman;oh@example.org\r\n".encode("cp1252")
    page = staff.post(address(run), {"file": SimpleUploadedFile("lista.csv", data)}).content.decode()
    assert "Äijä Öhman" in page
    text = "etunimi;sukunimi;sähköposti\nÄijä;Öhman;oh@example.org"
    assert staff.post(address(run), {"people": text, "checked": CHECKED.search(page)[1]}).status_code == 302
    assert Invitation.objects.get().email == "oh@example.org"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"people": " \n \n"},
        {"people": "a\x00b@example.org"},
        {"people": "\n".join(f"a{number}@example.org" for number in range(501))},
        {"file": SimpleUploadedFile("x.csv", b"")},
        {"file": SimpleUploadedFile("x.csv", b"x" * 1_000_001)},
    ],
    ids=["nothing", "blank", "null", "too many", "empty file", "large file"],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_text(staff, run, sent):
    answer = staff.post(address(run), sent)
    assert answer.status_code == 422
    if "people" in sent and "a5" in sent["people"]:
        assert "a500@example.org" in answer.content.decode()


def test_a_picture_as_a_list_is_mistakes_and_no_error(staff, run):
    answer = staff.post(address(run), {"file": SimpleUploadedFile("x.csv", bytes(range(256)) * 20)})
    assert answer.status_code in (200, 422)
    assert not Invitation.objects.exists()


def test_more_people_than_places_are_warned_about(staff, run):
    text = "\n".join(f"a{number}@example.org" for number in range(3))
    page = main_of(staff.post(address(run), {"people": text}))
    assert gettext("More people are invited than fit in: those who come first get the places.") in page
    Course.objects.update(type="blended_cohort")
    page = main_of(staff.post(address(run), {"people": text}))
    queued = "More people are invited than fit in: those who come first get the places, and the others can queue."
    assert gettext(queued) in page


def test_sending_again_and_taking_back(staff, run):
    confirm(staff, run, "aino@example.org")
    pk = Invitation.objects.get().pk
    for _ in range(4):
        page = staff.post(address(run, "invite-again", pk), follow=True)
    assert gettext("Three mails have gone to this address within an hour. Try again later.") in page.content.decode()
    staff.post(address(run, "revoke-invitation", pk))
    assert Invitation.objects.get().state == Invitation.State.REVOKED
    for name in ("invite-again", "revoke-invitation"):
        assert staff.get(address(run, name, pk)).status_code == 405


def test_another_runs_invitation_is_missing(staff, run):
    elsewhere = make_run(lessons=1)
    invite_people(run=elsewhere, people=read_invited("aino@example.org"), actor=None)
    pk = Invitation.objects.get().pk
    for name in ("invite-again", "revoke-invitation"):
        assert staff.post(address(run, name, pk)).status_code == 404
    assert Invitation.objects.get().state == Invitation.State.OPEN


def test_other_people_and_other_trainers_find_nothing(run, trainee):
    invite_people(run=run, people=read_invited("aino@example.org"), actor=None)
    pk = Invitation.objects.get().pk
    for user in (trainee, make_trainer(make_run(lessons=1), "muu@example.org")):
        client = client_of(user)
        for name, more in (("invite", ()), ("invitations", ()), ("invite-again", (pk,)), ("revoke-invitation", (pk,))):
            assert client.post(address(run, name, *more)).status_code in (404, 405)
            assert client.get(address(run, name, *more)).status_code in (404, 405)


def test_an_ended_run_invites_nobody_and_the_coaching_has_no_such_page(staff, run):
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() - datetime.timedelta(days=1))
    assert gettext("This run has ended.") in main_of(staff.get(address(run)))
    assert staff.post(address(run), {"people": LIST}).status_code == 409
    Course.objects.filter(pk=run.course_id).update(policy=Course.Policy.PRIVATE)
    assert staff.get(address(run)).status_code == 404
    assert address(run, "invitations") not in staff.get(address(run, "run")).content.decode()


def test_a_list_with_nobody_to_invite_offers_no_sending(staff, run):
    page = main_of(staff.post(address(run), {"people": "väärin"}))
    assert gettext("Mistake: this is not an e-mail address") in page
    assert page.count('type="submit"') == 1


def test_the_trainer_never_learns_who_has_an_account(staff, run):
    User.objects.create_user(email="a1@example.org")
    page = main_of(staff.post(address(run), {"people": "a1@example.org\na2@example.org"}))
    assert page.count(gettext("Is invited")) == 2


def test_the_pages_take_few_statements_whatever_the_size(run, statements):
    client = client_of(make_trainer(run))
    text = "\n".join(f"a{number}@example.org" for number in range(300))
    client.get(address(run))
    with statements(7):
        client.post(address(run), {"people": text})
    invite_people(run=run, people=read_invited(text), actor=None)
    with statements(7):
        client.get(address(run, "invitations"))


def test_an_address_that_takes_no_mail_is_said_to_whom_it_concerns(staff, run):
    invite_people(run=run, people=read_invited("aino@example.org"), actor=None)
    said = gettext("The mail came back: the address takes no mail. Check the address; the person may have another one.")
    assert said not in main_of(staff.get(address(run, "invitations")))
    Bounce.objects.create(address="aino@example.org", times=1)
    assert said in main_of(staff.get(address(run, "invitations")))


def test_a_long_list_goes_out_by_the_queue_and_the_page_tells_how_far_it_is(run, mailoutbox):
    client = client_of(make_trainer(run))
    people = "\n".join(f"ihminen{number}@example.org" for number in range(250))
    assert confirm(client, run, people).status_code == 302
    assert not mailoutbox
    response = client.get(address(run, "invitations"))
    assert (response.context["sent"], response.context["number"]) == (0, 250)
    run_due(1)  # the first hundred
    response = client.get(address(run, "invitations"))
    assert (response.context["sent"], response.context["number"]) == (100, 250)
    assert gettext("The mails are being written") in main_of(response)
    run_due(2)
    assert gettext("The mails are being written") not in main_of(client.get(address(run, "invitations")))
