"""The words of Streamlit's field for files in the reader's language; it has no parameter for them.

Only what the field itself says is put into other words, whole; names of files and what the app says stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assess.texts import Translator

_SCRIPT = """
const spoken = new WeakMap();  // of each text and name: what Streamlit said, and what stands there instead
let watch = null;
function inOurs(said, words) {
  for (const [theirs, ours] of words) {
    const end = theirs.replace(/^{.*?}/, '');
    if (said === theirs) return ours;
    if (end !== theirs && said.endsWith(end)) return ours.replace(/{.*?}/, said.slice(0, -end.length));
  }
  return said;
}
function put(node, now, words, set) {
  const known = spoken.get(node);
  const said = known?.ours === now ? known.said : now;
  const ours = inOurs(said, words);
  spoken.set(node, { said, ours });
  if (now !== ours) set(ours);
}
function speak(words) {
  for (const field of document.querySelectorAll('[data-testid="stFileUploader"]')) {
    for (const part of field.querySelectorAll('[aria-label]'))
      put(part, part.ariaLabel, words, (ours) => { part.ariaLabel = ours; });
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      put(text, text.data, words, (ours) => { text.data = ours; });
    }
  }
}
export default function ({ data }) {
  watch?.disconnect();
  watch = new MutationObserver(() => speak(data.words));
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  speak(data.words);
  return () => watch?.disconnect();
}
"""

_speak = st.components.v2.component("assess_file_words", js=_SCRIPT)


@contextmanager
def in_words(t: Translator) -> Iterator[None]:
    """Puts what the field for files that is made inside says into the translator's language."""
    words = [
        ("Upload", t("Upload")),
        ("file upload", t("Upload")),
        ("Add files", t("Add files")),
        ("Drag and drop a file here", t("Drag and drop a file here")),
        ("Drag and drop files here", t("Drag and drop files here")),
        ("{size} per file", t("{size} per file", size="{size}")),
        ("{kind} files are not allowed.", t("{kind} files are not allowed.", kind="{kind}")),
    ]
    with st.container(gap=None):
        yield
        _speak(data={"words": words}, key="file-words", height=1)
