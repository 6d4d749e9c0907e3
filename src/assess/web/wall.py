"""A page on a wall: type that grows with the screen, so that it is read from ten metres, and big words and lists.

Streamlit measures in root ems; the page's root size is set from its window, and back when the page is left.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from assess.charts.screen import Frame

COLUMNS, LINES = 57, 32
"""A wall is so many root ems wide and high, whatever its pixels."""
SMALLEST, LARGEST = 16, 90
"""Pixels of a root em: a phone reads the page as any other."""
USUAL = (1280, 720)
PAGE_TYPE = 15
"""Pixels of a root em at which a chart's type is as on a page."""

_FIT = """
const root = document.documentElement;
let told = '';
let fit = null;
export default function ({ data, setStateValue }) {
  if (fit) window.removeEventListener('resize', fit);
  fit = () => {
    const em = Math.min(innerWidth / data.columns, innerHeight / data.lines);
    root.style.fontSize = `${Math.max(data.smallest, Math.min(em, data.largest))}px`;
    const size = `${innerWidth}x${innerHeight}`;
    if (size !== told) setStateValue('size', [innerWidth, innerHeight]);
    told = size;
  };
  window.addEventListener('resize', fit);
  fit();
  return () => {
    window.removeEventListener('resize', fit);
    root.style.fontSize = '';
    told = '';
  };
}
"""

_WORDS_STYLE = """
p, h1 {
  margin: 0; font-family: var(--st-font); color: var(--st-text-color); line-height: 1.2;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1 { font-weight: 700; }
.above { font-size: 0.95rem; }
"""

_WORDS = """
export default function ({ data, parentElement }) {
  const words = parentElement.querySelector('p');
  words.textContent = data.text;
  words.style.fontSize = `min(${data.size}rem, ${data.widest}vw)`;
  words.style.fontWeight = data.size > 1 ? 600 : 400;
}
"""

_HEADING = """
export default function ({ data, parentElement }) {
  parentElement.querySelector('p').textContent = data.above;
  const title = parentElement.querySelector('h1');
  title.textContent = data.title;
  title.style.fontSize = `min(${data.size}rem, 9vw)`;
}
"""

_ROWS_STYLE = """
section { font-family: var(--st-font); color: var(--st-text-color); font-size: 1rem; line-height: 1.35; }
h2 { font-size: 1em; font-weight: 600; margin: 0 0 0.35em; }
h2:empty { display: none; }
ul { list-style: none; margin: 0; padding: 0; }
li {
  display: flex; flex-wrap: wrap; gap: 0 1em; justify-content: space-between; align-items: baseline;
  padding: 0.24em 0; border-top: 1px solid var(--st-border-color-light, var(--st-border-color));
}
li span { flex: 1 1 55%; overflow-wrap: break-word; }
.marked::before {
  content: ""; display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.5em; border-radius: 50%;
  background: var(--mark);
}
li b { font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
"""

_ROWS = """
function part(tag, text, colour) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (colour) made.style.setProperty('--mark', colour);
  if (colour) made.className = 'marked';
  return made;
}
export default function ({ data, parentElement }) {
  const section = parentElement.querySelector('section');
  section.style.fontSize = `${data.size}rem`;
  section.querySelector('h2').textContent = data.title;
  section.querySelector('ul').replaceChildren(...data.rows.map(({ text, figure, colour }) => {
    const row = document.createElement('li');
    row.append(part('span', text, colour), part('b', figure));
    return row;
  }));
}
"""

_PICTURE = """
export default function ({ data, parentElement }) {
  const picture = parentElement.querySelector('img');
  picture.src = data.source;
  picture.alt = data.alt;
  picture.style.width = `min(${data.size}rem, 100%)`;
}
"""

_fit = st.components.v2.component("assess_wall", js=_FIT)
_words = st.components.v2.component("assess_wall_words", html="<p></p>", css=_WORDS_STYLE, js=_WORDS)
_heading = st.components.v2.component(
    "assess_wall_heading", html='<p class="above"></p><h1></h1>', css=_WORDS_STYLE, js=_HEADING
)
_picture = st.components.v2.component(
    "assess_wall_picture", html="<img>", css="img { display: block; image-rendering: pixelated; }", js=_PICTURE
)
_rows = st.components.v2.component(
    "assess_wall_rows", html="<section><h2></h2><ul></ul></section>", css=_ROWS_STYLE, js=_ROWS
)


@dataclass(frozen=True)
class Wall:
    """The window that the page fills, in pixels."""

    width: float
    height: float

    @property
    def em(self) -> float:
        """The root em in pixels, as the page sets it."""
        return max(SMALLEST, min(self.width / COLUMNS, self.height / LINES, LARGEST))

    @property
    def is_phone(self) -> bool:
        """Narrow enough for Streamlit to put columns below each other."""
        return self.width <= 640

    def frame(self, share: float, lines: float) -> Frame | None:
        """Room for a chart: a share of the width, and so many root ems of height; None on a phone."""
        if self.is_phone:
            return None
        return Frame((self.width - 4 * self.em) * share, lines * self.em, self.em / PAGE_TYPE)


def wall() -> Wall:
    """Fits the type of the page to its window; the window, which is a usual one until the browser has told."""
    given = {"columns": COLUMNS, "lines": LINES, "smallest": SMALLEST, "largest": LARGEST}
    found = _fit(data=given, key="wall", height=1, on_size_change=lambda: None)
    width, height = (found.size if found is not None else None) or USUAL
    return Wall(float(width), float(height))


def heading(above: str, title: str, *, key: str, size: float = 2.1) -> None:
    """The page's heading with a line above it, both as they are."""
    _heading(data={"above": above, "title": title, "size": size}, key=key, height="content")


def words(text: str, *, key: str, size: float = 1.0) -> None:
    """A text as it is, in so many root ems; a large one is kept from breaking on a phone."""
    _words(data={"text": text, "size": size, "widest": max(150 / max(len(text), 8), 6)}, key=key, height="content")


def picture(png: bytes, alt: str, *, key: str, size: float) -> None:
    """A picture so many root ems wide, with nothing to press on it."""
    source = f"data:image/png;base64,{b64encode(png).decode()}"
    _picture(data={"source": source, "alt": alt, "size": size}, key=key, height="content")


@dataclass(frozen=True)
class Line:
    """A line of a list: a text, a figure at its end, and the colour that marks it elsewhere on the page."""

    text: str
    figure: str = ""
    colour: str = ""


def rows(title: str, lines: Sequence[Line], *, key: str, size: float = 1.0) -> None:
    """A short list under its title, its texts as they are."""
    _rows(data={"title": title, "rows": [asdict(each) for each in lines], "size": size}, key=key, height="content")
