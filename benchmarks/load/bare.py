"""A bare Streamlit page with the widgets of one of our pages of questions: what any answer costs at the least.

It keeps answers in the session alone: no database, no rights, no languages, no callbacks.
"""

import streamlit as st

ITEMS, SUBJECTS = 3, ("Acme", "Bolt", "Zed", "Ohm")
LEVELS = ["Almost never", "Sometimes", "Half the time", "Usually", "Almost always", "Does not apply", "Do not know"]
ANCHORS = ["The work starts anew each time.", "", "It is done, and not always.", "", "Anyone can do it.", "", ""]

keys = [f"{item}/{subject}" for item in range(ITEMS) for subject in SUBJECTS]
given = sum(st.session_state.get(key) is not None for key in keys)
st.set_page_config(page_title="Bare", layout="centered")
st.progress(given / len(keys), text=f"{given} of {len(keys)} answered")
st.caption("Acme · Customer intimacy · 1 of 12")
st.title("Dimension 1", anchor=False)
for item in range(ITEMS):
    with st.container(border=True, key=f"item-{item}"):
        st.markdown(f"**Practice {item} is followed, and can be seen in daily work.**")
        st.caption("Think of the last three months.")
        for subject in SUBJECTS:
            us = subject == SUBJECTS[0]
            st.radio(subject, LEVELS, index=None, key=f"{item}/{subject}", horizontal=not us,
                     captions=ANCHORS if us else None)  # fmt: skip
        with st.expander("Comment", icon=":material/edit_note:"):
            st.text_area("Comment", key=f"comment-{item}", label_visibility="collapsed")
with st.bottom:
    st.caption(":material/cloud_done: All answers are kept.")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Back", icon=":material/arrow_back:", disabled=True)
        st.button("Overview", icon=":material/checklist:")
        st.button("Next", type="primary", icon=":material/arrow_forward:")
