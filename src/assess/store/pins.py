"""PINs of links: kept as salted scrypt hashes, as few digits are soon tried through."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from assess.core.errors import Problem

COST, BLOCK, PARALLEL = 2**14, 8, 1  # 16 MB and some 40 ms for each try
FORM = re.compile("[0-9A-Za-z]{4,12}")


def pin_problem(pin: str | None) -> Problem | None:
    """A PIN, if there is one, has 4 to 12 digits or letters without accents."""
    if pin is None or FORM.fullmatch(pin):
        return None
    return Problem("pin", "A PIN has 4 to 12 digits or letters from A to Z.")


def hashed(pin: str) -> str:
    """`salt$hash` of a PIN, both hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_scrypt(pin, salt).hex()}"


def is_pin(given: str | None, kept: str) -> bool:
    """Whether the given PIN is the kept one; without one it is not."""
    salt, _, expected = kept.partition("$")
    if pin_problem(given) or given is None:
        return False
    return hmac.compare_digest(_scrypt(given, bytes.fromhex(salt)).hex(), expected)


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=PARALLEL)
