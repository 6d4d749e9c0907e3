"""Author: the draft in other languages. How far each translation is, files to fill in, taking in the filled ones."""

from __future__ import annotations

import streamlit as st

from assess.core.questionnaire import Questionnaire
from assess.core.translation import Completeness
from assess.texts import Translator, language_name, language_names, languages
from assess.web import session, translating
from assess.web.plain import plain
from assess.web.translating import DraftTranslation
from assess.web.writing import Page
from assess.yaml_source.text import MOST_BYTES

FILES, PASTED, ROUND, NOTHING = "translation-files", "translation-pasted", "translation-round", "translation-none"
"""The widgets that take translations in; how often they were emptied, for a new uploader is an empty one; that there
was nothing to take."""
MOST_SHOWN = 5
MOST_LISTED = 30


def body(page: Page, t: Translator) -> None:
    """The translations that are kept with the draft, and ways to add one."""
    st.caption(t("Each text is read in the reader's language where it is translated, else as you wrote it."))
    for each in translating.of_draft(page):
        with st.container(border=True, key=f"translation-{each.language}"):
            _translation(page, each, t)
    _outcome(page, t)
    if page.loaded is None:
        st.warning(t("Translations are checked once the text has no problem."), icon=":material/warning:")
        return
    with st.expander(t("A file to translate"), key="to-translate", expanded=not page.translations):
        _to_translate(page, page.loaded.questionnaire, t)
    with st.expander(t("Add a translation"), key="add-translation", expanded=not page.translations):
        _add(page, t)


# --- those that are there -----------------------------------------------------------------------------------------


def _translation(page: Page, each: DraftTranslation, t: Translator) -> None:
    st.markdown(f"**{plain(language_name(each.language))}**")
    if each.found:
        st.caption(_count(each.found, t))
    for problem in each.problems[:MOST_SHOWN]:
        st.error(plain(problem.told(t)), icon=":material/error:")
    with st.container(horizontal=True):
        _files(page, each, t)
        with st.popover(t("Take away"), icon=":material/delete:", key=f"leave-{each.language}"):
            st.markdown(t("The translation is deleted from this draft for good. What was made available stays."))
            st.button(t("Delete for good"), type="primary", key=f"take-away-{each.language}",
                      on_click=translating.take_away, args=(page.draft.id, each.language))  # fmt: skip
    if each.loaded and each.loaded.findings:
        with st.expander(t("What is to be done"), key=f"findings-{each.language}", type="compact"):
            _findings(each, t)


def _count(found: Completeness, t: Translator) -> str:
    """How many texts are translated, and what keeps it from all."""
    parts = [
        t("{count} of {texts} texts are translated", count=t.number(len(found.current)),
          texts=t.number(found.texts)),
        t("{n} missing", n=t.number(len(found.missing))) if found.missing else "",
        t("{n} out of date", n=t.number(len(found.stale))) if found.stale else "",
        t("{n} extra", n=t.number(len(found.extra))) if found.extra else "",
    ]  # fmt: skip
    return " · ".join(filter(None, parts))


def _files(page: Page, each: DraftTranslation, t: Translator) -> None:
    """The file as it is kept; where something is to be done, the one that says at each text what."""
    st.download_button(t("Download"), each.text, file_name=_file_name(page, each.language), mime="application/yaml",
                       key=f"translated-{each.language}", icon=":material/download:", on_click="ignore")  # fmt: skip
    if each.found and not each.is_whole:
        st.download_button(
            t("Download to complete"), translating.to_fill_in(page.text, each.language, each.text, t.language),
            file_name=_file_name(page, each.language), mime="application/yaml", key=f"complete-{each.language}",
            icon=":material/edit_note:", on_click="ignore",
            help=t("Says at each text what is to be done; texts that the questionnaire does not have are left out."),
        )  # fmt: skip


def _findings(each: DraftTranslation, t: Translator) -> None:
    findings = each.loaded.findings if each.loaded else ()
    st.markdown("\n".join(f"- {plain(problem.told(t))}" for problem in findings[:MOST_LISTED]))
    if len(findings) > MOST_LISTED:
        st.caption(t.plural("and {n} more", "and {n} more", len(findings) - MOST_LISTED))


def _file_name(page: Page, language: str) -> str:
    name = page.last_sound.questionnaire.id if page.last_sound else "questionnaire"
    return f"{name}.{language}.yaml"


# --- another one --------------------------------------------------------------------------------------------------


def _to_translate(page: Page, book: Questionnaire, t: Translator) -> None:
    """A file with each text to be translated into a language that is chosen."""
    there = {each.lower() for each in (book.language, *page.translations)}
    names = language_names(t.language)
    offered = [each for each in dict.fromkeys([*languages(), *names]) if each.lower() not in there]
    chosen = st.selectbox(
        t("Language"), offered, index=0 if offered[0] in languages() else None, key="translate-to",
        format_func=lambda each: names.get(each, each), placeholder=t("Choose a language"),
    )  # fmt: skip
    if chosen not in offered:
        return
    st.download_button(
        t("Download to fill in"), translating.to_fill_in(page.text, chosen, "", t.language),
        file_name=_file_name(page, chosen), mime="application/yaml", key="to-translate-file",
        icon=":material/download:", on_click="ignore",
        help=t("Each original stands above the place for its translation."),
    )  # fmt: skip


def _add(page: Page, t: Translator) -> None:
    st.file_uploader(
        t("Translation files (YAML, at most 1 MB each)"), type=["yaml", "yml"], accept_multiple_files=True,
        key=_files_key(), max_upload_size=1,
        help=t("A translation into a language that is there takes its place."),
    )  # fmt: skip
    st.text_area(t("Or paste the text"), key=PASTED, height=120)
    st.button(t("Add"), icon=":material/add:", on_click=_take, args=(page.draft.id,), key="add-translations")


def _files_key() -> str:
    return f"{FILES}-{session.chosen(ROUND) or 0}"


def _take(draft_id: str) -> None:
    """Takes in what was chosen and pasted; what is refused as text stays where it was written."""
    files: object = session.chosen(_files_key())
    pasted = str(session.chosen(PASTED) or "")
    sources = [(each.name, each.read(MOST_BYTES + 1)) for each in files] if isinstance(files, list) else []
    if pasted.strip():
        sources.append(("", pasted))
    if not sources:
        session.put(NOTHING, True)
    elif translating.take(draft_id, sources):
        session.put(PASTED, "")
        session.put(ROUND, int(str(session.chosen(ROUND) or 0)) + 1)


def _outcome(page: Page, t: Translator) -> None:
    """What has become of the files that came last."""
    if session.take(NOTHING):
        st.error(t("There is no text yet. Choose a file, or paste one."), icon=":material/error:")
    found = translating.taken(page.draft.id)
    if found is None:
        return
    if found.languages:
        names = ", ".join(plain(language_name(each)) for each in found.languages)
        st.success(t("Added: {languages}.", languages=names), icon=":material/check_circle:")
    for problem in found.problems[:MOST_SHOWN]:
        st.error(plain(problem.told(t)), icon=":material/error:")
    if found.too_many:
        st.error(t("No more languages can be kept. Take one away."), icon=":material/error:")
