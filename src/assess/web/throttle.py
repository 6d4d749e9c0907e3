"""Guesses and floods are slowed, per device and per address; nobody is locked out, least of all a room of people."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

FAILURES_OF_DEVICE = RateLimitItemPerMinute(5, namespace="failures-device")
FAILURES_OF_ADDRESS = RateLimitItemPerMinute(100, namespace="failures-address")
CREATIONS_OF_DEVICE = RateLimitItemPerMinute(10, namespace="creations-device")
LONGEST_SECONDS = 5.0
WRONG_PINS_A_SECOND = 10
"""Each ten wrong PINs of a link make a further wrong one a second slower."""
SLOW_SECONDS = 2.0
"""What a failure beyond the limit waits; what is right is never slowed."""

_window = MovingWindowRateLimiter(MemoryStorage())


def seconds_after_failure(device: str, address: str) -> float:
    """How long to hold the answer to a wrong token, PIN or passphrase; counts the failure."""
    within = [_window.hit(FAILURES_OF_DEVICE, device), _window.hit(FAILURES_OF_ADDRESS, address)]
    return 0.0 if all(within) else SLOW_SECONDS


def may_create(device: str) -> bool:
    """Whether this device may make another assessment now: a person never needs ten a minute."""
    return bool(_window.hit(CREATIONS_OF_DEVICE, device))
