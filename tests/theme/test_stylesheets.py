"""Colours can be read, sides are those of the script, and what is used is defined."""

import re
from pathlib import Path
from typing import get_args

import pytest

from site_builder.model.annotation import AnnotationType
from site_builder.writing.templates import Templates

PAIR = re.compile(r"--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
KINDS = (*get_args(AnnotationType), "event")
TINT = 0.09
SCHEMES = ("light", "dark")


def colours(theme: Path) -> dict[str, tuple[str, str]]:
    """Read the colours of a theme by name, for the light and the dark scheme."""
    text = (theme / "assets/css/tokens.css").read_text("utf-8")
    return {name: (light, dark) for name, light, dark in PAIR.findall(text)}


def channels(colour: str) -> list[float]:
    """Give red, green and blue from 0 to 1."""
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    """Say how bright a colour is (WCAG 2.2, relative luminance)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    """Say how well two colours are told apart (WCAG 2.2, contrast ratio)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "link", *KINDS])
def test_words_can_be_read(theme: Path, ink: str, ground: str, scheme: int) -> None:
    known = colours(theme)

    ratio = contrast(channels(known[ink][scheme]), channels(known[ground][scheme]))

    assert ratio >= 4.5


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "link"])
def test_words_in_a_passage_can_be_read(theme: Path, ink: str, scheme: int) -> None:
    known = colours(theme)
    paper = channels(known["paper"][scheme])

    for kind in KINDS:
        tint = channels(known[kind][scheme])
        ground = [(1 - TINT) * p + TINT * t for p, t in zip(paper, tint, strict=True)]
        assert contrast(channels(known[ink][scheme]), ground) >= 4.5


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
@pytest.mark.parametrize("ink", ["ink", "link"])
def test_highlighted_words_can_be_read(theme: Path, ink: str, scheme: int) -> None:
    known = colours(theme)

    assert contrast(channels(known[ink][scheme]), channels(known["marker"][scheme])) >= 4.5


@pytest.mark.parametrize("scheme", range(2), ids=SCHEMES)
@pytest.mark.parametrize("sign", ["accent", "citation", "ink"])
def test_words_on_a_sign_can_be_read(theme: Path, sign: str, scheme: int) -> None:
    known = colours(theme)

    assert contrast(channels(known["paper"][scheme]), channels(known[sign][scheme])) >= 4.5


def test_the_tint_is_that_of_the_stylesheet(theme: Path) -> None:
    text = (theme / "assets/css/tokens.css").read_text("utf-8")

    assert f"--tint: {TINT:.0%};" in text


def stylesheet(templates: Templates) -> str:
    """Give the stylesheet of a page, without its comments."""
    path = templates.asset("site.css").removeprefix("/mediation/")
    return re.sub(r"/\*.*?\*/", "", templates.assets()[path].decode(), flags=re.DOTALL)


def test_a_page_has_one_stylesheet_that_asks_for_nothing(templates: Templates) -> None:
    text = stylesheet(templates)

    assert "@import" not in text
    assert "url(" not in text


def test_every_property_that_is_used_is_defined(templates: Templates) -> None:
    text = stylesheet(templates)

    used = set(re.findall(r"var\((--[a-z-]+)", text))

    assert used <= set(re.findall(r"(--[a-z-]+):", text))


def test_sides_are_those_of_the_script(templates: Templates) -> None:
    physical = r"(?m)(?:margin|padding|border)-(?:left|right)|^\s*(?:left|right):"

    assert re.findall(physical, stylesheet(templates)) == []


def test_what_floats_floats_to_a_side_of_the_script(templates: Templates) -> None:
    text = stylesheet(templates)

    sides = re.findall(r"(?:float|clear): (?:left|right);", text)
    mended = re.findall(r"(float|clear): (?:left|right);\s+\1: inline-(?:start|end);", text)

    assert len(sides) == len(mended) > 0


@pytest.mark.parametrize("prefix", ["passage", "note"])
def test_each_kind_of_annotation_has_a_colour_and_a_stroke_of_its_own(
    templates: Templates, prefix: str
) -> None:
    text = stylesheet(templates)

    rules = {name: re.search(rf"\.{prefix}-{name}[^{{]*{{([^}}]*)}}", text) for name in KINDS}

    looks = {" ".join(rule[1].split()) for rule in rules.values() if rule}
    assert len(looks) == len(KINDS)
    assert len({look.partition("--stroke")[2] for look in looks}) == len(KINDS)
