"""Front matter is read as it was typed, with the line and column of every value."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.reading.characters import decode_text
from site_builder.reading.frontmatter import (
    MAX_ALIASED,
    MAX_DEPTH,
    MAX_MATTER,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse_document,
    parse_yaml,
)

PATH = "content/articles/a.md"

# Signs that mean something to YAML somewhere, of several bytes, and breaks of YAML 1.1 that no
# editor counts as lines.
ODD = "aé中😀'\"#:-&*!|>%@`{}[],?= \u00a0\u2028\x85"
REST = st.text(ODD, max_size=8)


class Leaf(msgspec.Struct, frozen=True):
    """A text that is to be written in one of YAML's styles."""

    style: str
    text: str

    @property
    def written(self) -> list[str]:
        """Its lines; those of a block after the first want indentation."""
        match self.style:
            case "plain":
                return [self.text]
            case "single":
                return ["'" + self.text.replace("'", "''") + "'"]
            case "double":
                return ['"' + self.text.replace("\\", "\\\\").replace('"', '\\"') + '"']
            case _:
                return ["|-", *self.text.split("\n")]


Tree = Leaf | list["Tree"] | dict[str, "Tree"]


@st.composite
def _leaves(draw: st.DrawFn) -> Leaf:
    style = draw(st.sampled_from(["plain", "single", "double", "block"]))
    if style == "plain":
        return Leaf(style, "w" + draw(st.text("aé中😀'-=`\u2028\x85", max_size=8)))
    if style == "block":
        lines = draw(st.lists(REST, max_size=2))
        return Leaf(style, "\n".join(["w", *("  x" + line for line in lines)]))
    return Leaf(style, "w" + draw(REST))


TREES = st.dictionaries(
    st.text("abcé中", min_size=1, max_size=3),
    st.recursive(
        _leaves(),
        lambda trees: (
            st.lists(trees, min_size=1, max_size=3)
            | st.dictionaries(st.text("xyz", min_size=1, max_size=2), trees, min_size=1, max_size=3)
        ),
        max_leaves=8,
    ),
    max_size=4,
)


