"""Colours and fonts of `site.toml` are only that, and words can be read or it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.config import Config
from site_builder.model.problems import ProblemsFound
from site_builder.reading.looks import LEAST, contrast
from site_builder.reading.site import read_site

LEAST_SETTINGS = 'title = "A site"\nbase_url = "https://example.org/"\n'
HEXADECIMAL = st.text("0123456789abcdef", min_size=6, max_size=6).map(lambda digits: f"#{digits}")


def read(theme: str) -> Config:
    """Read a site that has such a table `[theme]`; its first line is the third of the file."""
    return read_site(f"{LEAST_SETTINGS}{theme}".encode())


def test_every_choice_is_read() -> None:
    theme = read("""
[theme]
stylesheets = "desk.css"
modules = ["desk.js"]

[theme.light]
accent = "#0F616D"

[theme.dark]
accent = "#7cc"

[theme.fonts]
text = ["Source Serif 4", "PT Serif", "serif"]
code = "monospace"
""").theme

    assert [sheet.text for sheet in theme.stylesheets] == ["desk.css"]
    assert [module.text for module in theme.modules] == ["desk.js"]
    assert (theme.light.accent, theme.dark.accent) == ("#0F616D", "#7cc")
    assert theme.light.paper is None
    assert theme.fonts.text == ("Source Serif 4", "PT Serif", "serif")
    assert theme.fonts.code == ("monospace",)


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("light.acent = '#0f616d'", "unknown-field", 'did you mean "accent"?'),
        ("ligth.accent = '#0f616d'", "unknown-field", 'did you mean "light"?'),
        ("font.text = 'serif'", "unknown-field", 'did you mean "fonts"?'),
        ("fonts.body = 'serif'", "unknown-field", "code, interface, text"),
        ("light.accent = 'red'", "bad-value", "#b03a2e"),
        ("light.accent = 'var(--ink)'", "bad-value", "#b03a2e"),
        ("light.accent = '#0f616d; } body { display: none'", "bad-value", "#b03a2e"),
        ("light.accent = '#0f616d80'", "bad-value", "#b03a2e"),
        ("light.accent = ['#000', '#111']", "wrong-type", ""),
        ("light = '#000000'", "wrong-type", ""),
        ("light = {acent = '#0f616d'}", "unknown-field", 'did you mean "accent"?'),
        ("fonts.text = 'Georgia, serif'", "bad-value", '["Source Serif 4", "serif"]'),
        ("fonts.text = 'a\"; } * { color: red'", "bad-value", ""),
        ("fonts.text = 'url(x)'", "bad-value", ""),
        ("fonts.text = 'a\\b'", "bad-value", ""),
        ("fonts.text = '4 Serif'", "bad-value", ""),
    ],
)
def test_nothing_else_is_a_colour_or_a_font(line: str, code: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(f"[theme]\n{line}\n")

    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (4, code)
    assert hint in problem.hint


def test_words_that_cannot_be_read_are_a_warning_with_the_ratio_and_a_remedy() -> None:
    config = read("[theme.light]\nquiet = '#999999'\n")

    (problem,) = config.problems
    assert (problem.path, problem.line, problem.column) == ("site.toml", 4, 9)
    assert (problem.code, problem.severity) == ("low-contrast", "warning")
    assert "“quiet” on “raised” have a contrast of 2.54:1 in the light scheme" in problem.message
    assert problem.hint == 'like quiet = "#6e6e6e"'
    assert config.theme.light.quiet == "#999999"


def test_a_ground_is_told_of_words_whose_colour_the_site_leaves() -> None:
    config = read("[theme.dark]\npaper = '#777'\n")

    (problem,) = config.problems
    assert (problem.line, problem.severity) == (4, "warning")
    assert "on “paper”" in problem.message
    assert "dark scheme" in problem.message


@given(ink=HEXADECIMAL, paper=HEXADECIMAL)
def test_a_site_is_told_exactly_when_its_words_cannot_be_read(ink: str, paper: str) -> None:
    settings = f"[theme.light]\nquiet = '{ink}'\npaper = '{paper}'\nraised = '{paper}'\n"

    told = [problem for problem in read(settings).problems if problem.line == 4]

    assert bool(told) == (contrast(ink, paper) < LEAST)


@given(ink=HEXADECIMAL)
def test_the_remedy_remedies(ink: str) -> None:
    told = [p for p in read(f"[theme.dark]\nlink = '{ink}'\n").problems if "link =" in p.hint]

    for problem in told:
        better = problem.hint.removeprefix("like ")
        assert read(f"[theme.dark]\n{better}\n").problems == ()


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == contrast("#fff", "#000000") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
