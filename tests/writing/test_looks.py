"""Colours and fonts that a site chooses become custom properties, and nothing else."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.looks import LIGHT, Colours, Fonts, ThemeOptions
from site_builder.model.text import Colour, FontFamily
from site_builder.writing.looks import make_looks

COLOURS = st.from_regex(r"#(?:[0-9a-fA-F]{3}){1,2}", fullmatch=True).map(Colour)
SETS = st.fixed_dictionaries({}, optional=dict.fromkeys(LIGHT.__struct_fields__, COLOURS)).map(
    lambda given: msgspec.convert(given, Colours)
)
FAMILIES = st.sampled_from(["serif", "Source Serif 4", "思源宋体", "system-ui"]).map(FontFamily)
LISTS = st.lists(FAMILIES, max_size=3).map(tuple)
SHEET = re.compile(
    r':root \{\n(?:  --[a-z-]+: (?:light-dark\(#\w+, #\w+\)|(?:"[\w -]+"|[a-z-]+)'
    r'(?:, (?:"[\w -]+"|[a-z-]+))*);\n)+\}\n'
    r"(?::lang\(zh\) \{\n  --serif: var\(--serif-european\);\n\}\n)?"
)


@given(light=SETS, dark=SETS, text=LISTS, code=LISTS)
def test_a_sheet_sets_what_was_chosen_and_holds_nothing_else(
    light: Colours, dark: Colours, text: tuple[FontFamily, ...], code: tuple[FontFamily, ...]
) -> None:
    theme = ThemeOptions(light=light, dark=dark, fonts=Fonts(text=text, code=code))

    sheet = make_looks(theme, "zh").css

    names = {n for n in LIGHT.__struct_fields__ if getattr(light, n) or getattr(dark, n)}
    fonts = {name for name, own in (("serif-european", text), ("mono", code)) if own}
    assert set(re.findall(r"(?m)^  --([a-z-]+): (?!var)", sheet)) == names | fonts
    assert not sheet or SHEET.fullmatch(sheet)


def test_a_colour_of_one_scheme_leaves_that_of_the_other() -> None:
    theme = ThemeOptions(light=Colours(accent=Colour("#0f616d")))

    assert make_looks(theme, "en").css == ":root {\n  --accent: light-dark(#0f616d, #ff9c8c);\n}\n"


def test_a_name_of_css_stands_without_quotation_marks() -> None:
    theme = ThemeOptions(fonts=Fonts(text=(FontFamily("PT Serif"), FontFamily("serif"))))

    assert '--serif-european: "PT Serif", serif;' in make_looks(theme, "en").css


def test_a_site_that_chooses_nothing_has_no_sheet() -> None:
    assert make_looks(ThemeOptions(), "en").css == ""
