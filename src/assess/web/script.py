"""The script that Streamlit runs for each visitor: the frame around the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from assess.core.errors import AssessError
from assess.web import navigation, session
from assess.web.failures import show
from assess.web.navigation import Room
from assess.web.turning import turn_to

SCRIPT = Path(__file__)


def main() -> None:
    """Shows the page that the address names."""
    t = session.texts()
    current = st.navigation([navigation.page(room, t) for room in Room], position="hidden")
    layout: Literal["wide", "centered"] = "wide" if current.url_path in navigation.WIDE else "centered"
    st.set_page_config(page_title=current.title, page_icon=navigation.ICON, layout=layout)
    try:
        current.run()
    except AssessError as refusal:  # Streamlit would log it with a traceback, as a fault of ours
        show(refusal)
    turn_to(f"{current.url_path}?{navigation.asked(navigation.DIMENSION)}", t.language)


if __name__ == "__main__":
    main()
