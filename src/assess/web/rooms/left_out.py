"""Items that a workshop will not ask, as their conditions look at dimensions that it leaves out; and what to do."""

from __future__ import annotations

import streamlit as st

from assess.charts.sentences import listed
from assess.core.conditions import dimensions_needed, never_asked
from assess.core.questionnaire import Questionnaire
from assess.texts import Translator
from assess.web.plain import plain


def tell_left_out(whole: Questionnaire, part: Questionnaire, t: Translator, *, prepared: bool = False) -> None:
    """Names the items and the dimensions that they need; nothing where every item may be asked (METHOD 2).

    What was `prepared` keeps its plan.
    """
    items = never_asked(part)
    if not items:
        return
    told = t.plural("{n} item will not be asked: it follows from answers to a dimension that is left out.",
                    "{n} items will not be asked: they follow from answers to dimensions that are left out.",
                    len(items))  # fmt: skip
    needed = listed([each.title for each in dimensions_needed(whole, part)], t)
    remedy = (
        t("To ask them, prepare the workshop anew with: {dimensions}. Otherwise they count as not applicable.",
          dimensions=needed)
        if prepared
        else t("To ask them, add: {dimensions}. Otherwise they count as not applicable.", dimensions=needed)
    )  # fmt: skip
    named = "\n".join(f"- {plain(item.text)}" for item in items)
    st.warning(f"{told}\n\n{named}\n\n{plain(remedy)}", icon=":material/visibility_off:")
