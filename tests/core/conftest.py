"""What the tests of the core share: `examples`, `generated` and `reference`, imported by their plain names."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path

settings.register_profile("core", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("core")
