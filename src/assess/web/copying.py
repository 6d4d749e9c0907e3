"""A button that copies a text, always to be seen; Streamlit's own shows only under a pointer."""

from __future__ import annotations

import streamlit as st

from assess.texts import Translator

_HTML = '<button type="button" aria-live="polite"></button>'

_STYLE = """
button {
  font: inherit; cursor: pointer; min-height: 2.5rem; padding: 0.25rem 0.75rem;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-widget-border-color); border-radius: var(--st-button-radius);
}
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

_SCRIPT = """
function copyWithoutClipboard(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyWithoutClipboard(text);  // no clipboard without TLS
  }
}
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  button.textContent = data.label;
  button.onclick = async () => {
    button.textContent = await copied(data.text) ? data.done : data.failed;
    button.focus();
  };
}
"""

_copy = st.components.v2.component("assess_copy", html=_HTML, css=_STYLE, js=_SCRIPT)


def copy_button(text: str, t: Translator, *, key: str) -> None:
    """A button that puts a text on the clipboard and says so."""
    words = {"label": t("Copy"), "done": t("Copied"), "failed": t("Select the text and copy it")}
    _copy(data={"text": text, **words}, key=key, height="content")
