"""What a site chooses of its looks: colours, fonts, style sheets and modules of its own."""

import msgspec

from site_builder.model.text import Colour, FontFamily, Located


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of a scheme: `[theme.light]` and `[theme.dark]`."""

    paper: Colour | None = None
    """Behind the text."""

    raised: Colour | None = None
    """Behind what stands out from it: notes, cards, boxes."""

    ink: Colour | None = None
    """Of the text."""

    quiet: Colour | None = None
    """Of what is said beside it."""

    rule: Colour | None = None
    """Of lines between things."""

    accent: Colour | None = None
    """Of small signs and of what is chosen."""

    link: Colour | None = None
    marker: Colour | None = None
    """Behind words that are highlighted."""

    note: Colour | None = None
    mention: Colour | None = None
    quotation: Colour | None = None
    claim: Colour | None = None
    correction: Colour | None = None
    question: Colour | None = None
    citation: Colour | None = None
    highlight: Colour | None = None
    event: Colour | None = None


class Fonts(msgspec.Struct, frozen=True, kw_only=True):
    """The `[theme.fonts]` table: families of type, the first that there is."""

    text: tuple[FontFamily, ...] = ()
    interface: tuple[FontFamily, ...] = ()
    code: tuple[FontFamily, ...] = ()


class ThemeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The `[theme]` table."""

    light: Colours = Colours()
    dark: Colours = Colours()
    fonts: Fonts = Fonts()
    stylesheets: tuple[Located, ...] = ()
    """Files under `templates/assets/` that every page takes in after the theme's own."""

    modules: tuple[Located, ...] = ()
    """Scripts there, run as modules."""


LIGHT = Colours(
    paper=Colour("#fdfcf9"),
    raised=Colour("#f5f2ea"),
    ink=Colour("#1c1a17"),
    quiet=Colour("#5f594f"),
    rule=Colour("#ddd7ca"),
    accent=Colour("#97201a"),
    link=Colour("#174a7c"),
    marker=Colour("#fbe88c"),
    note=Colour("#57534a"),
    mention=Colour("#4a5a63"),
    quotation=Colour("#1d4f8f"),
    claim=Colour("#8a4b00"),
    correction=Colour("#a8201a"),
    question=Colour("#6a3d9a"),
    citation=Colour("#1f6341"),
    highlight=Colour("#6d5b00"),
    event=Colour("#0f616d"),
)
"""Those of the built-in theme, where a site names none."""

DARK = Colours(
    paper=Colour("#171614"),
    raised=Colour("#211f1c"),
    ink=Colour("#e9e4db"),
    quiet=Colour("#aea79b"),
    rule=Colour("#3b372f"),
    accent=Colour("#ff9c8c"),
    link=Colour("#9cc7f2"),
    marker=Colour("#57490f"),
    note=Colour("#b9b1a3"),
    mention=Colour("#a9bcc6"),
    quotation=Colour("#8fbcf0"),
    claim=Colour("#f0b35e"),
    correction=Colour("#ff9c8c"),
    question=Colour("#cdaaf7"),
    citation=Colour("#86cf9f"),
    highlight=Colour("#e6cf5c"),
    event=Colour("#7ccbd8"),
)
