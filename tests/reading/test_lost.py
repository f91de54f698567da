"""What a file would have defined is known even when its front matter is of no use."""

import pytest

from site_builder.model.target import Target
from site_builder.reading.frontmatter import parse_yaml
from site_builder.reading.lost import lost_of_file, lost_of_mapping


def test_ids_slugs_and_titles_of_a_broken_file_are_found() -> None:
    content = (
        b"---\ntitle: A: B\nslug: the-visit\nevents:\n  - id: arrival\n    title: 'On the way'\n"
        b"  - {id: in-brackets}\n---\n"
    )

    lost = lost_of_file(content)

    assert Target("article", "the-visit") in lost
    assert Target("event", "arrival") in lost
    assert Target("source", "on-the-way") in lost
    assert Target("event", "in-brackets") not in lost


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"id:", b"- id:  \n", b"\r\ntitle: \r\n"]
)
def test_a_file_that_names_nothing_loses_nothing(content: bytes) -> None:
    assert lost_of_file(content) == ()


def test_a_mapping_that_lacks_a_field_loses_its_id_and_those_made_of_its_title() -> None:
    mapping, _ = parse_yaml("date: 2023-03\ntitle: The Visit\nid: visit", "a.md", first_line=1)

    events = {id_ for kind, id_ in lost_of_mapping(mapping) if kind == "event"}

    assert events == {"visit", "the-visit", "2023-03-the-visit"}
