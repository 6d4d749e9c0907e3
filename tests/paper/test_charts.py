"""Charts to take away, opened again as what they claim to be."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from assess.charts.figures import dot_plot, radar
from assess.paper import chart
from assess.paper.drawing import radar_drawing

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def card(assess):
    return assess(competitors=("Blue Harbour", "Kestrel")).scorecard


@pytest.mark.parametrize("draw", [radar, dot_plot])
def test_a_png_has_200_pixels_an_inch_and_is_not_blank(card, t, draw) -> None:
    picture = Image.open(io.BytesIO(chart(draw(card, t), t, "png")))
    picture.load()  # Pillow checks each chunk's sum
    assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    assert 1250 < picture.width < 1500 and 900 < picture.height < 1700
    colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None and len(colours) > 50
    assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_a_png_can_be_finer_or_coarser(card, t) -> None:
    widths = [Image.open(io.BytesIO(chart(radar(card, t), t, "png", ppi=ppi))).width for ppi in (100, 200)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)


@pytest.mark.parametrize("draw", [radar, dot_plot])
def test_an_svg_needs_no_font_and_names_its_takeaway(card, t, draw) -> None:
    figure = draw(card, t)
    tree = ElementTree.fromstring(chart(figure, t, "svg"))
    assert tree.tag == f"{SVG}svg" and tree.get("role") == "img"
    assert tree.find(f"{SVG}title").text == figure.alt
    assert not tree.findall(f".//{SVG}text") and tree.findall(f".//{SVG}use")


@pytest.mark.parametrize("draw", [radar, dot_plot])
def test_a_pdf_is_tagged_with_its_takeaway(card, t, opened, elements, draw) -> None:
    figure = draw(card, t)
    made = chart(figure, t, "pdf")
    catalog = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"].value and catalog["/Lang"] == "en"
    assert [each["/Alt"] for each in elements(catalog["/StructTreeRoot"]) if "/Alt" in each] == [figure.alt]
    assert opened(made).facts()["Title"] == figure.title
    assert "Depth over breadth" in opened(made).text()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_equal_figures_make_equal_bytes(card, t, kind) -> None:
    assert chart(radar(card, t), t, kind) == chart(radar(card, t), t, kind)


def test_a_missing_score_leaves_a_gap_in_the_printed_line(assess, t) -> None:
    whole, gapped = (radar_drawing(radar(assess(without=names).scorecard, t)) for names in ((), ("trust", "cost")))
    assert [run["closed"] for run in whole["series"][-1]["runs"]] == [True]
    # 12 axes less 2 apart from each other: one run of 4 between them and one of 6 around.
    runs = gapped["series"][-1]["runs"]
    assert not any(run["closed"] for run in runs)
    assert sorted(len(run["points"]) for run in runs) == [4, 6]
    assert sum(len(group["points"]) for group in gapped["series"][-1]["marks"]) == 10


def test_a_point_between_two_gaps_is_still_marked(assess, t) -> None:
    all_but = [d.id for d in assess().questionnaire.dimensions if d.id != "trust"]
    own = radar_drawing(radar(assess(without=all_but).scorecard, t))["series"][-1]
    assert own["runs"] == [] and [len(group["points"]) for group in own["marks"]] == [1]


def test_scores_lie_on_their_axes_at_their_distance(assess, t) -> None:
    card = assess(raters=1).scorecard
    drawing = radar_drawing(radar(card, t))
    points = [point for group in drawing["series"][-1]["marks"] for point in group["points"]]
    for point, axis, standing in zip(points, drawing["axes"], card.dimensions, strict=True):
        assert point == pytest.approx([standing.score / 100 * part for part in axis["point"]])
    assert drawing["axes"][0]["point"] == (0, -1)  # the first axis points upwards
    assert drawing["axes"][3]["point"] == pytest.approx((1, 0), abs=1e-6)  # and the fourth of twelve to the right
