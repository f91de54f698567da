"""A value is put in the place of another, and not a byte of the file changes besides."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.rewriting import NotRewritten, body_of, put_body, put_key, reword
from site_builder.reading.frontmatter import Mapping, Node, Scalar, Sequence, parse_document

FILE = """---
title: "A: b"   # why
updated:
annotations:
  - type: note
    exact: >-
      they met
      in Minsk

    # by whose account
    body: |
       One.

       Two.
  # another
  - {type: note, exact: 'it''s so', body: 会}
  - type: note
    exact: plain words
      going on
    body: "Last"
---
The body.
"""


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for _, value in node.entries:
                yield from _scalars(value)


def _texts(content: bytes) -> list[str]:
    return [scalar.text for scalar in _scalars(parse_document(content, "a.md").matter)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@given(st.data(), st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_one_value_becomes_another(newline: str, mark: str, data: st.DataObject, text: str) -> None:
    content = (mark + FILE).replace("\n", newline).encode()
    scalars = [each for each in _scalars(parse_document(content, "a.md").matter) if each.text]
    number = data.draw(st.integers(0, len(scalars) - 1))
    chosen = scalars[number]

    after = reword(content, {(chosen.line, chosen.column): text})

    expected = [" ".join(text.split()) if each == chosen else each.text for each in scalars]
    assert [each for each in _texts(after) if each] == [each for each in expected if each]
    assert body_of(after) == body_of(content)
    assert b"# why" in after
    assert b"# another" in after


def test_what_is_nothing_is_filled_behind_its_colon() -> None:
    after = put_key(FILE.encode(), ("updated", "modified"), "2023-03-04")

    assert after.decode() == FILE.replace("updated:", "updated: 2023-03-04")


def test_a_key_that_is_not_there_comes_last() -> None:
    after = put_key(FILE.encode(), ("retrieved",), "2023-03-04")

    assert after.decode() == FILE.replace("---\nThe", "retrieved: 2023-03-04\n---\nThe")


def test_another_body_ends_its_lines_as_the_file_does() -> None:
    after = put_body(FILE.replace("\n", "\r\n").encode(), "One.\n\nTwo.")

    assert body_of(after) == "\r\nOne.\r\n\r\nTwo.\r\n"


@pytest.mark.parametrize("content", [b"No front matter.", b"---\ntitle: a\n", b"---\na: [\n---\n"])
def test_what_cannot_be_told_apart_is_refused(content: bytes) -> None:
    with pytest.raises(NotRewritten):
        reword(content, {(2, 8): "b"})


def test_a_place_without_a_value_is_refused() -> None:
    with pytest.raises(NotRewritten):
        reword(FILE.encode(), {(3, 1): "b"})
