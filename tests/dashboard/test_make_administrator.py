"""The first site administrator comes from the command line."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from lms.accounts.api import SITE_ADMINISTRATOR, User, roles_of
from lms.records.models import AuditEntry
from tests.factories.authors import make_site

ADDRESS = "maija@example.org"


@pytest.fixture(autouse=True)
def site(db):
    make_site()


def account() -> User:
    return User.objects.get(email=ADDRESS)


def test_a_new_account_is_staff_with_the_role_and_no_password(capsys):
    call_command("make_administrator", "Maija@Example.org", first_name="Maija")
    user = account()
    assert (roles_of(user), user.is_staff, user.is_superuser) == ({SITE_ADMINISTRATOR}, True, False)
    assert (user.first_name, user.has_usable_password()) == ("Maija", False)
    assert EmailAddress.objects.get(user=user).verified
    assert "second factor" in capsys.readouterr().out


def test_the_new_administrator_reaches_pages_and_users_in_the_admin_after_the_second_factor(client, settings):
    call_command("make_administrator", ADDRESS)
    client.force_login(account())
    assert client.get("/hallinta/users/")["Location"] == "/tili/2fa/"
    settings.DEMO = True  # where staff may do without
    assert client.get("/hallinta/users/").status_code == 200
    assert account().has_perm("content.change_organiser")


def test_an_account_that_exists_keeps_its_name_and_password():
    User.objects.create_user(ADDRESS, "pitkä salasana 1", first_name="Maija")
    call_command("make_administrator", ADDRESS, first_name="Joku")
    user = account()
    assert (user.first_name, user.check_password("pitkä salasana 1")) == ("Maija", True)
    assert SITE_ADMINISTRATOR in roles_of(user)


def test_running_it_twice_changes_nothing():
    for _ in range(2):
        call_command("make_administrator", ADDRESS)
    assert User.objects.filter(email=ADDRESS).count() == 1
    assert AuditEntry.objects.filter(verb="account.made_administrator").count() == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_demo": True}], ids=["closed", "demo"])
def test_a_closed_account_and_one_of_the_demo_are_refused(fields):
    User.objects.create_user(ADDRESS, **fields)
    with pytest.raises(CommandError):
        call_command("make_administrator", ADDRESS)
    assert not roles_of(account())


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("make_administrator", "maija")
    assert not User.objects.exists()
