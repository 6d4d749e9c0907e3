"""Labels keep their words whole where they can, and never more lines than there is room for."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assess.charts.labels import columns, shorten, wrap


def test_a_short_label_is_one_line() -> None:
    assert wrap("Trust", 13) == ("Trust",)


def test_words_stay_whole() -> None:
    assert wrap("Knowing the customer", 13) == ("Knowing the", "customer")


def test_lines_get_a_little_wider_before_a_label_is_cut() -> None:
    # At 13 columns this takes three lines; at 14 it takes two.
    assert wrap("Products which people want", 13, 2) == ("Products which", "people want")


def test_a_word_longer_than_a_line_is_hyphenated() -> None:
    assert wrap("Kundenzufriedenheit", 13) == ("Kundenzufrie-", "denheit")


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("one two three four five six seven eight nine ten", 8, 2)
    assert len(lines) == 2 and lines[-1].endswith("…")


def test_chinese_breaks_between_any_two_characters_each_two_columns_wide() -> None:
    assert wrap("顧客との親密さと長期的な関係", 12) == ("顧客との親密", "さと長期的な", "関係")


def test_control_characters_are_left_out() -> None:
    assert wrap("a\x00b\nc", 13) == ("ab c",)


def test_shorten_keeps_one_line() -> None:
    assert shorten("Knowing the customer", 20) == "Knowing the customer"
    assert shorten("Knowing the customers", 20) == "Knowing the custome…"


@given(st.text(max_size=300), st.integers(4, 30), st.integers(1, 4))
def test_any_text_fits(text: str, width: int, lines: int) -> None:
    found = wrap(text, width, lines)
    assert len(found) <= lines
    assert all(columns(line) <= width * 1.25 for line in found)
    assert not any(unicodedata.category(mark) == "Cc" for line in found for mark in line)
