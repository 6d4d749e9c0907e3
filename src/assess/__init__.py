"""Value discipline assessment: questionnaires, scores against parity, advice and printing."""

__version__ = "0.1.0"
