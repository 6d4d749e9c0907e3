"""What the tests of the core share: modules imported by their plain names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path
