"""The site key: made once, outside the database, changed without touching an answer, never guessed past."""

import stat
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from assessments.personal import checks
from assessments.personal.api import answers_of, make_site_key
from assessments.personal.models import Vault
from assessments.personal.site_key import fresh_key, key_file, site_keys, wrapped_with, write_keys
from tests.factories.personal import make_answer

PART = uuid.uuid4()
HELLO = {"omin-sanoin": {"text": "hei"}}


@pytest.fixture(autouse=True)
def key_of_this_test(settings, tmp_path):
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"


def test_the_key_is_made_once_and_for_its_owner_only(capsys):
    call_command("make_vault_key")
    before = key_file().read_text()
    call_command("make_vault_key")
    assert key_file().read_text() == before
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert "Already there" in capsys.readouterr().out
    assert [path.name for path in key_file().parent.iterdir()] == ["vault.key"]


def test_without_the_key_nothing_is_written_outside_demo_mode(pseudonymous, settings):
    settings.VAULT_KEY_MADE_WHEN_MISSING = False
    with pytest.raises(ImproperlyConfigured, match="make_vault_key"):
        site_keys()
    assert [problem.id for problem in checks.vault_key_is_ready(None)] == ["personal.E001"]


def test_demo_mode_makes_the_key_at_first_use(settings):
    settings.VAULT_KEY_MADE_WHEN_MISSING = True
    assert len(site_keys()) == 1
    assert key_file().exists()


def test_rotating_wraps_anew_and_keeps_every_answer(pseudonymous, learner):
    make_answer(pseudonymous, text="hei", activity_key=PART)
    make_answer(learner, text="hei", activity_key=PART)
    (old,) = site_keys()
    call_command("rotate_vault_key")
    newest, kept = site_keys()
    assert kept.id == old.id
    assert {wrapped_with(vault.wrapped_key) for vault in Vault.objects.all()} == {newest.id}
    call_command("rotate_vault_key", drop=True)
    assert [key.id for key in site_keys()] == [newest.id]
    assert answers_of(pseudonymous, PART) == answers_of(learner, PART) == HELLO


def test_a_vault_wrapped_in_the_middle_of_a_rotation_is_not_lost(pseudonymous):
    make_site_key()
    (old,) = site_keys()
    make_answer(pseudonymous, text="hei", activity_key=PART)
    write_keys((fresh_key(), old))
    assert answers_of(pseudonymous, PART) == HELLO
    call_command("rotate_vault_key", drop=True)
    assert answers_of(pseudonymous, PART) == HELLO
    assert len(site_keys()) == 1


def test_a_key_that_a_vault_needs_is_not_dropped(pseudonymous):
    make_answer(pseudonymous, text="hei", activity_key=PART)
    old = site_keys()
    write_keys((fresh_key(),))
    with pytest.raises(CommandError, match="bring it back"):
        call_command("rotate_vault_key", drop=True)
    write_keys((fresh_key(), *old))
    call_command("rotate_vault_key", drop=True)
    assert answers_of(pseudonymous, PART) == HELLO


@pytest.mark.parametrize("text", ["", "polku-vault-1 abc def\n", "polku-vault-2 x y z\n", "{line}{line}x\n"])
def test_a_damaged_key_file_is_refused_and_never_quoted(text):
    make_site_key()
    line = key_file().read_text()
    key_file().write_text(text.format(line=line))
    with pytest.raises(ImproperlyConfigured) as refusal:
        site_keys()
    assert line.split()[2] not in str(refusal.value)
    assert [problem.id for problem in checks.vault_key_is_ready(None)] == ["personal.E002"]


def test_a_key_file_that_others_can_read_is_reported():
    make_site_key()
    assert checks.vault_key_is_ready(None) == []
    key_file().chmod(0o644)
    assert [problem.id for problem in checks.vault_key_is_ready(None)] == ["personal.E003"]
