"""What is merged into front matter is added; whatever the author wrote keeps its bytes."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.suggesting.front_matter import (
    Addition,
    Item,
    NotMerged,
    block_item,
    flow_item,
    scalar,
)
from site_builder.desk.suggesting.merge import merge
from site_builder.reading.frontmatter import Mapping as Node
from site_builder.reading.frontmatter import Scalar, Sequence, parse_document

ENTITIES = Addition("entities", ("minsk", "xi-jinping"))
QUOTATION: Item = {
    "type": "quotation",
    "exact": "we never set ourselves “the task”: not once, and not for anybody who might have "
    "asked us to",
    "via": ("aides", "afp"),
    "draft": True,
}
ANNOTATIONS = Addition("annotations", (QUOTATION,))

# Each is a value that a key may have, with the lines that belong to it.
STYLES = (
    " [beijing]",
    " [ beijing,\n  moscow, ]  # two",
    " []",
    " []  # none yet",
    "",
    "  # none yet",
    "\n- beijing",
    "\n  - beijing  # the city\n  # moscow comes later\n",
    "\n\n    - beijing\n\n    - 'moscow'\n    # - kyiv\n\n# of all of them\n",
    "\n  - type: note\n    body: |\n      Two lines,\n      # and no comment.\n\n",
    "\n  - type: note\n    body: >+\n      Kept.\n\n\n",
    '\n  - {type: note, body: "a: b"}\n  - type: note\n    body: "one\n      two"',
    "\n  - type: note\n    body: &words said\n  - type: note\n    body: *words",
    "\n  - type: note\n    body:\n  # nothing is said\n",
    " beijing",
    " 'beijing'  # alone",
)
styles = st.sampled_from(STYLES)
newlines = st.sampled_from(["\n", "\r\n", "\r"])


def plain(node: object) -> object:
    """Give a node of front matter without its places."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Node():
            return {key.text: plain(value) for key, value in node.entries}
    return None


def plain_item(item: Item) -> object:
    """Give an item as it is read."""
    if isinstance(item, str):
        return item
    read: dict[str, object] = {}
    for key, value in item.items():
        read[key] = "true" if value is True else list(value) if isinstance(value, tuple) else value
    return read


def matter(content: bytes) -> Mapping[str, object]:
    """Read the front matter of a file."""
    read = plain(parse_document(content, "a.md").matter)
    assert isinstance(read, dict)
    return read


def is_within(before: bytes, after: bytes) -> bool:
    """Tell whether one text is another in which something was put."""
    rest = iter(after)
    return all(sign in rest for sign in before)


@given(
    values=st.fixed_dictionaries({}, optional={"entities": styles, "annotations": styles}),
    others=st.lists(st.sampled_from(["title: x", "# a remark", 'summary: "a  b"', ""]), max_size=4),
    newline=newlines,
    mark=st.sampled_from(["", "\ufeff"]),
    body=st.text(alphabet="a \n-:#é", max_size=20),
)
def test_all_that_was_there_stays_and_the_items_come_after_it(
    values: dict[str, str], others: list[str], newline: str, mark: str, body: str
) -> None:
    others = list(dict.fromkeys(others))
    lines = [*others[:2], *(f"{key}:{value}" for key, value in values.items()), *others[2:]]
    text = f"{mark}---\n" + "".join(f"{line}\n" for line in lines) + f"---\n{body}"
    before = text.replace("\n", newline).encode()
    was = matter(before)

    after = merge(before, (ENTITIES, ANNOTATIONS), "a.md")

    assert is_within(before, after)
    assert after.endswith(f"---\n{body}".replace("\n", newline).encode())
    assert newline == "\n" or b"\n" not in after.replace(newline.encode(), b"")
    assert after.startswith(mark.encode())
    now = matter(after)
    for key, items in (ENTITIES, ANNOTATIONS):
        listed = was.get(key) or []
        whole = listed if isinstance(listed, list) else [listed]
        assert now[key] == [*whole, *map(plain_item, items)]
    assert {key: now[key] for key in was if key not in {"entities", "annotations"}} == {
        key: value for key, value in was.items() if key not in {"entities", "annotations"}
    }


def test_a_list_keeps_its_hyphens_where_its_author_put_them() -> None:
    before = b"---\nentities:\n    - beijing  # the city\n    # moscow\n\ntitle: x\n---\n"

    after = merge(before, (ENTITIES,), "a.md")

    assert after == (
        b"---\nentities:\n    - beijing  # the city\n    # moscow\n    - minsk\n    - xi-jinping\n"
        b"\ntitle: x\n---\n"
    )


def test_front_matter_in_braces_is_added_to_within_them() -> None:
    after = merge(b"---\n{title: x, entities: [beijing]}\n---\n", (ENTITIES, ANNOTATIONS), "a.md")

    assert after.startswith(
        b"---\n{title: x, entities: [beijing, minsk, xi-jinping], annotations: ["
    )


@pytest.mark.parametrize(
    "written",
    [
        "entities: {a: b}",
        "others: &others [beijing]\nentities: *others",
        "entities: &all [beijing]\nothers: *all",
        "entities: |\n  beijing",
        "annotations:\n  type: note\nentities: !!set {a}",
    ],
)
def test_what_cannot_be_added_to_without_changing_more_is_refused(written: str) -> None:
    with pytest.raises(NotMerged, match=r"a\.md|entities|annotations"):
        merge(f"---\ntitle: x\n{written}\n---\n".encode(), (ENTITIES, ANNOTATIONS), "a.md")


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_a_text_is_read_as_it_is_however_it_is_written(text: str) -> None:
    lines = [f"key: {scalar(text)}", *block_item({"key": text}, ""), f"- {flow_item({'k': text})}"]
    content = f"---\n{lines[0]}\nlist:\n" + "\n".join(lines[1:]) + "\n---\n"

    assert matter(content.encode()) == {"key": text, "list": [{"key": text}, {"k": text}]}
