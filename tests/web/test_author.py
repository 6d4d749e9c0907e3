"""The authoring page in its states, and the preview of a file, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from authoring import HOSTILE, author, press, said
from streamlit.testing.v1 import AppTest

import all_types
from assess.store import Store, new_secret
from assess.web.rooms.fields import kept
from assess.yaml_source import load
from assess.yaml_source.editing import with_words, words_at
from assess.yaml_source.starting import example


def test_the_first_page_offers_ways_to_begin(store: Store, device: str) -> None:
    app = author()
    assert not app.exception and app.title[0].value == "Write a questionnaire"
    assert "Value disciplines pulse" in app.selectbox[0].options
    store.begin_draft(device, "title: 'Half done'\nid: [")
    assert "**Half done**" in said(author())


def test_a_draft_shows_its_words_and_its_preview(store: Store, device: str) -> None:
    app = author(store.begin_draft(device, example()).id)
    assert not app.exception and app.title[0].value == "Our questions"
    assert app.text_area[0].label == "Question or statement"
    assert "**A returning customer is served by someone who knows their history.**" in said(app)


def test_changed_words_are_in_the_draft_and_in_the_preview(store: Store, device: str) -> None:
    begun = store.begin_draft(device, example())
    app = author(begun.id)
    app.text_area[0].set_value("They are known: <b>by name</b>, #1").run()
    assert not app.exception
    text = store.draft(device, begun.id).text
    assert words_at(text, ("dimensions", 0, "items", 0, "text")) == "They are known: <b>by name</b>, #1"
    assert text.count("#") == example().count("#") + 1
    assert r"They are known: \<b\>by name\</b\>, #1" in said(app)


def test_what_is_needed_cannot_be_emptied(store: Store, device: str) -> None:
    begun = store.begin_draft(device, example())
    app = author(begun.id)
    app.text_area[0].set_value("  ").run()
    assert [each.value for each in app.error] == ["This cannot be empty."]
    assert store.draft(device, begun.id).text == example()


def test_a_remark_can_be_added_and_taken_away(store: Store, device: str) -> None:
    begun = store.begin_draft(device, example())
    app = author(begun.id)
    remark = next(each for each in app.text_input if each.label.startswith("Remark"))
    remark.set_value("Think of last week.").run()
    assert (
        words_at(store.draft(device, begun.id).text, ("dimensions", 0, "items", 0, "help")) == "Think of last week."
    )
    next(each for each in app.text_input if each.label.startswith("Remark")).set_value("").run()
    assert store.draft(device, begun.id).text == example()


def test_the_result_is_of_invented_answers_and_says_so(store: Store, device: str) -> None:
    app = author(store.begin_draft(device, example()).id)
    next(each for each in app.radio if each.label == "Preview").set_value("result").run()
    assert not app.exception
    assert app.info[0].value.startswith("Invented answers of 6 people")
    assert len(app.metric) == 3


def test_an_unsound_draft_is_shown_with_its_problems_and_no_preview(store: Store, device: str) -> None:
    app = author(store.begin_draft(device, example().replace("scale: frequency", "scale: often")).id)
    assert not app.exception
    assert "The text has 4 problems. Mend them there first." in said(app)
    assert "The preview shows once the text has no problem." in said(app)
    assert next(each for each in app.button if each.label == "Make it available").disabled


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_problems_and_never_a_failure(text: str, store: Store, device: str) -> None:
    begun = store.begin_draft(device, text)
    app = author(begun.id)
    assert not app.exception and "Mend" in said(app)
    next(each for each in app.radio if each.label == "Write").set_value("text").run()
    assert not app.exception


def test_making_available_offers_it_to_all_and_keeps_versions_apart(store: Store, device: str) -> None:
    begun = store.begin_draft(device, example())
    app = author(begun.id)
    press(app, "Make it available")
    assert [each.value for each in app.success] == ["Version 1.0 is available."]
    app.text_area[0].set_value("Other words.").run()
    assert not app.success
    press(app, "Make it available")
    assert "Version 1.0 is in use with other words." in said(app)
    press(app, "Make it available as version 1.1")
    assert [each.value for each in app.success] == ["Version 1.1 is available."]
    assert words_at(store.draft(device, begun.id).text, ("version",)) == "1.1"
    (offered,) = store.offered(new_secret())
    assert (offered.number, offered.version, offered.keeps) == (2, "1.1", False)


def test_the_id_of_a_shipped_questionnaire_or_of_somebody_else_is_not_taken(store: Store, device: str) -> None:
    store.publish(new_secret(), kept(load(example())))
    for text, free in (
        (with_words(example(), ("id",), "pulse"), "our-pulse"),
        (example(), "our-questions-2"),
    ):
        app = author(store.begin_draft(device, text).id)
        press(app, "Make it available")
        assert not app.success and "Another questionnaire has the id" in said(app)
        press(app, f"Make it available as {free}")
        assert app.success
    assert {each.id for each in store.offered(device)} == {"our-questions", "our-pulse", "our-questions-2"}


def test_retiring_and_bringing_back(store: Store, device: str) -> None:
    store.publish(device, kept(load(example())))
    app = author()
    press(app, "Retire")
    assert "Retired: Our questions" in said(app) and store.offered(device) == ()
    press(app, "Bring back")
    assert [each.id for each in store.offered(device)] == ["our-questions"]


def test_a_foreign_draft_is_refused_in_words(store: Store, device: str) -> None:
    app = author(store.begin_draft(new_secret(), "mine").id)
    assert [each.value for each in app.error] == ["There is no such draft in this browser. Begin a new one."]


@pytest.mark.parametrize("draft", [True, False])
def test_a_stranger_to_a_server_with_named_owners_stays_outside(
    draft: bool, store: Store, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = store.begin_draft(device, example())
    monkeypatch.setenv("ASSESS_OWNERS", "passphrase:open sesame")
    app = author(begun.id if draft else "")
    assert [each.label for each in app.text_input] == ["Passphrase"] and not app.text_area and not app.selectbox
    app.text_input[0].set_value("open sesame")
    press(app, "Go on")
    assert app.text_area if draft else app.selectbox


# --- a file --------------------------------------------------------------------------------------------------------


def previewed(file: Path, monkeypatch: pytest.MonkeyPatch, language: str = "en") -> AppTest:
    monkeypatch.setenv("ASSESS_PREVIEW", str(file))

    def script() -> None:
        from assess.web.rooms import file_preview

        file_preview.body()

    app = AppTest.from_function(script, default_timeout=60)
    app.query_params["lang"] = language
    return app.run()


def test_a_file_is_previewed_and_its_problems_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(example(), encoding="utf-8")
    app = previewed(file, monkeypatch)
    assert not app.exception and app.title[0].value == "Our questions"
    app.radio[1].set_value(3.0).run()
    assert not app.exception and app.radio[1].value == 3.0
    file.write_text(example().replace("minutes: 3", "minutes: three"), encoding="utf-8")
    (error,) = app.run().error
    assert str(error.value).startswith("ours.yaml, line 10, minutes: ")
    file.unlink()
    assert not app.run().exception and app.error


def test_problems_of_a_file_are_told_in_the_readers_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(example().replace("minutes: 3", "minutes: three"), encoding="utf-8")
    (error,) = previewed(file, monkeypatch, "de").error
    assert str(error.value).startswith("ours.yaml, Zeile 10, minutes: muss eine ganze Zahl sein, nicht 'three'.")
    file.unlink()
    (error,) = previewed(file, monkeypatch, "fr").error
    assert (
        str(error.value)
        .replace("\u00a0", " ")
        .startswith("ours.yaml : il n’y a ni fichier ni questionnaire fourni de ce nom.")
    )


def test_a_preview_says_after_which_answers_an_item_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "small.yaml"
    figure = "show_if: {item_below: {years: 2.5}, item_at_least: {asked: 2.5}}"
    file.write_text(all_types.TEXT + f"      - {{id: new, text: They are new., scale: practice, {figure}}}\n")
    app = previewed(file, monkeypatch)
    conditions = [str(each.value) for each in app.caption if "Asked only after these answers:" in str(each.value)]
    assert [each.partition("\n\n")[2] for each in conditions] == [
        "- Customers are asked. **Partly or higher**",
        "- How long does a customer stay? **lower than 2.5 years**\n- Customers are asked. **Partly or higher**",
    ]


def test_without_a_file_there_is_nothing_to_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESS_PREVIEW", raising=False)

    def script() -> None:
        from assess.web.navigation import Room, page
        from assess.web.rooms import file_preview

        import streamlit as st  # isort: skip

        st.navigation([page(room) for room in Room], position="hidden")
        file_preview.body()

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception and "There is nothing to preview here." in app.markdown[0].value
