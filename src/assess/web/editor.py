"""An editor for a text of many lines: numbers, what is wrong beside its line, and a list of it that leads there.

It is a plain text area with a margin, so that the keyboard, screen readers and phones know what to do with it. The
text is told half a second after the last key, and when the area is left; one that the server has not heard is told
again after a lost connection. The tab key goes on to the next element, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import streamlit as st

from assess.texts import Translator
from assess.web import session

_HTML = """
<small></small>
<div class="frame">
  <pre class="numbers" aria-hidden="true"></pre>
  <div class="field">
    <div class="notes" aria-hidden="true"></div>
    <textarea spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off"></textarea>
  </div>
</div>
<p role="status"></p>
<ul></ul>
"""

_STYLE = """
:host, div, pre, textarea, p, ul { box-sizing: border-box; }
.frame {
  --line: 1.5rem; display: flex; height: min(36rem, 65vh); min-height: 12rem; resize: vertical; overflow: hidden;
  border: 1px solid var(--st-widget-border-color, var(--st-border-color)); border-radius: var(--st-base-radius);
  background: var(--st-background-color);
}
.frame:focus-within { border-color: var(--st-primary-color); outline: 1px solid var(--st-primary-color); }
.numbers, .notes, textarea {
  font-family: var(--st-code-font); font-size: 0.875rem; line-height: var(--line); tab-size: 2; white-space: pre;
}
.numbers {
  position: relative; flex: none; margin: 0; padding: 0.5rem 0.5rem 0.5rem 1.4rem; overflow: hidden;
  text-align: right;
  color: var(--st-text-color); background: var(--st-secondary-background-color); user-select: none;
}
.field { position: relative; flex: 1; min-width: 0; overflow: hidden; }
textarea {
  position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; padding: 0.5rem; border: 0; outline: 0;
  resize: none; overflow: auto; color: var(--st-text-color); background: transparent; overscroll-behavior: contain;
}
.notes { position: absolute; left: 0; top: 0; padding: 0.5rem; pointer-events: none; }
.notes span { position: absolute; left: 0; min-width: 100vw; height: var(--line); padding-left: 0.5rem; }
.notes b, .numbers b { font-weight: 600; }
.numbers b { position: absolute; left: 0.4rem; }
.problem { background: var(--st-red-background-color); }
.hint { background: var(--st-blue-background-color); }
.problem b, b.problem { color: var(--st-red-text-color); background: none; }
.hint b, b.hint { color: var(--st-blue-text-color); background: none; }
small { display: block; margin-bottom: 0.5rem; font: 0.875rem var(--st-font); color: var(--st-text-color); }
p { margin: 0.5rem 0; font: 0.875rem var(--st-font); color: var(--st-text-color); }
ul { list-style: none; margin: 0; padding: 0; max-height: 16rem; overflow: auto; font-family: var(--st-font); }
ul:empty { display: none; }
button {
  display: block; width: 100%; min-height: 2.5rem; padding: 0.35rem 0.5rem; border: 0; cursor: pointer;
  border-top: 1px solid var(--st-border-color-light, var(--st-border-color));
  font: 0.875rem var(--st-font); text-align: left; color: var(--st-text-color); background: none;
  overflow-wrap: anywhere;
}
button:hover { background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
button b { color: var(--st-red-text-color); }
button.of-hint b { color: var(--st-blue-text-color); }
@media (max-width: 640px) { .numbers, .notes, textarea { font-size: 1rem; } .frame { height: 60vh; } }
"""

_SCRIPT = """
const PAUSE = 500;
const PATIENCE = 4000;
const memory = new WeakMap();
function part(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}
function begun(root) {
  const known = memory.get(root) || { heard: null, told: null, timer: null, lines: 0 };
  memory.set(root, known);
  return known;
}
export default function ({ data, parentElement, setStateValue }) {
  const known = begun(parentElement);
  const area = parentElement.querySelector('textarea');
  const numbers = parentElement.querySelector('.numbers');
  const notes = parentElement.querySelector('.notes');
  const list = parentElement.querySelector('ul');
  const height = () => parseFloat(getComputedStyle(area).lineHeight);
  function say() {
    parentElement.querySelector('small').textContent = area.value === known.heard ? data.saved : data.waiting;
  }
  function tell() {
    clearTimeout(known.timer);
    known.timer = null;
    if (area.value === known.heard) return;
    known.told = area.value;
    setStateValue('text', { text: area.value, at: Date.now() });
    known.timer = setTimeout(tell, PATIENCE);  // told again until the server has heard it
  }
  function tellSoon() {
    say();
    clearTimeout(known.timer);
    known.timer = setTimeout(tell, PAUSE);
  }
  function number() {
    const lines = area.value.split('\\n').length;
    if (lines === known.lines) return;
    known.lines = lines;
    numbers.replaceChildren(Array.from({ length: lines }, (_, at) => at + 1).join('\\n') + '\\n\\n');
    sign();
  }
  function follow() {
    numbers.scrollTop = area.scrollTop;
    notes.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
  }
  function sign() {
    const text = area.value.split('\\n');
    const first = new Map();
    for (const mark of data.marks) if (mark.line && !first.has(mark.line)) first.set(mark.line, mark);
    numbers.querySelectorAll('b').forEach((each) => each.remove());
    notes.replaceChildren(...[...first].map(([line, mark]) => {
      const note = part('span', '', mark.kind);
      const top = `calc(0.5rem + ${line - 1} * var(--line))`;
      const words = part('b', mark.text);
      note.style.top = top;
      words.style.marginLeft = `${(text[line - 1] || '').length + 3}ch`;
      note.append(words);
      const sign = part('b', mark.kind === 'hint' ? '?' : '!', mark.kind);
      sign.style.top = top;
      numbers.append(sign);
      return note;
    }));
  }
  function goTo(line) {
    const before = area.value.split('\\n').slice(0, line - 1).join('\\n').length + (line > 1 ? 1 : 0);
    const end = area.value.indexOf('\\n', before);
    area.focus();
    area.setSelectionRange(before, end < 0 ? area.value.length : end);
    area.scrollTop = Math.max(0, (line - 4) * height());
    area.scrollLeft = 0;
    follow();
  }
  function name(mark) {
    const row = part('li', '');
    const button = part('button', '', `of-${mark.kind}`);
    button.type = 'button';
    button.append(part('b', mark.place), part('span', mark.said));
    button.onclick = () => goTo(mark.line || 1);
    row.append(button);
    return row;
  }
  const untold = known.heard !== null && area.value !== known.heard;
  if (data.text !== known.heard) {
    const isEcho = untold && data.text === known.told;
    if (!isEcho) area.value = data.text;
    known.heard = data.text;
  }
  if (area.value === known.heard) clearTimeout(known.timer);
  else if (!known.timer) tellSoon();
  area.setAttribute('aria-label', data.label);
  area.setAttribute('aria-invalid', String(data.marks.some((mark) => mark.kind === 'problem')));
  area.oninput = () => { number(); tellSoon(); };
  area.onblur = tell;
  area.onscroll = follow;
  const status = parentElement.querySelector('p');
  if (status.textContent !== data.status) status.textContent = data.status;
  list.replaceChildren(...data.marks.map(name));
  known.lines = 0;
  number();
  say();
  follow();
  return () => clearTimeout(known.timer);
}
"""

_editor = st.components.v2.component("assess_editor", html=_HTML, css=_STYLE, js=_SCRIPT)


@dataclass(frozen=True)
class Mark:
    """What is said of a line: a problem to mend, or a hint; `path` leads to the place, such as `items[3].id`."""

    line: int | None
    path: str
    text: str
    kind: Literal["problem", "hint"] = "problem"


def editor(
    text: str,
    marks: Sequence[Mark],
    t: Translator,
    *,
    saved: str,
    status: str,
    key: str,
    on_text: Callable[[str], None],
) -> None:
    """The editor with a text; calls `on_text` with the text that was written.

    `saved` is said where the server has heard all that is written; `status` is read out as it changes.
    """

    def written() -> None:
        told = getattr(session.chosen(key), "text", None)
        if told:
            on_text(str(told["text"]))

    shown = [asdict(each) | {"place": _place(each, t), "said": f" {_said(each, t)}"} for each in marks]
    _editor(
        data={"text": text, "marks": shown, "status": status, "label": t("Questionnaire as text"),
              "saved": saved, "waiting": t("Not saved yet")},
        key=key, height="content", on_text_change=written,
    )  # fmt: skip


def _place(mark: Mark, t: Translator) -> str:
    return t("Line {n}", n=t.number(mark.line)) if mark.line else t("Whole text")


def _said(mark: Mark, t: Translator) -> str:
    return f"{mark.path}{t.colon} {mark.text}" if mark.path else mark.text
