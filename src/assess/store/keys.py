"""Public ids and secrets. Secrets leave here only as digests."""

from __future__ import annotations

import hashlib
import secrets

from assess.store.errors import NotAllowed

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else
ID_LENGTH = 12  # 59 bits: no two alike, read out over a telephone; it opens nothing
CODE_LENGTH = 8  # 39 bits: for a wall; what opens answers is the browser's own secret
SECRET_LENGTH = 22  # 128 bits in url-safe base64


def new_id() -> str:
    """A random public id: 12 symbols, safe in a URL, not secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def new_code() -> str:
    """A random code that people type to join a room: 8 symbols, not secret."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """A random url-safe secret of 192 bits, for device cookies and links."""
    return secrets.token_urlsafe(24)


def new_token() -> str:
    """A random url-safe secret of 128 bits in 22 characters, for links that people may have to type."""
    return secrets.token_urlsafe(16)


def is_secret(text: str) -> bool:
    """Whether a text is long enough to be a secret of ours."""
    return len(text) >= SECRET_LENGTH


def digest(secret: str) -> str:
    """SHA-256 of a secret as 64 hexadecimal digits, the only form in which it is stored.

    Raises NotAllowed for anything shorter than 128 bits: an empty cookie must not be a key that all share.
    """
    if not is_secret(secret):
        raise NotAllowed("This browser sent no device key. Allow cookies for this site and load the page again.")
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
