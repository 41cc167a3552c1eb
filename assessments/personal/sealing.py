"""Sealing bytes with a key, bound to where they belong: AES-256-GCM, a version in front, a fresh nonce each time."""

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NONCE = 12
#: Plain texts are filled up to a multiple of this, so that the length of a sealed answer says little.
BLOCK = 256


class CannotOpen(Exception):
    """The key is wrong, or the sealed bytes were changed or moved to another place. Says nothing of the content."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def seal(key: bytes, plain: bytes, *, bound_to: str) -> bytes:
    """``plain`` sealed; opens only with the same key and the same ``bound_to``."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """What was sealed. Raises ``CannotOpen``."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise CannotOpen
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], bound_to.encode())
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def seal_json(key: bytes, value: Any, *, bound_to: str) -> bytes:
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(key, plain.ljust(-(-len(plain) // BLOCK) * BLOCK), bound_to=bound_to)


def unseal_json(key: bytes, sealed: bytes, *, bound_to: str) -> Any:
    return json.loads(unseal(key, sealed, bound_to=bound_to))