class Writer:
    """Writes a tree as YAML and notes where each text stands."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[tuple[int, int]] = []

    def write(self, tree: Tree, margin: str, begun: str = "") -> None:
        """Write below what a line begins with: a key with its colon, or the hyphen of an item."""
        if isinstance(tree, Leaf):
            first, *others = tree.written
            self.lines.append(f"{begun} {first}")
            is_block = tree.style == "block"
            column = len(margin) + 1 if is_block else len(begun) + 2
            self.places.append((len(self.lines) + is_block, column))
            self.lines.extend(margin + line for line in others)
            return
        if begun:
            self.lines.append(begun)
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            if isinstance(tree, dict):
                self.places.append((len(self.lines) + 1, len(margin) + 1))
            start = f"{margin}{key}:" if isinstance(tree, dict) else f"{margin}-"
            self.write(value, margin + "   ", start)


@given(TREES)
def test_every_text_is_read_as_it_was_typed_and_where(tree: dict[str, Tree]) -> None:
    writer = Writer()
    writer.write(tree, "")

    matter, problems = parse_yaml("\n".join(writer.lines), PATH, first_line=1)

    assert _plain(matter) == _texts(tree)
    assert [(scalar.line, scalar.column) for scalar in _scalars(matter)] == writer.places
    assert problems == ()


def _texts(tree: Tree) -> object:
    match tree:
        case Leaf():
            return tree.text
        case dict():
            return {key: _texts(value) for key, value in tree.items()}
        case _:
            return [_texts(value) for value in tree]


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from _scalars(value)


@given(
    st.text("a \n-—中", max_size=30),
    st.sampled_from(["---", "--- ", "---\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_the_body_is_all_below_whatever_ends_the_lines(
    body: str, border: str, end: str, mark: str
) -> None:
    text = f"{border}\ntitle: A\ntopics:\n  - b\n{border}\n{body}"

    document = parse_document((mark + text.replace("\n", end)).encode(), PATH)

    assert document.body == body
    assert document.body_line == 6
    assert document == parse_document(text.encode(), PATH)


@pytest.mark.parametrize("matter", ["", "\n", "# nothing yet\n", "\n\n# nothing\n\n"])
def test_front_matter_may_be_empty(matter: str) -> None:
    document = parse_document(f"---\n{matter}---\nText\n".encode(), PATH)

    assert document.matter.entries == ()
    assert document.body == "Text\n"
    assert document.problems == ()


def test_hyphens_in_the_body_are_the_bodys() -> None:
    document = parse_document(b"---\ntitle: A\n---\nText\n\n---\n\nMore\n", PATH)

    assert document.body == "Text\n\n---\n\nMore\n"


def _fault(content: bytes) -> tuple[int, int, str]:
    with pytest.raises(ProblemsFound) as caught:
        parse_document(content, PATH)
    (problem,) = caught.value.problems
    assert problem.path == PATH
    assert problem.message
    return problem.line, problem.column, problem.code


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", (1, 1, "front-matter-missing")),
        (b"Text\n", (1, 1, "front-matter-missing")),
        (b"\n---\ntitle: A\n---\n", (1, 1, "front-matter-missing")),
        (b"----\ntitle: A\n----\n", (1, 1, "front-matter-missing")),
        (b"---\ntitle: A\n", (1, 1, "front-matter-unclosed")),
        (b"---\n- a\n---\n", (2, 1, "front-matter-broken")),
        (b"---\n\ntext\n---\n", (3, 1, "front-matter-broken")),
        (b"---\na: b\n? [c]\n: d\n---\n", (3, 3, "front-matter-broken")),
        (b"---\na: 1\nb: !!python/object x\n---\n", (3, 4, "yaml-tag")),
        (b"---\na: 1\nb: !local x\n---\n", (3, 4, "yaml-tag")),
        (b"---\na: *b\n---\n", (2, 4, "yaml-alias")),
        (b"---\na: &b [c, *b]\n---\n", (2, 11, "yaml-alias")),
        (b'---\na: "x\\x07"\n---\n', (2, 4, "bad-character")),
        (b'---\na: "x\\0"\n---\n', (2, 4, "bad-character")),
        (b'---\n"a\\uffff": x\n---\n', (2, 1, "bad-character")),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    content: bytes, fault: tuple[int, int, str]
) -> None:
    assert _fault(content) == fault


PREFIXES = st.text("a \n中😀-:", max_size=12).map("---\nx: y\n# ".__add__)


@given(PREFIXES, st.sampled_from([b"\xff", b"\xe9 ", b"\xc3(", b"\xed\xa0\x80"]))
def test_the_first_byte_that_is_not_utf_8_is_said_with_its_place(before: str, byte: bytes) -> None:
    expected = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, "bad-encoding")

    assert _fault(before.encode() + byte + b"\n---\n") == expected


@given(PREFIXES, st.sampled_from("\x00\x07\x0b\x1b\x7f\ufdd0\ufffe\uffff"))
def test_a_control_character_is_said_with_its_place(before: str, sign: str) -> None:
    expected = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, "bad-character")

    assert _fault(f"{before}{sign}\n---\n".encode()) == expected


@pytest.mark.parametrize("sign", ["\x80", "\x84", "\x86", "\x9f"])
def test_what_only_yaml_may_not_hold_is_a_fault_there_and_none_in_the_body(sign: str) -> None:
    content = f"---\na: b\nc: d{sign}\n---\n{sign}"

    assert _fault(content.encode()) == (3, 5, "bad-character")
    assert decode_text(content.encode(), PATH) == content


def test_utf_16_is_told_from_utf_8() -> None:
    assert _fault("---\ntitle: A\n---\n".encode("utf-16")) == (1, 1, "bad-encoding")


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    content = b"---\na: first\nb:\n  c: 1\n  c: 2\na: second\na: third\n---\n"

    document = parse_document(content, PATH)

    assert _plain(document.matter) == {"a": "first", "b": {"c": "1"}}
    assert [(p.line, p.column, p.code) for p in document.problems] == [
        (5, 3, "duplicate-key"),
        (6, 1, "duplicate-key"),
        (7, 1, "duplicate-key"),
    ]


def test_an_alias_stands_for_what_it_names_where_that_stands() -> None:
    matter, _ = parse_yaml("a: &x {b: [c]}\nd: *x\ne: &y f\ng: [*y, *x]", PATH, first_line=1)

    entries = {key.text: value for key, value in matter.entries}
    assert _plain(entries["d"]) == {"b": ["c"]}
    assert _plain(entries["g"]) == ["f", {"b": ["c"]}]
    assert entries["d"] == entries["a"]


@given(st.integers(1, 12), st.integers(2, 9))
def test_aliases_repeat_no_more_values_than_there_may_be(levels: int, width: int) -> None:
    lines = ["a0: &a0 [x, x]"]
    for level in range(1, levels):
        repeated = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{repeated}]")
    size, repeated_values = 3, 0
    for _ in range(1, levels):
        repeated_values += size * width
        size = 1 + size * width

    codes = {problem.code for problem in _problems("\n".join(lines))}

    assert ("yaml-alias" in codes) == (repeated_values > MAX_ALIASED)


def _problems(source: str) -> tuple[Problem, ...]:
    try:
        return parse_document(f"---\n{source}\n---\n".encode(), PATH).problems
    except ProblemsFound as found:
        return found.problems


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")])
def test_values_are_nested_up_to_a_bound(opening: str, closing: str) -> None:
    deep = (MAX_DEPTH - 1) // len(closing)

    matter, _ = parse_yaml(f"a: {opening * deep}x{closing * deep}", PATH, first_line=1)

    assert [scalar.text for scalar in _scalars(matter)][-1] == "x"
    for depth in (MAX_DEPTH, 500, 20_000):
        with pytest.raises(ProblemsFound) as caught:
            parse_yaml(f"a: {opening * depth}x{closing * depth}", PATH, first_line=1)
        assert [problem.code for problem in caught.value.problems] == ["too-complex"]


def test_front_matter_has_a_greatest_length() -> None:
    content = b"---\nx: " + b"a" * MAX_MATTER + b"\n---\n"

    assert _fault(content) == (2, 1, "too-large")


@given(st.text("ab:\n -[]{}'\"#&*!|>%@,?\t", max_size=40))
def test_whatever_is_written_is_read_or_is_a_fault_within_the_file(source: str) -> None:
    lines = ["---", *source.split("\n"), "---"]

    for problem in _problems(source):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
