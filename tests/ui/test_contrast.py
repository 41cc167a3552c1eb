"""Every pair of colours that is used, computed after WCAG in both themes."""

import pytest

from lms.ui import tokens

TEXT = 4.5
EDGE = 3.0
TEXT_PAIRS = [
    *[("ink", ground) for ground in ("paper", "surface", "sunken", "sun-soft", "info-soft", "success-soft")],
    *[("ink", ground) for ground in ("error-soft", "sky", "primary-soft")],
    *[("muted", ground) for ground in ("paper", "surface", "sunken")],
    *[("link", ground) for ground in ("paper", "surface", "sunken", "info-soft", "sun-soft", "error-soft")],
    *[("link-hover", ground) for ground in ("paper", "surface", "sunken")],
    *[("visited", ground) for ground in ("paper", "surface")],
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("primary", "paper"),
    ("primary", "surface"),
    ("on-primary-soft", "primary-soft"),
    ("on-sun", "sun"),
    ("sun-text", "sun-soft"),
    ("error", "surface"),
    ("error", "paper"),
    ("error", "error-soft"),
    ("success", "surface"),
    ("success", "success-soft"),
    ("info", "info-soft"),
    ("warn", "warn-soft"),
]
EDGE_PAIRS = [
    *[("control", ground) for ground in ("surface", "paper", "sunken")],
    *[("focus", ground) for ground in ("paper", "surface", "sunken")],
    ("focus-halo", "primary"),
    ("primary", "surface"),
    *[(data, "surface") for data in ("d1", "d2", "d3", "d4")],
]
THEMES = {"light": tokens.light, "dark": tokens.dark}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("colour", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme, colour, ground):
    colours = THEMES[theme]()
    assert tokens.contrast(colours[colour], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("colour", "ground"), EDGE_PAIRS)
def test_edges_of_controls_and_charts_stand_out(theme, colour, ground):
    colours = THEMES[theme]()
    assert tokens.contrast(colours[colour], colours[ground]) >= EDGE


def test_the_ratio_is_the_one_of_wcag():
    assert round(tokens.contrast("#000000", "#FFFFFF"), 2) == 21
    assert round(tokens.contrast("#767676", "#FFFFFF"), 2) == 4.54


def test_browsers_without_light_dark_get_the_light_theme():
    plain = tokens.SOURCE.read_text().split("@supports")[0]
    missing = [name for name, colour in tokens.light().items() if f"--{name}: {colour};" not in plain]
    assert missing == []
