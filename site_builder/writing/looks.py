"""The colours and fonts that a site chooses → the style sheet that sets them."""

from collections.abc import Iterator, Mapping, Sequence

from site_builder.model.looks import DARK, LIGHT, ThemeOptions
from site_builder.writing.views import Looks

GENERIC = frozenset(
    {
        *("serif", "sans-serif", "monospace", "cursive", "fantasy", "math", "system-ui"),
        *("ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded"),
    }
)
"""Names that are no family's but CSS's own, and mean that only without quotation marks."""

FONTS: Mapping[str, str] = {"text": "serif-european", "interface": "sans", "code": "mono"}
"""By the key of `[theme.fonts]` the custom property that it sets."""


def make_looks(theme: ThemeOptions, language: str) -> Looks:
    """Give what every page takes in besides the theme's own style sheet."""
    return Looks(
        css=_sheet(theme, language),
        stylesheets=tuple(sheet.text for sheet in theme.stylesheets),
        modules=tuple(module.text for module in theme.modules),
    )


def _sheet(theme: ThemeOptions, language: str) -> str:
    properties = "".join(f"  --{name}: {value};\n" for name, value in _properties(theme))
    if not properties:
        return ""
    # Other scripts have families of their own; those of the site's language are the site's.
    own = f":lang({language}) {{\n  --serif: var(--serif-european);\n}}\n"
    return f":root {{\n{properties}}}\n{own if theme.fonts.text else ''}"


def _properties(theme: ThemeOptions) -> Iterator[tuple[str, str]]:
    for name in LIGHT.__struct_fields__:
        given: Sequence[str | None] = (getattr(theme.light, name), getattr(theme.dark, name))
        if any(given):
            light, dark = given[0] or getattr(LIGHT, name), given[1] or getattr(DARK, name)
            yield name, f"light-dark({light}, {dark})"
    for name, own in FONTS.items():
        if families := getattr(theme.fonts, name):
            yield own, ", ".join(map(_family, families))


def _family(name: str) -> str:
    return name if name in GENERIC else f'"{name}"'
