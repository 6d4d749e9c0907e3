"""The report of a workshop as a reader, a screen reader and a printer get it."""

import importlib.util
import io
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader

from assess.charts.points import points_plot
from assess.charts.shifts import rounds_radar, shift_plot
from assess.charts.spreads import spread_plot
from assess.core.minutes import Agreed, Minutes, PointsGiven, Remark
from assess.paper import chart, workshop_report
from assess.texts import translator


def _workshops():
    spec = importlib.util.spec_from_file_location("workshops", Path(__file__).with_name("workshops.py"))
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


workshops = _workshops()


@pytest.fixture(scope="module")
def whole() -> Minutes:
    return workshops.whole()


@pytest.fixture(scope="module")
def cases(whole) -> dict[str, Minutes]:
    """Workshops that went otherwise."""
    groups = {f"Branch office number {n}, north": whole.card for n in range(14)}
    return {
        "whole": whole,
        "one round, nothing decided": workshops.minutes(again=(), groups={}),
        "protected": replace(whole, scores={}, revoted=None, points=PointsGiven(2, {}, withheld=True)),
        "one rater": workshops.minutes("pulse", raters=1, again=(), groups={}),
        "dots": workshops.minutes(raters=4, again=("depth",), competitors=()),
        "all voted again": workshops.minutes(again=[each.id for each in whole.questionnaire.dimensions]),
        "long names": replace(
            whole,
            title="Strategiewerkstatt der Donaudampfschifffahrtsgesellschaft " * 4,
            groups=groups,
            actions=(*whole.actions, Agreed("W" * 1990, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk")),
            remarks=(Remark(None, "x" * 1990), Remark("depth", "word " * 1500)),
        ),
    }


NAMES = ("whole", "one round, nothing decided", "protected", "one rater", "dots", "all voted again", "long names")


def _made(of: Minutes, t, when, paper="a4") -> bytes:
    return workshop_report(of, t, when=when, paper=paper)


def test_it_tells_what_was_decided_by_whom_until_when(whole, t, when, opened) -> None:
    text = opened(_made(whole, t, when)).text()
    assert "Strategy day, spring" in text and "March 9, 2026" in text
    assert "Decided: the company leads in customer intimacy." in text and "Chosen to lead" in text
    # Five give 60, 25, 15 and four 20, 70, 10: means 380 / 9 = 42.2, 405 / 9 = 45, 115 / 9 = 12.8.
    assert "Points of 9 people" in text and "45" in text and "42" in text and "13" in text
    first, second = whole.questionnaire.recommendations[:2]
    assert f"{first.action}" in text and f"Why: {first.why}" in text and "June 1, 2026" in text
    assert f"From the recommendation: {second.action}" in text
    assert f"From the recommendation: {first.action}" not in text  # the action itself says so
    assert "Both are right about their own customers." in text and "The night shift was not asked." in text


def test_recommendations_that_became_actions_say_so(whole, t, when, opened) -> None:
    advice = whole.card.recommendations[0]
    taken = replace(whole, actions=(Agreed(advice.rule.action, rule=advice.id),))
    assert opened(_made(taken, t, when)).text().count("Taken up as an action") == 1
    assert "Taken up as an action" not in opened(_made(replace(whole, actions=()), t, when)).text()


def test_both_rounds_stand_beside_each_other(whole, t, when, opened) -> None:
    text = opened(_made(whole, t, when)).text()
    assert "6 people voted again." in text and "All figures are those after the second vote." in text
    before, after = (next(each for each in of.dimensions if each.id == "depth") for of in (whole.before, whole.card))
    row = f"Depth over breadth {before.score:.1f} {after.score:.1f} +{after.score - before.score:.1f}"
    assert row in text


def test_the_earlier_run_is_told_with_what_became_of_its_actions(whole, t, when, opened) -> None:
    text = opened(_made(whole, t, when)).text()
    assert "Publish delivery times" in text and "December 1, 2025 Open Done" in text
    assert "Strategy day, autumn" in text and "September 15, 2025" in text
    assert "Depth over breadth: not asked before" in text


def test_what_did_not_take_place_is_left_out(cases, t, when) -> None:
    made = _made(cases["one round, nothing decided"], t, when)
    titles = [entry.title for entry in PdfReader(io.BytesIO(made)).outline if not isinstance(entry, list)]
    assert titles == [
        "Summary",
        "Where the company stands, dimension by dimension",
        "Gaps to parity",
        "All dimensions in figures",
        "Where raters differ most",
        "What to do",
        "What was missing",
        "How the figures come about",
    ]


def test_protected_workshops_show_means_only(cases, t, when, opened) -> None:
    text = opened(_made(cases["protected"], t, when)).text()
    assert "Too few people gave points for a picture of them." in text
    assert "people voted again" not in text and "A dot is one rater" not in text and "±" in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("case", NAMES)
def test_every_page_is_whole(cases, t, when, opened, case, paper) -> None:
    found = opened(_made(cases[case], t, when, paper))
    words, (width, height) = found.words(), {"a4": (595.276, 841.89), "letter": (612, 792)}[paper]
    for word in words:
        assert word.left >= 60 and word.right <= width - 60, word
        assert word.top >= 40 and word.bottom <= height - 25, word
    pages = int(found.facts()["Pages"])
    assert {word.page for word in words} == set(range(1, pages + 1))


@pytest.mark.parametrize("case", NAMES)
def test_no_words_lie_upon_each_other(cases, t, when, opened, case) -> None:
    words = opened(_made(cases[case], t, when)).words()
    for page in {word.page for word in words}:
        for one, other in combinations([word for word in words if word.page == page], 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            height = min(one.bottom - one.top, other.bottom - other.top)
            assert across < 1.5 or down < 0.46 * height, (one, other)


def test_screen_readers_get_language_title_tags_and_alternatives(whole, when, opened, elements) -> None:
    made = _made(whole, translator("de"), when)
    catalog = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert catalog["/Lang"] == "de" and b"pdfuaid" in catalog["/Metadata"].get_object().get_data()
    assert opened(made).facts()["Title"] == "Nordwind Logistics: Strategy day, spring"
    parts = list(elements(catalog["/StructTreeRoot"]))
    # Disciplines as dots and radar, points, dimensions as radar and dots, dumbbells and radar of both rounds, spread,
    # dumbbells and radar of the trend.
    assert sum("/Alt" in each for each in parts) == 10
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI"} <= {each.get("/S") for each in parts}


HOSTILE = ['#eval("1+1")', "$x^2$ <label> @ref", "*b* _i_ `c`", "= Heading", "=SUM(A1)", "Ελληνικά · Кириллица"]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_typed_comes_out_verbatim(whole, t, when, opened, words) -> None:
    made = replace(
        whole,
        title=f"{words} day",
        remarks=(Remark("depth", f"{words} noted"), Remark(None, f"{words} first\n{words} second")),
        actions=(Agreed(f"{words} to do", f"{words} owner", dimension="no such", rule="no such"),),
        groups={f"{words} group": whole.card},
        earlier=replace(whole.earlier, title=f"{words} then"),
    )
    text = opened(_made(made, t, when)).text()
    for kind in ("day", "noted", "first", "second", "to do", "then"):
        assert f"{words} {kind}" in text, kind
    assert "owner" in text and "group" in text


def test_signs_that_no_font_has_are_counted_in_what_people_typed_too(whole, t, when, opened) -> None:
    made = replace(whole, remarks=(Remark(None, "Kharoshthi \U00010a10"),))
    text = opened(_made(made, t, when)).text()
    assert "Kharoshthi □" in text and "1 sign is in no font of this computer" in text


def test_equal_input_makes_equal_bytes(whole, t, when) -> None:
    assert _made(whole, t, when) == _made(whole, t, when)


def test_its_figures_can_be_taken_away_too(whole, t, opened) -> None:
    figures = [
        rounds_radar(whole.before, whole.card, t),
        shift_plot(whole.before, whole.card, t),
        spread_plot(whole.card, t, whole.scores),
        points_plot(whole.points.means, whole.card, t, people=9),
    ]
    for figure in figures:
        assert opened(chart(figure, t, "pdf")).facts()["Title"] == figure.title
        assert chart(figure, t, "svg").startswith(b"<svg") and chart(figure, t, "png").startswith(b"\x89PNG")
