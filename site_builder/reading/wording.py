"""What front matter should hold and what it holds → words for the messages of problems."""

import re
from types import MappingProxyType
from typing import Literal, get_args, get_origin

from site_builder.model.dates import EdtfDate
from site_builder.model.similar import did_you_mean
from site_builder.reading.frontmatter import Mapping, Node, Scalar, Sequence
from site_builder.reading.yaml_faults import quoted_value

MOST_LISTED = 16
"""Words of a closed set that a hint lists."""

SHORT = 60
"""Code points of a text that a hint writes out."""

KEY = re.compile("[a-z_]+")
"""What is rather a key than the beginning of a text."""

NOUNS = MappingProxyType(
    {
        "build": "[build]",
        "colours": "the colours of a scheme",
        "coordinates": "a location",
        "fonts": "[theme.fonts]",
        "site": "site.toml",
        "theme": "[theme]",
    }
)


def noun(kinds: tuple[type, ...]) -> str:
    """Name what some records are read from together: an article, a quotation."""
    names = [re.sub("Fields|Selector|Options", "", kind.__name__).lower() for kind in kinds]
    name = names[-1] if names[0] == "annotation" else names[0]
    return NOUNS.get(name) or f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def keys_hint(key: str, known: frozenset[str]) -> str:
    """Say which key was perhaps meant, or which there are."""
    own = 'keys of your own belong under "extra"' if "extra" in known else ""
    return did_you_mean(key, known) or own or f"its keys: {', '.join(sorted(known))}"


def choice_hint(word: str, choices: tuple[str, ...]) -> str:
    """Say which word of a closed set was perhaps meant, or which there are."""
    return did_you_mean(word, choices) or f"one of: {listed(choices, ', ')}"


def listed(words: tuple[str, ...], between: str) -> str:
    """List words, or only the first if there are many."""
    return between.join(words if len(words) <= MOST_LISTED else (*words[:MOST_LISTED], "…"))


def form_of(hint: object) -> str:
    """Show what a value of a type looks like."""
    if get_origin(hint) is Literal:
        return listed(get_args(hint), " | ")
    return "2023-03-01" if hint is EdtfDate else "…"


def as_text(node: Sequence | Mapping) -> str:
    """Say how a text is written that YAML takes for more than one value."""
    match node:
        case Mapping(entries=((key, Scalar() as value),)) if len(
            key.text + value.text
        ) < SHORT and not KEY.fullmatch(key.text):
            return f"quote it: {quoted_value(f'{key.text}: {value.text}')}"
        case Mapping():
            return "write one text; put one that holds a colon in quotation marks"
        case Sequence():
            return "write one text; put one that begins with [ or - in quotation marks"


def called(node: Node) -> str:
    """Name what a value is."""
    match node:
        case Scalar():
            return "a text"
        case Sequence():
            return "a list"
        case Mapping():
            return "keys and values"
