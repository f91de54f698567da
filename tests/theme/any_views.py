"""Views of any content, made from what their records say of themselves."""

import types
from collections.abc import Mapping
from typing import Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from site_builder.model.annotation import AnnotationType, Status
from site_builder.model.entity import EntityType
from site_builder.model.source import SourceType
from site_builder.writing import cards, views
from site_builder.writing.ways import CLAUSE_KINDS

T = TypeVar("T", bound=msgspec.Struct)

CANARY = "canary-flew"
"""An element that is in a page only if a text was taken for HTML."""

TEXTS = st.sampled_from(
    ["", "a", f"<{CANARY}>", f"\"'><{CANARY} onload=x>&amp;", "既不\u202e", "%(n)s"]
)
HTML = st.just("<p>Clean.</p>")

NOTE_TYPES = (*get_args(AnnotationType), "event")

# What is a text to Python and one of few to its readers.
CLOSED: Mapping[tuple[type, str], tuple[str, ...]] = {
    (cards.Note, "type"): NOTE_TYPES,
    (cards.RestingPassage, "type"): NOTE_TYPES,
    (cards.EntityCard, "type"): get_args(EntityType),
    (cards.SourceCard, "type"): get_args(SourceType),
    (cards.StoryCard, "status"): ("running", "closed"),
    (cards.ClaimRow, "status"): get_args(Status),
    (cards.Statement, "kind"): ("direct", "indirect", "mixed"),
    (cards.Check, "state"): ("verified", "failed", "unchecked"),
    (cards.Clause, "kind"): CLAUSE_KINDS,
    (cards.WordRun, "kind"): ("kept", "removed", "added", "left out"),
    (cards.Step, "role"): ("via", "origin", "publisher"),
    (views.EntityView, "type"): get_args(EntityType),
    (views.EntityGroup, "type"): get_args(EntityType),
    (views.SourceView, "verification"): ("unchecked", "copied"),
    (views.Change, "what"): ("article", *NOTE_TYPES),
}


AT_MOST_ONE = frozenset(
    {
        (cards.LedgerEntry, "rows"),
        (cards.LedgerEntry, "values"),
        (cards.LedgerEntry, "against"),
        (cards.Value, "rows"),
    }
)
"""Lists of what is large itself, of which an entry of the ledger has several."""


def records(kind: type[T]) -> st.SearchStrategy[T]:
    """Make a strategy for records of a kind, with any values that its fields allow."""
    hints = get_type_hints(kind)
    fields = {name: _values(kind, name, hint) for name, hint in hints.items()}
    return st.builds(kind, **fields)


def _values(kind: type, name: str, hint: object) -> st.SearchStrategy[object]:
    if (kind, name) in CLOSED:
        return st.sampled_from(CLOSED[kind, name])
    if (kind, name) in AT_MOST_ONE:
        return st.lists(_any(get_args(hint)[0]), max_size=1).map(tuple)
    if name in ("html", "answer", "footnotes"):
        return HTML if hint is str else st.one_of(st.none(), HTML)
    if name == "direction":
        return st.sampled_from(("ltr", "rtl"))
    if name.endswith("language"):
        return st.just("en") if hint is str else st.sampled_from((None, "zh"))
    return _any(hint)


def _any(hint: object) -> st.SearchStrategy[object]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.one_of(*map(_any, arguments))
    if origin is tuple:
        return st.lists(_any(arguments[0]), max_size=2).map(tuple)
    if origin is Literal:
        return st.sampled_from(arguments)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return st.deferred(lambda: records(hint))
    return SIMPLE[origin or hint]


SIMPLE: Mapping[object, st.SearchStrategy[object]] = {
    str: TEXTS,
    int: st.integers(0, 10),
    float: st.floats(-90, 90),
    bool: st.booleans(),
    types.NoneType: st.none(),
    Mapping: st.just({}),
}
