"""The records of front matter to JSON Schemas (2020-12), for editors."""

import ast
import inspect
import sys
import types
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from site_builder.model.annotation import AnnotationFields
from site_builder.model.article import ArticleFields
from site_builder.model.dates import EdtfDate
from site_builder.model.entity import EntityFields
from site_builder.model.event import EventFields, EventSelector
from site_builder.model.fields import Also, Extra, Within
from site_builder.model.page import PageFields
from site_builder.model.source import SourceFields
from site_builder.model.story import StoryFields
from site_builder.model.text import Colour, Reference, Sha256, Url, Wikidata
from site_builder.reading.annotations import CONTENTS

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FORMS: dict[object, Schema] = {
    bool: {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "on", "off"]}]},
    EdtfDate: {"type": ["string", "integer", "array", "object"], "description": "An EDTF date."},
    Url: {"type": "string", "format": "uri", "pattern": "^https?://"},
    Wikidata: {"type": "string", "pattern": "^Q[1-9][0-9]*$"},
    Colour: {"type": "string", "pattern": "^#([0-9a-fA-F]{3}){1,2}$"},
    Sha256: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    Reference: {"type": ["string", "integer"], "description": "The id of a record."},
    Extra: {"type": "object"},
    int: {"type": "integer"},
    float: {"type": "number"},
}
"""What texts of one type look like; every other is a text of any form."""

TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""A text; what an editor takes for a number or a truth is read as it was typed."""


KINDS = ("article", "entity", "event", "source", "story", "page")
"""Kinds of files, each of which has a schema."""


@lru_cache(maxsize=1)
def schemas() -> dict[str, Schema]:
    """Make a schema for each kind of file."""
    annotations = [_object((AnnotationFields, content), kind) for kind, content in CONTENTS.items()]
    article = _object((ArticleFields,))
    properties = article["properties"]
    if isinstance(properties, dict):
        properties["events"] = _several(
            _either(_form(Reference), _object((EventFields, EventSelector)))
        )
        properties["sources"] = _several(_either(_form(Reference), _object((SourceFields,))))
        properties["annotations"] = _several({"oneOf": annotations})
    kinds: dict[str, Schema] = {
        "article": article,
        "entity": _object((EntityFields,)),
        "event": _object((EventFields,)),
        "source": _object((SourceFields,)),
        "story": _object((StoryFields,)),
        "page": _object((PageFields,)),
    }
    return {kind: {"$schema": DIALECT, "title": kind, **schema} for kind, schema in kinds.items()}


def _object(kinds: tuple[type, ...], type_: str | None = None) -> Schema:
    properties: dict[str, object] = {}
    required: list[str] = []
    for kind in kinds:
        hints = get_type_hints(kind, include_extras=True)
        said = field_docs(kind)
        for field in msgspec.structs.fields(kind):
            if field.name in ("line", "column"):
                continue
            form = dict(_form(hints[field.name]))
            if field.name in said:
                form["description"] = said[field.name]
            for key in (field.encode_name, *_other_keys(hints[field.name])):
                properties.setdefault(key, form)
            if field.required and field.encode_name not in required:
                required.append(field.encode_name)
    if type_ is not None:
        properties["type"] = {"const": type_}
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _other_keys(hint: object) -> tuple[str, ...]:
    notes = getattr(hint, "__metadata__", ())
    return tuple(key for note in notes if isinstance(note, Also) for key in note.keys)


def _form(hint: object) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        form = dict(_form(arguments[0]))
        for note in arguments[1:]:
            if isinstance(note, Within):
                form |= {"minimum": note.least, "maximum": note.greatest}
        return form
    if origin is Union or origin is types.UnionType:
        kinds = [_form(kind) for kind in arguments if kind is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else _either(*kinds)
    if origin is tuple:
        return _several(_form(arguments[0]))
    if origin is Literal:
        return {"enum": list(arguments)}
    if hint in FORMS:
        return FORMS[hint]
    is_record = (
        isinstance(hint, type) and hint.__name__ not in TEXTS and issubclass(hint, msgspec.Struct)
    )
    return _object((hint,)) if is_record and isinstance(hint, type) else TEXT


TEXTS = frozenset({"Located", "Markdown", "ReferenceOrText"})
"""Records that are written as a text."""


def _several(form: Schema) -> Schema:
    """Allow a list, and a single value where a list is meant."""
    return {"anyOf": [{"type": "array", "items": form}, form]}


def _either(*forms: Schema) -> Schema:
    return {"anyOf": list(forms)}


def field_docs(kind: type) -> dict[str, str]:
    """Read the strings that stand under the fields of a record, by field."""
    tree = ast.parse(inspect.getsource(sys.modules[kind.__module__]))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    return {
        field.target.id: " ".join(doc.value.value.split())
        for field, doc in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(doc, ast.Expr)
        and isinstance(doc.value, ast.Constant)
        and isinstance(doc.value.value, str)
    }
