"""Colours that everybody can tell apart, on paper and on both backgrounds of the screen."""

import tomllib
from itertools import combinations

import numpy as np
import pytest

from assess.charts.style import DARK, LIGHT, MARKS, Palette, mark
from assess.shipped import folder

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light.
VISION = {
    "normal": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def _linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio."""
    low, high = sorted(float(_linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def _lab(light: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    relative = to_xyz @ np.clip(light, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _theme(name: str) -> dict:
    return tomllib.loads((folder(".streamlit") / "config.toml").read_text("utf-8"))["theme"][name]


def _backgrounds(theme: str) -> list[str]:
    return [_theme(theme)["backgroundColor"], _theme(theme)["secondaryBackgroundColor"]]


THEMES = [pytest.param(LIGHT, "light", id="light"), pytest.param(DARK, "dark", id="dark")]


@pytest.mark.parametrize(("colours", "theme"), THEMES)
def test_words_and_accents_can_be_read_on_the_theme(colours: Palette, theme: str) -> None:
    for background in _backgrounds(theme):
        for colour in (colours.ink, colours.muted, *colours.accents.values()):
            assert _contrast(colour, background) >= 4.5, (colour, background)


@pytest.mark.parametrize(("colours", "theme"), THEMES)
def test_marks_stand_out_from_the_theme(colours: Palette, theme: str) -> None:
    for background in _backgrounds(theme):
        for colour in (colours.parity, *colours.competitors):
            assert _contrast(colour, background) >= 3, (colour, background)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("colours", "theme"), THEMES)
def test_accents_differ_for_every_kind_of_colour_vision(colours: Palette, theme: str, vision: str) -> None:
    seen = [_lab(VISION[vision] @ _linear(colour)) for colour in colours.accents.values()]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 12


def test_competitors_differ_by_shape_and_dash_too() -> None:
    assert len({each.shape for each in MARKS}) == len({each.dash for each in MARKS}) == len(MARKS) == 4
    assert mark(4) == mark(0)


@pytest.mark.parametrize(("colours", "theme"), THEMES)
def test_the_app_s_theme_has_the_same_colours_in_the_same_order(colours: Palette, theme: str) -> None:
    assert _theme(theme)["chartCategoricalColors"] == [*colours.accents.values(), *colours.competitors]
