"""The names of the entities that an article declares are found in its text."""

from site_builder.model.article import FoundMention
from tests.small_site import Read, read_all

ENTITIES = {
    "entities/xi.md": "{type: person, name: Xi Jinping, aliases: [Xi, 习近平]}",
    "entities/xi-an.md": "{type: place, name: Xi'an, aliases: Xi}",
    "entities/minsk.md": "{type: place, name: Minsk}",
}


def _read(matter: str, body: str) -> Read:
    return read_all(ENTITIES | {"articles/a.md": f"title: A\n{matter}\n---\n{body}"})


def _found(read: Read) -> list[tuple[str, str]]:
    return [(mention.entity, mention.words) for mention in _mentions(read)]


def _mentions(read: Read) -> tuple[FoundMention, ...]:
    return read.packets["content/articles/a.md"].mentions


def test_only_declared_names_are_found() -> None:
    read = _read("entities: [xi, entity:minsk, nobody]", "Xi and 习近平 in Minsk and Xi'an.")

    assert _found(read) == [("xi", "Xi"), ("xi", "习近平"), ("minsk", "Minsk"), ("xi", "Xi")]
    assert _found(_read("topics: a", "Xi in Minsk.")) == []


def test_a_name_that_two_share_is_told_until_a_mention_settles_it() -> None:
    both = "entities: [xi, xi-an]"
    told = _read(both, "Xi is far.")
    settled = _read(
        f"{both}\nannotations: {{type: mention, exact: Xi, entity: entity:xi-an}}", "Xi is far."
    )

    assert [problem.code for problem in told.problems] == ["alias-ambiguous"]
    assert settled.problems == ()
    assert _found(settled) == [("xi-an", "Xi")]


def test_a_mention_means_its_entity_whatever_its_words() -> None:
    read = _read(
        "annotations: {type: mention, exact: the guest, entity: xi}", "Then the guest left."
    )

    assert _found(read) == [("xi", "the guest")]


def test_an_entity_that_is_withheld_is_not_looked_for() -> None:
    files = {
        "entities/minsk.md": "{type: place, name: Minsk, draft: yes}",
        "articles/a.md": "title: A\nentities: minsk\n---\nIn Minsk.",
    }

    assert _mentions(read_all(files)) == ()
    assert len(_mentions(read_all(files, drafts=True))) == 1
