"""Anybody's text as plain text; tests/browser/test_strangers.py sees the same in Streamlit's own Markdown."""

from __future__ import annotations

import re

import pytest

from assess.web.plain import JOINER, plain


@pytest.mark.parametrize(
    "name",
    ["Acme", "Müller & Söhne", "AT&T", "Smith, Jones (UK) Ltd.", "Yahoo!", "O'Neill / Sons", "C++", "3.0 Ltd", "#1",
     "-5 %", "Was it asked? It was.", "Note: done", "a = b"],
)  # fmt: skip
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**b** _i_ `c` ~~s~~", r"\*\*b\*\* \_i\_ \`c\` \~\~s\~\~"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("[a](b) ![i](c)", r"\[a\](b) !\[i\](c)"),
        ("$x$ | y \\", r"\$x\$ \| y \\"),
        ("&lt; &#60; AT&T", r"\&lt; \&#60; AT&T"),
        ("# h", r"\# h"),
        ("- a", r"\- a"),
        ("12. a", r"12\. a"),
        ("7) a", r"7\) a"),
        ("a\n\n# b\tc", "a # b c"),
    ],
)
def test_marks_that_markdown_reads_are_escaped(text: str, escaped: str) -> None:
    assert plain(text) == escaped


@pytest.mark.parametrize(
    "text",
    [":red[x]", ":smile:", ":material/home:", "http://a.example", "https://a.example", "www.a.example", "ftp://a.example",
     "me@a.example", "a -> b", "a <- b", "--", "10:30"],
)  # fmt: skip
def test_what_is_found_after_markdown_is_parted_by_a_joiner(text: str) -> None:
    shown = plain(text)
    assert JOINER in shown
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown).replace(JOINER, "") == text


def test_writing_from_right_to_left_turns_nothing_round() -> None:
    assert plain("\u202eAcme") == "\u2068\u202eAcme\u2069"
    assert plain("שלום") == "\u2068שלום\u2069"
