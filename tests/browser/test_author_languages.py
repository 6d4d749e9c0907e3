"""The authoring page in other languages: problems, hints and refusals beside the lines are in the reader's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from foreign import english
from pages import give
from playwright.sync_api import Locator, expect
from visitor import DESK, PHONE, Visitor

from assess.lint import lint
from assess.texts import translator
from assess.yaml_source import check
from assess.yaml_source.starting import example

FOREIGN = ("de", "es", "fr")
MISTAKES = (
    ("scale: frequency", "scale: frequncy"),
    ("minutes: ", "minutes: about "),
    ("version: ", "versoin: "),
    ("weight: ", "weight: -"),
    ("effort: 2", "effort: low"),
    ("language: en", "language: no"),
)
WORDS_ALIKE = {"de": "muss", "es": "debe", "fr": "doit"}


def faulty() -> str:
    """The example with a mistake of many kinds, as far as its words allow."""
    text = example()
    for right, wrong in MISTAKES:
        text = text.replace(right, wrong, 1)
    return text


@pytest.mark.parametrize("language", FOREIGN)
def test_problems_are_told_in_the_readers_language(language: str, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    area = editor_in(visitor, language)
    text, t = faulty(), translator(language)
    area.fill(text)
    expect(area).to_have_attribute("aria-invalid", "true")
    problems = check(text)[1]
    assert len(problems) >= 4
    expect(rows(visitor)).to_have_count(len(problems))
    told = rows(visitor).all_inner_texts()
    for row, problem in zip(told, problems, strict=True):
        place = t("Line {n}", n=t.number(problem.line))
        assert " ".join(row.split()) == f"{place} {problem.path}{t.colon} {problem.fault(t)}".replace("\u00a0", " ")
    assert_no_sentence(visitor, language, text, [problem.fault(translator("en")) for problem in problems])
    assert any(WORDS_ALIKE[language] in row for row in told)


def test_hints_are_told_in_german(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    area = editor_in(visitor, "de")
    text, t = area.input_value(), translator("de")
    loaded, _ = check(text)
    assert loaded
    findings = lint(loaded.questionnaire)
    assert findings
    expect(rows(visitor)).to_have_count(len(findings))
    told = " ".join(rows(visitor).all_inner_texts())
    for finding in findings:
        assert f"{finding.fault.told(t)} {finding.remedy.told(t)}" in told
    assert_no_sentence(visitor, "de", text, [f"{finding.fault} {finding.remedy}" for finding in findings])


def test_a_file_that_cannot_be_taken_is_refused_in_german(new_visitor: Any, tmp_path: Path) -> None:
    visitor: Visitor = new_visitor(DESK)
    file = tmp_path / "fremd.yaml"
    file.write_bytes(b"title: \xff\xfe\n")
    visitor.open("/author?lang=de")
    visitor.page.get_by_text("Mit einem eigenen Text").click()
    give(visitor, file)
    visitor.page.get_by_role("button", name=translator("de")("Begin with this text"), exact=True).click()
    refused = visitor.page.get_by_role("alert").filter(has_text="Zeile 1: Byte 8 (0xFF) ist nicht UTF-8.")
    expect(refused).to_contain_text("Speichern Sie die Datei in der Kodierung UTF-8.")
    assert english(visitor, "de") == []


@pytest.mark.parametrize("language", FOREIGN)
def test_the_field_for_files_speaks_the_readers_language(language: str, new_visitor: Any, tmp_path: Path) -> None:
    visitor, t = new_visitor(DESK), translator(language)
    visitor.open(f"/author?lang={language}")
    visitor.page.get_by_text(t("With a text of your own")).click()
    field = visitor.page.get_by_test_id("stFileUploader")
    expect(field.get_by_role("button", name=t("Upload"), exact=True)).to_have_count(2)  # the field, and its button
    expect(field).to_contain_text(t("{size} per file", size="1MB"))
    expect(field).not_to_contain_text("per file")
    file = tmp_path / "Upload per file.yaml"
    file.write_text("title: x\n", "utf-8")
    give(visitor, file)
    expect(field).to_contain_text("Upload per file.yaml")
    assert english(visitor, language) == []


# --- what a person does and sees there -----------------------------------------------------------------------------


def editor_in(visitor: Visitor, language: str) -> Locator:
    """The editor of a new draft, on a page in a language."""
    t = translator(language)
    visitor.open(f"/author?lang={language}")
    visitor.page.get_by_role("combobox", name=t("Questionnaire to begin with")).click()
    visitor.page.get_by_role("option", name=t("A short example"), exact=True).click()
    visitor.settle()
    visitor.page.get_by_role("button", name=t("Begin"), exact=True).click()
    visitor.page.wait_for_url("**draft=*")
    visitor.settle()
    visitor.main.get_by_text(t("The whole as text"), exact=True).click()
    area = visitor.page.get_by_role("textbox", name=t("Questionnaire as text"))
    expect(area).to_be_visible()
    visitor.settle()
    return area


def rows(visitor: Visitor) -> Locator:
    """What is said below the text, a button a line."""
    return visitor.main.locator("li button")


def assert_no_sentence(visitor: Visitor, language: str, text: str, faults: list[str]) -> None:
    """None of the faults' English sentences is on the page: below the text, beside its lines or around it.

    What the text itself says is the author's, in the language of the author.
    """
    visitor.settle()
    seen = " ".join([visitor.main.inner_text(), *visitor.main.locator("li button, .notes b").all_inner_texts()])
    sentences = {part for fault in faults for part in re.split(r"(?<=[.?!:;]) ", fault) if " " in part}
    assert sentences and [part for part in sentences if part in seen] == []
    assert [each for each in english(visitor, language) if each not in text] == []
