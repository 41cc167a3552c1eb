"""The site key: wraps each person's own key and lives in a file outside the database.

One key a line, ``polku-vault-1 <id> <base64>``, newest first. The newest wraps; the older ones still unwrap until
``rotate_vault_key --drop`` has found that nothing needs them. Whoever loses this file loses every private answer.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from assessments.personal.sealing import CannotOpen, new_key, seal, unseal

MARK = "polku-vault-1"


@dataclass(frozen=True, repr=False)
class SiteKey:
    """One site key. Its id is a fingerprint and no secret."""

    id: str
    key: bytes

    @property
    def line(self) -> str:
        return f"{MARK} {self.id} {base64.b64encode(self.key).decode()}\n"


def wrap(key: bytes, *, bound_to: str) -> bytes:
    """A person's key wrapped with the newest site key."""
    newest = site_keys()[0]
    return newest.id.encode() + b":" + seal(newest.key, key, bound_to=bound_to)


def unwrap(wrapped: bytes, *, bound_to: str) -> bytes:
    """The person's key. Raises ``CannotOpen`` when its site key is not in the file."""
    key_id, _colon, sealed = bytes(wrapped).partition(b":")
    for site_key in site_keys():
        if site_key.id.encode() == key_id:
            return unseal(site_key.key, sealed, bound_to=bound_to)
    raise CannotOpen


def wrapped_with(wrapped: bytes) -> str:
    """The id of the site key that wrapped this."""
    return bytes(wrapped).partition(b":")[0].decode("ascii", "replace")


_read: tuple[tuple[str, int, int], tuple[SiteKey, ...]] | None = None


def site_keys() -> tuple[SiteKey, ...]:
    """The keys of the file, newest first; read again when the file has changed. In demo mode it is made."""
    global _read
    path = key_file()
    if not path.exists() and getattr(settings, "VAULT_KEY_MADE_WHEN_MISSING", settings.DEMO):
        make_site_key()
    try:
        state = path.stat()
    except FileNotFoundError:
        raise ImproperlyConfigured(
            "The file of the vault key (VAULT_KEY_FILE) is missing. Bring it back, or on a new installation make it "
            "with manage.py make_vault_key. See docs/operate.md."
        ) from None
    stamp = (str(path), state.st_mtime_ns, state.st_size)
    if _read is None or _read[0] != stamp:
        _read = (stamp, parse_keys(path.read_text()))
    return _read[1]


def parse_keys(text: str) -> tuple[SiteKey, ...]:
    """The keys in a key file's text. Raises ``ImproperlyConfigured`` without ever quoting it."""
    keys = []
    for line in filter(str.strip, text.splitlines()):
        try:
            mark, key_id, encoded = line.split()
            key = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            mark, key_id, key = "", "", b""
        if mark != MARK or len(key) != 32 or key_id != fingerprint(key):
            raise ImproperlyConfigured("A line of the vault key file is damaged. See docs/operate.md.")
        keys.append(SiteKey(key_id, key))
    if not keys:
        raise ImproperlyConfigured("The vault key file is empty. See docs/operate.md.")
    return tuple(keys)


def make_site_key() -> bool:
    """Make the key file if there is none, readable by its owner only; True when it was made. Two starts at once
    agree on one key."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    _write_private(draft, fresh_key().line)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def write_keys(keys: tuple[SiteKey, ...]) -> None:
    """Replace the file in one step."""
    path = key_file()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    _write_private(draft, "".join(key.line for key in keys))
    draft.replace(path)


def fresh_key() -> SiteKey:
    key = new_key()
    return SiteKey(fingerprint(key), key)


def fingerprint(key: bytes) -> str:
    return hashlib.sha256(b"polku vault key id" + key).hexdigest()[:12]


def key_file() -> Path:
    return Path(settings.VAULT_KEY_FILE)


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
