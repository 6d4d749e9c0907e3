"""The report as a reader, a screen reader and a printer get it."""

import io
from itertools import combinations

import pytest
from PIL import Image
from pypdf import PdfReader

from assess.charts.sentences import profile_sentence
from assess.core.questionnaire import Discipline, Kind
from assess.paper import report

SIZES = {"a4": "595.276 x 841.89 pts (A4)", "letter": "612 x 792 pts (letter)"}
CASES = {
    "one rater": {"raters": 1},
    "seven raters and two competitors": {"raters": 7, "competitors": ("Blue Harbour", "Kestrel")},
    "four competitors, answers missing": {
        "raters": 4,
        "competitors": (
            "A",
            "B",
            "Kestrel & Sons",
            "A competitor whose name takes a whole line of the page",
        ),
        "without": ("trust", "speed"),
    },
    "pulse": {"questionnaire": "pulse", "raters": 2},
    "nothing answered": {"questionnaire": "pulse", "raters": 1, "without": ("closeness", "operations", "products")},
    "long names": {
        "company": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3
    },
}


def _made(assess, t, when, paper="a4", **given) -> bytes:
    assessed = assess(**given)
    return report(assessed.scorecard, assessed.questionnaire, t, when=when, paper=paper)


def test_the_report_holds_what_it_promises(assess, t, when, opened) -> None:
    assessed = assess(raters=7, competitors=("Blue Harbour", "Kestrel"), lead=Discipline.PRODUCT_LEADERSHIP)
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    card = assessed.scorecard
    assert "Nordwind Logistics" in text and "March 9, 2026" in text
    assert profile_sentence(card, t) in text
    assert all(dimension.title in text for dimension in card.dimensions)
    assert "Blue Harbour (by 7 raters)" in text
    for advice in card.recommendations:
        assert advice.rule.action in text and advice.rule.first_step in text and advice.rule.source in text
    assert "ab" * 32 in text and "1.0.0" in text
    assert "self-ratings run optimistic" in text and "has not been validated" in text


def test_recommendations_stand_in_their_order_under_their_headings(assess, t, when, opened) -> None:
    assessed = assess(raters=7, competitors=("Blue Harbour",))
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    places = [text.index(advice.rule.action) for advice in assessed.scorecard.recommendations]
    assert len(places) > 3 and places == sorted(places)
    kinds = {advice.kind for advice in assessed.scorecard.recommendations}
    titles = {Kind.CLOSE_GAP: "Close the gap", Kind.EXTEND_LEAD: "Extend the lead", Kind.EASE_OFF: "Ease off"}
    assert all((titles[kind] in text) == (kind in kinds) for kind in Kind)


def test_a_recommendation_shows_its_trace(assess, t, when, opened) -> None:
    assessed = assess(raters=2)
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    advice = assessed.scorecard.recommendations[0]
    for item in advice.items:
        assert assessed.questionnaire.item(item.id).text in text
        assert f"{t.number(item.mean, 1)} of 1 to 5" in text
    assert "Listed because" in text


def test_missing_answers_are_listed_and_no_zero(assess, t, when, opened) -> None:
    text = opened(_made(assess, t, when, without=("trust",))).text()
    assert "No score, because too few items were answered: Value and trust." in text
    assert "Criticism in public is answered with respect. 0 3 0" in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("case", CASES)
def test_every_page_is_whole(assess, t, when, opened, case, paper) -> None:
    found = opened(_made(assess, t, when, paper, **CASES[case]))
    facts, words = found.facts(), found.words()
    assert facts["Page size"] == SIZES[paper]
    width, height = (float(part) for part in facts["Page size"].split(" pts")[0].split(" x "))
    for word in words:  # nothing runs into the margins, which are 62 points at the sides
        assert word.left >= 60 and word.right <= width - 60, word
        assert word.top >= 40 and word.bottom <= height - 25, word
    pages = int(facts["Pages"])
    assert {word.page for word in words} == set(range(1, pages + 1))
    assert f"Page {pages}" in found.text()


@pytest.mark.parametrize("case", CASES)
def test_no_words_lie_upon_each_other(assess, t, when, opened, case) -> None:
    words = opened(_made(assess, t, when, **CASES[case])).words()
    for page in {word.page for word in words}:
        for one, other in combinations([word for word in words if word.page == page], 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            # A word's box holds its font's whole height, so boxes of neighbouring lines reach into each other.
            height = min(one.bottom - one.top, other.bottom - other.top)
            assert across < 1.5 or down < 0.46 * height, (one, other)


def test_no_heading_ends_a_page(assess, t, when, opened) -> None:
    headings = {"Close the gap", "Extend the lead", "Reference", "What was missing", "How the figures come about"}
    words = opened(_made(assess, t, when, raters=7, competitors=("Blue Harbour",))).words()
    for page in {word.page for word in words}:
        body = [word for word in words if word.page == page and word.bottom < 841 - 68]
        lowest = max(word.bottom for word in body)
        last = " ".join(word.text for word in body if word.bottom > lowest - 3)
        assert last not in headings


def test_screen_readers_get_language_title_tags_and_alternatives(assess, t, when, opened, elements) -> None:
    made = _made(assess, t, when, raters=3, competitors=("Blue Harbour",))
    catalog = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert catalog["/Lang"] == "en" and catalog["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    found = opened(made)
    assert found.facts()["Title"] == "Nordwind Logistics: where it stands against parity"
    assert found.facts()["Tagged"] == "yes"
    parts = list(elements(catalog["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/H3", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= {each.get("/S") for each in parts}
    alternatives = [str(each["/Alt"]).split(" with ")[0] for each in parts if "/Alt" in each]
    assert alternatives == ["Dot plot", "Radar chart", "Radar chart", "Dot plot"]


def test_bookmarks_lead_to_the_parts(assess, t, when) -> None:
    outline = PdfReader(io.BytesIO(_made(assess, t, when))).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == [
        "Summary",
        "Where the company stands, dimension by dimension",
        "Gaps to parity",
        "All dimensions in figures",
        "What to do",
        "What was missing",
        "How the figures come about",
    ]


def test_no_page_is_blank(assess, t, when, opened) -> None:
    found = opened(_made(assess, t, when))
    for page in range(1, int(found.facts()["Pages"]) + 1):
        picture = Image.open(io.BytesIO(found.picture(page))).convert("L")
        assert picture.getextrema()[0] < 100


def test_equal_input_makes_equal_bytes(assess, t, when) -> None:
    assert _made(assess, t, when) == _made(assess, t, when)


def test_the_date_is_the_one_given(assess, t, when) -> None:
    later = when.replace(year=2027)
    assert _made(assess, t, when) != _made(assess, t, later)
    made = PdfReader(io.BytesIO(_made(assess, t, later)))
    assert made.metadata is not None and made.metadata.creation_date.year == 2027
