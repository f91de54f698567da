"""A place in a text of front matter is that of the same sign in the file, however YAML wrote it."""

import json
from textwrap import TextWrapper

from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.text import Markdown
from site_builder.reading.folded_places import unfolded
from site_builder.reading.frontmatter import Mapping, Scalar, Sequence, parse_yaml

PATH = "content/articles/visit.md"

SIGNS = st.text("abé中'\"\\x#👍", min_size=1, max_size=4)
PARAGRAPHS = st.lists(st.lists(SIGNS, min_size=1, max_size=12), min_size=1, max_size=3)


def _numbered(paragraphs: list[list[str]]) -> list[list[str]]:
    """Make each word one that stands only once."""
    return [
        [f"w{row}x{place}.{word}." for place, word in enumerate(words)]
        for row, words in enumerate(paragraphs)
    ]


def _folded(text: str, width: int) -> str:
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill(text)


def _written(style: str, paragraphs: list[list[str]], *, width: int) -> str:
    """Write paragraphs as the value of a key in a list, as YAML allows."""
    texts = [" ".join(words) for words in paragraphs]
    match style:
        case '"':
            quoted = json.dumps("\n\n".join(texts), ensure_ascii=False)
            return f"- key: {quoted}\n"
        case "'":
            quoted = "\n\n\n".join(_folded(text, width) for text in texts).replace("'", "''")
            return "- key: '" + quoted.replace("\n", "\n    ") + "'\n"
        case "plain":
            value = "\n\n\n".join(_folded(text, width) for text in texts)
            return "- key: " + value.replace("\n", "\n    ") + "\n"
        case _:
            between = "\n\n" if style == "|" else "\n\n\n"
            value = between.join(_folded(text, width) for text in texts)
            return f"- key: {style}\n      " + value.replace("\n", "\n      ") + "\n"


def _scalar(yaml: str) -> Scalar:
    node, _ = parse_yaml(f"list:\n{yaml}", PATH, first_line=2)
    items = node.entries[0][1]
    assert isinstance(items, Sequence)
    assert isinstance(items.items[0], Mapping)
    value = items.items[0].entries[0][1]
    assert isinstance(value, Scalar)
    return value


@given(st.sampled_from(["|", ">", ">-", '"', "'", "plain"]), PARAGRAPHS, st.integers(8, 60))
def test_a_word_is_found_where_it_stands_in_the_file(
    style: str, paragraphs: list[list[str]], width: int
) -> None:
    words = _numbered(paragraphs)
    yaml = _written(style, words, width=width)
    lines = ["---", "list:", *yaml.split("\n")]
    scalar = _scalar(yaml)
    markdown = Markdown(scalar.text, scalar.line, scalar.column)

    place = unfolded(markdown, lines) or (lambda counted: counted)

    for word in (word for row in words for word in row):
        name = f"{word.partition('.')[0]}."
        start = scalar.text.index(name)
        row = scalar.text.count("\n", 0, start)
        column = start - scalar.text.rfind("\n", 0, start) - 1
        line, found = place((scalar.line + row, scalar.column + column))
        assert lines[line - 1][found - 1 :].startswith(name)


def test_a_text_that_stands_as_it_is_needs_no_counting() -> None:
    lines = ["---", "body: |", "  One", "", "    two", "---"]

    assert unfolded(Markdown("One\n\n  two\n", 3, 3), lines) is None
    assert unfolded(Markdown("They met.", 1, 7), ["key:  They met."]) is None


def test_a_block_that_begins_with_a_mark_is_not_taken_for_a_quoted_text() -> None:
    lines = ["---", "body: >", '  "One" and', "  'two'", "---"]

    place = unfolded(Markdown("\"One\" and 'two'\n", 3, 3), lines)

    assert place is not None
    assert place((3, 3 + 10)) == (4, 3)
