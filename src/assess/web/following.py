"""A page that follows a workshop: it is run again when the server says that the room has changed, and only then."""

from __future__ import annotations

import streamlit as st

from assess.web.turning import TURN, UNSEEN

_SCRIPT = (
    TURN
    + """
let stream = null;
let room = null;
let heard = null;
let shown = null;
let tell = null;
function compare() {
  if (heard !== null && heard !== shown) tell('moved', heard);
}
function listen(address) {
  stream?.close();
  stream = new EventSource(address);
  stream.onmessage = (event) => {
    heard = Number(event.data);
    compare();
  };
}
function awake() {
  if (document.visibilityState === 'visible' && room && stream?.readyState === EventSource.CLOSED) listen(room);
}
document.addEventListener('visibilitychange', awake);
setInterval(awake, 5000);
export default function ({ data, setTriggerValue }) {
  shown = data.revision;
  tell = setTriggerValue;
  turn(data.page);
  if (room !== data.address) {
    room = data.address;
    heard = null;
    listen(room);
  }
  compare();
  return () => {
    stream?.close();
    room = null;
  };
}
"""
)

_follow = st.components.v2.component("assess_follow", js=_SCRIPT)


def follow(assessment_id: str, revision: int, page: str = "") -> None:
    """Runs the fragment that this stands in again once the room has another revision than the one shown.

    `page` names what is shown: where it differs from before, its top is shown.
    """
    shown = {"address": f"./live/{assessment_id}", "revision": revision, "page": page}
    _follow(data=shown, key=f"follow{UNSEEN}", height=1, on_moved_change=lambda: None)
