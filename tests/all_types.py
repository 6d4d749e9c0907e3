"""One small questionnaire with all types of items, and its answers, worked by hand; for tests of every room.

Levels 1, 2.5 and 4 score 0, 50 and 100 (METHOD 1), years ten each.
"""

from __future__ import annotations

from assess.store import KeptQuestionnaire
from assess.yaml_source import Loaded, load

TEXT = """
id: small
version: 1.0.0
title: Small
scales:
  practice:
    levels: [{value: 1, label: Never}, {value: 2.5, label: Partly}, {value: 4, label: Always}]
parity: {declared: {customer_intimacy: 60}}
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing
    items:
      - {id: asked, text: Customers are asked., scale: practice, compare: true}
      - {id: acted, text: What they say is acted on., scale: practice, show_if: {item_at_least: {asked: 2.5}}}
      - id: years
        text: How long does a customer stay?
        number: {unit: years, points: [[0, 0], [10, 100]]}
      - {id: split, text: Where should we lead?, allocation: true}
      - {id: words, text: What would customers say?, free_text: true}
"""
FOLLOWING = """  - id: following
    discipline: operational_excellence
    title: Following up
    items:
      - {id: told, text: Customers are told what became of it., scale: practice, show_if: {item_at_least: {acted: 4}}}
      - {id: late, text: Answers come late., scale: practice, reverse: true, show_if: {item_at_least: {asked: 2.5}}}
  - id: making
    discipline: product_leadership
    title: Making
    items:
      - {id: tried, text: New things are tried., scale: practice}
"""
LONG_TEXT = TEXT + FOLLOWING
"""With a dimension of which all items follow from answers to the first, and one that stands alone."""

ANSWERS = "respondent,asked,acted,years,split,words\nAnn,4,4,5,50|30|20,They like us.\nBen,1,,10,20|60|20,\n"
"""Ann scores (100 + 100 + 50) / 3 = 83.3; of Ben `acted` is not asked: (0 + 100) / 2 = 50.

Points: (50 + 20) / 2 = 35, (30 + 60) / 2 = 45, 20; standard deviations 30 / sqrt(2) = 21.2, 21.2, 0.
"""


def loaded(text: str = TEXT) -> Loaded:
    """The questionnaire, parsed."""
    return load(text, file="small.yaml")


def kept(text: str = TEXT) -> KeptQuestionnaire:
    """The questionnaire as an assessment keeps it."""
    found = loaded(text)
    return KeptQuestionnaire(found.questionnaire.id, found.questionnaire.version, found.sha256, text)
