"""Split a file into front matter and body, and YAML into values with line and column."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import msgspec
import yaml

from site_builder.model.problems import Code, Problem, ProblemsFound
from site_builder.reading.characters import CONTROL, bad_character, decode_text, refuse
from site_builder.reading.yaml_faults import Blame, Fault, explain, explain_text, quoted_value

MAX_DEPTH = 40
MAX_MATTER = 1_000_000
"""Characters of front matter; a thousand annotations take a fifth of it."""

MAX_ALIASED = 20_000
"""Values that aliases may repeat in one file."""


class Scalar(msgspec.Struct, frozen=True):
    """A text as the author typed it."""

    text: str
    line: int
    column: int
    is_plain: bool
    """Written without quotation marks, `|` or `>`."""


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values, in the author's order; no key stands twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class Document(msgspec.Struct, frozen=True):
    """A file as its author sees it: values above, Markdown below."""

    matter: Mapping
    body: str
    body_line: int
    """The line of the file on which the body begins, from 1."""

    source: str
    """The whole file."""

    problems: tuple[Problem, ...] = ()
    """Faults that leave the rest readable."""


def parse_document(content: bytes, path: str) -> Document:
    """Split a content file; raise `ProblemsFound` when its front matter cannot be read."""
    text = decode_text(content, path)
    if not (opening := re.match(r"---[ \t]*\n", text)):
        raise _missing(text, path)
    closing = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, opening.end())
    if closing is None:
        raise _unclosed(text, path)
    source = text[opening.end() : closing.start()]
    if len(source) > MAX_MATTER:
        message = f"the front matter has {len(source):,} characters; {MAX_MATTER:,} can be read"
        raise _fault(path, (2, 1), "too-large", message, "put long texts into the body below it")
    matter, problems = parse_yaml(source, path, first_line=2)
    body_line = text.count("\n", 0, closing.end()) + 1
    return Document(matter, text[closing.end() :], body_line, text, problems)


# Lines that were perhaps meant for the three hyphens: an editor made dashes of them, or a hyphen
# is too many, or they are what other formats have in their place.
DASHES = re.compile(r"[ \t]*(?:-{2,}|[\u2010-\u2015\u2212]+|\+{3}|\*{3}|={3,}|\.{3})[ \t]*")
BEGINNING = "put a line --- at its top, keys such as title: … below it, and another line ---"
THREE_HYPHENS = "type three hyphens, and nothing else, on this line"


def _missing(text: str, path: str) -> ProblemsFound:
    lines = text.split("\n")
    row = next((row for row, line in enumerate(lines) if line.strip()), 0)
    begins = lines[row].strip()
    message, hint = "the file does not begin with ---", BEGINNING
    if row and begins == "---":
        row, message, hint = 0, "blank lines stand before the front matter", "delete them"
    elif DASHES.fullmatch(lines[row]):
        message, hint = f'the file begins with "{begins}" and not with ---', THREE_HYPHENS
    return _fault(path, (row + 1, 1), "front-matter-missing", message, hint)


def _unclosed(text: str, path: str) -> ProblemsFound:
    message = "the front matter is never closed"
    for row, line in enumerate(text.split("\n")[1:], 2):
        if DASHES.fullmatch(line):
            message += f': "{line.strip()}" is not ---'
            return _fault(path, (row, 1), "front-matter-unclosed", message, THREE_HYPHENS)
    return _fault(path, (1, 1), "front-matter-unclosed", message, "write a line --- below its keys")


def parse_yaml(source: str, path: str, *, first_line: int) -> tuple[Mapping, tuple[Problem, ...]]:
    """Read a YAML mapping; raise `ProblemsFound` when it is not one or cannot be read."""
    if not source.isascii():
        refuse(YAML_CONTROL, source, path, first_line=first_line)
    composer = _Composer(source, path, first_line)
    try:
        node = composer.document()
    except yaml.MarkedYAMLError as error:
        raise composer.broken(explain(_blame(error, composer.lines))) from None
    match node:
        case Mapping():
            return node, tuple(composer.problems)
        case Scalar():
            raise composer.broken(explain_text(composer.lines, node.line - first_line))
        case Sequence():
            hint = "write keys and values, one a line, without hyphens before them"
            message = "found a list where keys and values are meant"
            place = node.line - first_line, node.column - 1
            raise composer.broken(Fault(*place, message, hint))


YAML_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
"""What YAML may not hold besides."""

# YAML 1.1, which libyaml reads, ends a line at these; neither YAML 1.2 nor an editor does.
BREAK = re.compile("[\x85\u2028\u2029]")
MASKED = str.maketrans("\x85\u2028\u2029", "\ufdd0\ufdd1\ufdd2")
UNMASKED = {masked: plain for plain, masked in MASKED.items()}

COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")
"""A comment without a blank after its sign, which is rather part of a value: `talks with #NATO`."""

# Both begin with one sign, which is found quickly.
COMMENT_SIGN = re.compile(r"#(?<=[ \t]#)(?=[^\s#])")
HYPHEN = re.compile(r"-(?<=[\s\[,]-)(?=[^\W\d_])")


def _blame(error: yaml.MarkedYAMLError, lines: list[str]) -> Blame:
    at, since = (
        (mark.line, mark.column) if mark else (0, 0)
        for mark in (error.problem_mark, error.context_mark or error.problem_mark)
    )
    return Blame(str(error.problem), at, since, lines)


def _fault(path: str, place: tuple[int, int], code: Code, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound((Problem(path, *place, code, message, hint),))


class _Anchor(NamedTuple):
    """A value that aliases may repeat."""

    event: yaml.NodeEvent
    node: Node
    size: int
    """Values in it, itself included."""


class _Composer:
    """YAML's events to nodes, within bounds; scalars stay texts."""

    # PyYAML's own composer resolves the tag of every scalar with regular expressions, which
    # takes longer than all the rest and is not wanted: scalars are typed by their field.

    def __init__(self, source: str, path: str, first_line: int) -> None:
        self.lines = source.split("\n")
        self.problems: list[Problem] = []
        self._path = path
        self._first_line = first_line
        self._is_masked = not source.isascii() and BREAK.search(source) is not None
        self._is_doubtful = bool(COMMENT_SIGN.search(source) or HYPHEN.search(source))
        self._is_ascii = source.isascii()
        self._events: Iterator[yaml.Event] = yaml.parse(
            source.translate(MASKED) if self._is_masked else source, Loader=yaml.CSafeLoader
        )
        self._anchors: dict[str, _Anchor] = {}
        self._used: set[str] = set()
        self._nodes = 0
        self._aliased = 0

    def document(self) -> Node:
        """Read the one document of the stream; an empty one is an empty mapping."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Mapping((), self._first_line, 1)
        node = self._node(next(self._events), 0)
        next(self._events)
        if not isinstance(event := next(self._events), yaml.StreamEndEvent):
            hint = "leave out the line that ends the first"
            raise self._fault(event, "front-matter-broken", "a second document begins here", hint)
        for name in sorted(self._anchors.keys() - self._used):
            event = self._anchors[name].event
            message = f"&{name} is no part of this value, and no *{name} repeats it"
            self._doubt(self._place(event), message, self._quoted(event))
        return node

    def broken(self, fault: Fault) -> ProblemsFound:
        """Make a problem of a fault, which counts from the first line of front matter."""
        place = fault.row + self._first_line, fault.column + 1
        return _fault(self._path, place, "front-matter-broken", fault.message, fault.hint)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent) and event.tag is None and event.anchor is None:
            # Nearly all of them are.
            self._nodes += 1
            return self._scalar(event)
        line, column = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            hint = "put the text in quotation marks"
            raise self._fault(event, "front-matter-broken", "a value is missing here", hint)
        if event.tag is not None:
            message = "a value that begins with ! asks YAML for a type of its own"
            raise self._fault(event, "yaml-tag", message, self._quoted(event))
        before = self._nodes
        self._nodes += 1
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif depth == MAX_DEPTH:
            message = f"values are nested over {MAX_DEPTH} deep"
            raise self._fault(
                event, "too-complex", message, "close the brackets that are open, or nest less"
            )
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(tuple(self._items(depth + 1)), line, column)
        else:
            node = Mapping(tuple(self._entries(depth + 1)), line, column)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(event, node, self._nodes - before)
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        line, column = self._place(event)
        text = event.value.translate(UNMASKED) if self._is_masked else event.value
        if not event.style:
            if self._is_doubtful:
                self._check_plain(event)
            return Scalar(text, line, column, is_plain=True)
        if event.style in ("|", ">"):
            return Scalar(text, line + 1, self._indentation(line, text) + 1, is_plain=False)
        if event.style == '"' and (control := CONTROL.search(text)):
            raise bad_character(control[0], self._path, line, column)
        return Scalar(text, line, column, is_plain=False)

    def _check_plain(self, event: yaml.ScalarEvent) -> None:
        """Doubt a value that YAML reads without a word, but hardly as it was meant."""
        if event.value.startswith("-") and event.value[1:2].isalpha():
            message = "this hyphen begins no item: a blank is missing after it"
            hint = f"write - {event.value[1:].split()[0]}, or put the text in quotation marks"
            self._doubt(self._place(event), message, hint)
        mark = event.end_mark
        line = self.lines[mark.line] if mark and mark.line < len(self.lines) else ""
        if mark and COMMENT.match(line, mark.column):
            message = "# begins a comment here, which is no part of the value"
            hint = "quote the value, or put a blank after # if it is a comment"
            place = mark.line + self._first_line, line.index("#", mark.column) + 1
            self._doubt(place, message, hint)

    def _indentation(self, line: int, text: str) -> int:
        """Count the blanks that YAML takes from each line of a block, which begins below `line`."""
        below = islice(self.lines, line - self._first_line + 1, None)
        written = next((line for line in below if line.strip(" ")), "")
        kept = next((line for line in text.split("\n") if line.strip(" ")), "")
        return len(written) - len(written.lstrip(" ")) - (len(kept) - len(kept.lstrip(" ")))

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth)
            if not isinstance(key, Scalar):
                hint = "put a text that begins with a bracket in quotation marks"
                raise self._fault(event, "front-matter-broken", "a key must be a word", hint)
            if not self._is_ascii and key.is_plain and key.text[:1].isspace():
                message = "this line is indented with signs that only look like blanks"
                hint = "type blanks in their place"
                raise self._fault(event, "front-matter-broken", message, hint)
            value = self._node(next(self._events), depth)
            if key.text in seen:
                message = f'"{key.text}" stands twice; first on line {seen[key.text]}'
                fault = self._fault(event, "duplicate-key", message, "keep one of them")
                self.problems.extend(fault.problems)
            else:
                seen[key.text] = key.line
                yield key, value

    def _alias(self, event: yaml.AliasEvent) -> Node:
        anchor = self._anchors.get(event.anchor or "")
        if anchor is None:
            message = f"*{event.anchor} repeats nothing that ends before it"
            raise self._fault(event, "yaml-alias", message, self._quoted(event))
        self._used.add(event.anchor or "")
        self._aliased += anchor.size
        self._nodes += anchor.size
        if self._aliased > MAX_ALIASED:
            message = f"what * repeats makes more than {MAX_ALIASED:,} values"
            raise self._fault(event, "yaml-alias", message, "write the values out")
        return anchor.node

    def _quoted(self, event: yaml.Event) -> str:
        line, column = self._place(event)
        return f"quote it: {quoted_value(self.lines[line - self._first_line][column - 1 :])}"

    def _fault(self, event: yaml.Event, code: Code, message: str, hint: str) -> ProblemsFound:
        return _fault(self._path, self._place(event), code, message, hint)

    def _doubt(self, place: tuple[int, int], message: str, hint: str) -> None:
        problem = Problem(self._path, *place, "front-matter-doubtful", message, hint, "warning")
        self.problems.append(problem)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        if mark is None:
            return self._first_line, 1
        return mark.line + self._first_line, mark.column + 1
