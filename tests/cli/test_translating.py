"""`assess translate`, translations in `assess validate`, and results in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pypdf import PdfReader

from assess.core.translation import hash_of

Called = Callable[..., Result]
TEXTS = """\
title: Winziger Fragebogen
scales.practice.1: Fehlt
scales.practice.3: Teilweise
scales.practice.5: Ganz
dimensions.knowing.title: Den Kunden kennen
dimensions.serving.title: Den Kunden dienen
items.needs.text: Bedürfnisse sind bekannt.
items.history.text: Die Vorgeschichte ist bekannt.
items.speed.text: Die Bedienung ist schnell.
recommendations.ask.action: Fragen Sie zehn Kunden.
recommendations.ask.first_step: Wählen Sie die zehn aus.
recommendations.ask.measure: Antworten je Woche
"""


@pytest.fixture
def german(folder: Path, called: Called) -> Path:
    """The whole translation of the tiny questionnaire, made from texts by path."""
    (folder / "texts.yaml").write_text(TEXTS, encoding="utf-8")
    result = called("translate", "tiny.yaml", "de", "--texts", "texts.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "tiny.de.yaml: 12 of 12 texts are translated\n"
    return folder / "tiny.de.yaml"


def change(folder: Path, stands: str, instead: str) -> None:
    text = (folder / "tiny.yaml").read_text(encoding="utf-8")
    assert stands in text
    (folder / "tiny.yaml").write_text(text.replace(stands, instead), encoding="utf-8")


def test_a_new_translation_says_what_to_do_and_counts_as_missing(called: Called, folder: Path) -> None:
    result = called("translate", "tiny.yaml", "fr")
    assert result.stdout == "tiny.fr.yaml: 0 of 12 texts are translated, 12 to translate\n"
    written = (folder / "tiny.fr.yaml").read_text(encoding="utf-8")
    assert "  #> To translate: Needs are known.\n  items.needs.text: {of: " in written
    checked = called("validate", "tiny.yaml")
    assert (checked.exit_code, checked.stdout) == (1, "")
    assert len(checked.stderr.splitlines()) == 12
    assert checked.stderr.startswith(
        "tiny.fr.yaml, line 6, texts.title: is not translated yet: 'Tiny questionnaire'."
    )


def test_sound_translations_are_silent(german: Path, called: Called) -> None:
    result = called("validate", "tiny.yaml", "tiny.de.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "tiny.yaml: sound (tiny 1.0.0, 3 items)\ntiny.de.yaml: sound (tiny in de, 12 texts)\n"


def test_a_changed_original_is_mended_step_by_step(german: Path, called: Called, folder: Path) -> None:
    """One text changes, one goes, one comes; nothing that is current or stale is lost."""
    change(folder, "Needs are known.", "Needs are met.")
    change(folder, "    measure: Answers a week\n", "    why: Customers know.\n")
    told = called("validate", "tiny.yaml").stderr.splitlines()
    assert [line.split(":")[0].split(", ")[-1] for line in told] == [
        *("texts.recommendations.ask.why", "texts.items.needs.text", "texts.recommendations.ask.measure"),
    ]
    result = called("translate", "tiny.yaml", "de")
    assert (
        result.stdout == "tiny.de.yaml: 10 of 12 texts are translated, 1 to translate, 1 to adapt, 1 extra removed\n"
    )
    written = german.read_text(encoding="utf-8")
    assert f"write of: {hash_of('Needs are met.')}\n  #> Original now: Needs are met.\n" in written
    assert 'text: "Bedürfnisse sind bekannt."' in written and "measure" not in written
    german.write_text(written.replace(hash_of("Needs are known."), hash_of("Needs are met.")), encoding="utf-8")
    assert called("translate", "tiny.yaml", "de").stdout.endswith("11 of 12 texts are translated, 1 to translate\n")
    assert "has changed" not in german.read_text(encoding="utf-8")


def test_again_changes_nothing(german: Path, called: Called) -> None:
    before = german.read_bytes()
    called("translate", "tiny.yaml", "de")
    assert german.read_bytes() == before


def test_a_translation_with_faults_is_told_and_not_written_over(german: Path, called: Called) -> None:
    broken = german.read_text(encoding="utf-8").replace("translates: tiny", "translates: small")
    german.write_text(broken, encoding="utf-8")
    result = called("translate", "tiny.yaml", "de")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("tiny.de.yaml, line 2, translates: must be the id of the original, 'tiny'")
    assert german.read_text(encoding="utf-8") == broken


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("tiny.yaml", "en"), 1, "tiny.yaml is in en itself. Name the language to translate it into."),
        (("tiny.yaml", "German"), 2, "'German' is no language code. Write one such as de or pt-BR."),
        (("absent.yaml", "de"), 1, "absent.yaml: there is no such file"),
        (("tiny.yaml", "de", "--texts", "absent.yaml"), 1, "absent.yaml: No such file or directory"),
        (("tiny.yaml", "de", "--texts", "answers.csv"), 1, "answers.csv, line 1"),
        (("tiny.yaml", "de", "-o", "nowhere/tiny.de.yaml"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], code: int, said: str, called: Called) -> None:
    result = called("translate", *words)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_text_that_fits_nowhere_is_not_taken(called: Called, folder: Path) -> None:
    (folder / "texts.yaml").write_text("title: W\nitems.needs.txt: B\n", encoding="utf-8")
    result = called("translate", "tiny.yaml", "de", "--texts", "texts.yaml")
    assert result.exit_code == 1 and not (folder / "tiny.de.yaml").exists()
    assert "texts.yaml, line 2, items.needs.txt: is no text of the questionnaire. Did you mean" in result.stderr


def test_findings_as_json(german: Path, called: Called, folder: Path) -> None:
    change(folder, "title: Tiny questionnaire", "title: Small questionnaire")
    found = json.loads(called("validate", "tiny.yaml", "tiny.de.yaml", "--json").stdout_bytes)
    original, translation = found["files"]
    assert (found["valid"], original["id"], translation["translates"], translation["language"]) == (
        *(False, "tiny", "tiny", "de"),
    )
    assert original["problems"] == translation["problems"]
    assert [(each["file"], each["line"], each["path"]) for each in original["problems"]] == [
        ("tiny.de.yaml", 5, "texts.title")
    ]


# --- results -----------------------------------------------------------------------------------------------------


def test_a_result_in_the_readers_language(german: Path, called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--language", "de-AT")
    assert (result.exit_code, result.stderr) == (0, "")
    for words in (
        "Winziger Fragebogen 1.0.0, 2 Personen",
        "Den Kunden kennen 37,5",
        "Fragen Sie zehn Kunden. (ask)",
    ):
        assert words in " ".join(result.stdout.split()), words
    assert "customer" not in result.stdout.lower()


def test_figures_are_the_same_in_every_language(german: Path, called: Called) -> None:
    english, spoken = (
        json.loads(called("score", "tiny.yaml", "answers.csv", "--json", "--language", language).stdout_bytes)
        for language in ("en", "de")
    )
    (asked,), (gefragt,) = (found.pop("recommendations") for found in (english, spoken))
    assert english == spoken
    assert (asked["action"], gefragt["action"]) == ("Ask ten customers.", "Fragen Sie zehn Kunden.")
    for told in (asked, gefragt):
        del told["action"], told["first_step"], told["measure"]
    assert asked == gefragt


def test_reports_and_charts_in_the_readers_language(german: Path, called: Called, folder: Path) -> None:
    for words in (("report", "-o", "report.pdf"), ("chart", "-o", "radar.pdf")):
        done = called(words[0], "tiny.yaml", "answers.csv", *words[1:], "--language", "de")
        assert (done.exit_code, done.stderr) == (0, "")
        text = " ".join(page.extract_text() for page in PdfReader(folder / words[-1]).pages)
        assert "Den Kunden kennen" in text and "Knowing" not in text
    assert PdfReader(folder / "report.pdf").trailer["/Root"]["/Lang"].startswith("de")


def test_a_language_that_nobody_speaks_is_refused(german: Path, called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--language", "it")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "--language it: there are no texts in it. Use one of en, de, es, fr.\n"


def test_what_is_not_translated_is_read_in_the_original(called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--language", "fr")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Knowing the customer" in result.stdout and "Ask ten customers." in result.stdout
