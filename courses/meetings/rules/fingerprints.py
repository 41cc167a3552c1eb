"""What is stored of a secret."""

import hashlib


def hash_of(token: str) -> str:
    """Its fingerprint: enough to know it again, useless to whoever reads the table."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
