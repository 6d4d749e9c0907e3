"""The report's note on method: how its figures come about, and what they cannot tell."""

from __future__ import annotations

from assess.core.minutes import Minutes
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.paper.drawing import Drawing
from assess.texts import Translator


def method(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> Drawing:
    """The note as a section."""
    return {"section": "method", "paragraphs": method_note(scorecard, questionnaire, t)}


def method_note(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> list[tuple[str, str]]:
    """Paragraphs with their headings."""
    coverage = t.number(100 * questionnaire.minimum_coverage)
    return [
        (
            t("Scores"),
            t(
                "Each answer becomes a score from 0 to 100 by its place on the item's scale. A dimension's score is "
                "the weighted mean of its answered items, a discipline's that of its dimensions, for each rater "
                "alone; the group's is the mean over raters. Below {coverage} % of the weight answered there is no "
                "score. A missing answer is never zero. A score is no percentile.",
                coverage=coverage,
            ),
        ),
        (t("Parity and gap"), _parity(scorecard, questionnaire, t)),
        (
            t("Verdicts"),
            t(
                "A gap beyond {band} points either way is a lead or a lag; within it, parity. The interval covers "
                "the gap with 90 % confidence, by Student's t over the raters. A verdict is shown by the answers "
                "where the whole interval lies on its side, and not shown where it does not. One rater gives no "
                "interval: the verdict is indicative.",
                band=t.number(scorecard.band),
            ),
        ),
        (
            t("Recommendations"),
            t(
                "Each comes from a rule of the questionnaire whose conditions the figures meet. Gaps come first, in "
                "the order of shortfall over effort; then what extends the lead; then where effort could be freed."
            ),
        ),
        (
            t("Limits"),
            t(
                "The questionnaire is original work and has not been validated as an instrument. Answers are "
                "people's judgements, and self-ratings run optimistic: set more weight on the gap to competitors "
                "rated on the same items than on the score. Figures are rounded for print, so a gap may differ by "
                "one from the score less parity."
            ),
        ),
    ]


def workshop_note(minutes: Minutes, t: Translator) -> list[tuple[str, str]]:
    """What a workshop adds: paragraphs on the parts that took place."""
    rounds = t(
        "Where somebody voted again the later answer counts, elsewhere the first. A change is the group's figure "
        "after the second vote less that before it."
    )
    points = t(
        "The mean over the people who gave points; each divides 100 among the three disciplines. Points say where "
        "the company should lead, scores how it is seen today."
    )
    trends = t(
        "Compared are dimensions whose items kept their words, scale and weight, and disciplines made of the same "
        "dimensions with the same weights."
    )
    apart = t("The standard deviation (n − 1) of the raters' own scores in a dimension, from two raters on.")
    found = [
        (t("Second vote"), rounds if minutes.before else ""),
        (t("Disagreement"), apart),
        (t("Points"), points if minutes.points else ""),
        (t("Trend"), trends if minutes.earlier else ""),
    ]
    return [(heading, paragraph) for heading, paragraph in found if paragraph]


def _parity(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> str:
    compared = (
        t("the best of the competitors that a rater rated")
        if questionnaire.parity.reference == "best"
        else t("the mean of the competitors that a rater rated")
    )
    return t(
        "Where raters rated competitors, each rater's gap is the company's score less that of {compared}, over the "
        "items answered for both, and parity is the company's score less the mean gap. Elsewhere parity is the level "
        "that the questionnaire declares. The same parity is drawn in every chart, clipped to 0 to 100.",
        compared=compared,
    )
