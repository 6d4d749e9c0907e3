"""What people type is printed as they typed it, whatever it looks like, and never obeyed."""

import threading

import pytest

from assess.charts.figures import radar
from assess.core.questionnaire import Dimension, Discipline, Item, Level, Questionnaire, ResponseScale
from assess.core.recommendations import Kind
from assess.paper import chart, report, unprintable

HOSTILE = [
    '#eval("1+1")',
    "$x^2$",
    "*b* _i_ `c`",
    "<label>",
    "@ref",
    "// comment",
    "/* open",
    "= Heading",
    "- item",
    "#import sys: *",
    "\\#panic()",
    '"quoted" \\u{41}',
    "=SUM(A1)",
    "{number} {total} {}",
    "%PDF-1.7",
    "]]>",
    "https://example.org/?a=1&b=2",
]


def _questionnaire(titles: list[str]) -> Questionnaire:
    kinds = list(Discipline)
    scale = ResponseScale(levels=(Level(value=0, label="no"), Level(value=1, label="yes")))
    rule = {"when": {"gap_below": 0}, "effort": 1, "kinds": [Kind.CLOSE_GAP]}
    return Questionnaire(
        id="hostile",
        version="1",
        title=titles[0],
        scales={"yn": scale},
        parity={"declared": dict.fromkeys(kinds, 100.0)},
        dimensions=tuple(
            Dimension(
                id=f"d{n}",
                discipline=kinds[n % 3],
                title=title,
                items=(Item(id=f"i{n}", text=f"Item {title}", scale="yn"),),
            )
            for n, title in enumerate(titles)
        ),
        recommendations=[
            {**rule, "id": f"r{n}", "dimension": f"d{n}", "action": f"Do {title}", "why": f"Why {title}",
             "source": title}
            for n, title in enumerate(titles)
        ],
    )  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_it_comes_out_verbatim(assess, t, when, opened, words) -> None:
    assessed = assess(_questionnaire([words, "b", "c"]), company=f"{words} Ltd", raters=2)
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    assert f"{words} Ltd" in text and f"Item {words}" in text and f"Do {words}" in text and f"Why {words}" in text
    assert (
        f"{words} Ltd: where it stands"
        in opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).facts()["Title"]
    )


def test_it_comes_out_verbatim_in_charts(assess, t, opened) -> None:
    card = assess(_questionnaire([words[:18] for words in HOSTILE[:12]]), company=HOSTILE[0]).scorecard
    text = opened(chart(radar(card, t), t, "pdf")).text()
    for words in HOSTILE[:12]:
        assert words[:18].split()[0] in text


def test_nul_and_other_control_characters_are_left_out(assess, t, when, opened) -> None:
    assessed = assess(_questionnaire(["a\x00b\x1b[31m\x7f", "b\nc", "c"]), company="N\x00ul\r\nCorp")
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    assert "Nul Corp" in text and "Item ab[31m" in text and "Item b c" in text
    assert unprintable("a\x00\x1b") == ()


@pytest.mark.parametrize(
    "words",
    [
        "ÄÖÜäöüß ÇĞİıŞ ŁŻŹąęść Ññ Øø Æ Œ ÐÞ ĀĒĪ ČŠŽ ŐŰ Țș",
        "Ελληνικά ΑΒΓΔ άέήίόύώ ϊΐ",
        "Кириллица ЁЖЩЪЫЭ їієґ љњћђџ ўқңү",
        "Tiếng Việt: Ưu đãi khách hàng",
        "“Quotes” – dashes — … • ½ € £ ¥ ₴ § © ® ™ × ÷ ± ≤ ≥ − →",
    ],
)
def test_latin_greek_and_cyrillic_always_print(assess, t, when, opened, words) -> None:
    assert unprintable(words) == ()
    assessed = assess("pulse", company=words)
    made = report(assessed.scorecard, assessed.questionnaire, t, when=when)
    assert b"pdfuaid" in made or "yes" in opened(made).facts()["Tagged"]  # PDF/UA-1 forbids signs without glyph
    assert words in opened(made).text()


def test_a_script_that_no_font_has_is_told(assess, t, when, opened) -> None:
    # U+10A00 and the next are Kharoshthi, for which no common computer has a font.
    assessed = assess("pulse", company="Acme \U00010a10\U00010a11\U00010a10")
    assert unprintable(assessed.scorecard) == ("\U00010a10", "\U00010a11")
    text = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).text()
    assert "Acme □□□" in text
    assert "2 signs are in no font of this computer and printed as □." in text


@pytest.mark.parametrize(
    "words", ["א ב", "العلاقة مع العملاء", "\u202eabc", "👩‍👩‍👧", "e\u0301\u20e4", "\ufdd0\ud800"]
)
def test_any_other_script_makes_a_report_all_the_same(assess, t, when, opened, words) -> None:
    assessed = assess("pulse", company=f"Acme {words}")
    facts = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when)).facts()
    assert facts["Tagged"] == "yes" and facts["Title"].startswith("Acme")


def test_ten_thousand_characters_stay_on_their_pages(assess, t, when, opened) -> None:
    words = "W" * 1990
    assessed = assess(_questionnaire([words, "b", "c"]), company="Long " + "x" * 9_995)
    found = opened(report(assessed.scorecard, assessed.questionnaire, t, when=when, paper="letter"))
    assert all(word.left >= 55 and word.right <= 612 - 55 for word in found.words())
    assert all(word.bottom < 792 for word in found.words())
    assert "x" * 9_995 in "".join(word.text for word in found.words() if word.bottom < 792 - 68)


def test_many_threads_print_at_once(assess, t, when) -> None:
    """Streamlit answers each person from a thread of its own."""
    cards = [assess("pulse", company=f"Company {n}") for n in range(6)]
    alone = [report(card.scorecard, card.questionnaire, t, when=when) for card in cards]
    together: dict[int, bytes] = {}

    def run(place: int) -> None:
        together[place] = report(cards[place].scorecard, cards[place].questionnaire, t, when=when)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[place] for place in range(6)] == alone
