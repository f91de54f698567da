"""The names that the jump-to box leads to."""

import msgspec

from site_builder.writing.search.jump import MOST_BYTES, Way, make_names
from site_builder.writing.search.places import NAMES
from tests.small_site import EVERYTHING, SmallSite, small_site
from tests.writing.exports.hostile import DRAFT, hostile_files

FILES = {
    "entities/lukashenko.md": (
        "name: Alexander Lukashenko\ntype: person\naliases: [Лукашенко, 卢卡申科]\n"
    ),
    "articles/a.md": "title: A state visit\npublished: 2023-03-02\n---\nText.\n",
    "articles/b.md": "title: Unpublished\ndraft: true\n---\nText.\n",
}


class File(msgspec.Struct, frozen=True):
    """One file of names, as the script reads it."""

    files: int
    names: tuple[Way, ...]


def files_of(site: SmallSite) -> dict[str, File]:
    """Read all files of names."""
    made = make_names(site.making.catalogue)
    return {path: msgspec.json.decode(content, type=File) for path, content in made.items()}


def test_names_carry_their_aliases_in_every_script_and_headlines_lead_to_articles() -> None:
    assert files_of(small_site(FILES)) == {
        NAMES: File(
            1,
            (
                Way(
                    "entity",
                    "Alexander Lukashenko",
                    "entities/lukashenko/",
                    ("Лукашенко", "卢卡申科"),
                ),
                Way("article", "A state visit", "articles/a/"),
            ),
        )
    }


def test_names_of_drafts_are_not_given_even_where_drafts_are_shown() -> None:
    made = make_names(small_site(FILES, shown=EVERYTHING).making.catalogue)
    assert b"Unpublished" not in made[NAMES]

    made = make_names(small_site(hostile_files(), shown=EVERYTHING).making.catalogue)
    assert DRAFT.encode() not in b"".join(made.values())


def test_many_names_go_into_several_files_none_of_which_is_large() -> None:
    files = {
        f"entities/e{number}.md": f"name: Number {number}\ntype: person\naliases: [{'x' * 5_000}]\n"
        for number in range(90)
    }
    site = small_site(files)
    made = make_names(site.making.catalogue)

    assert len(made) == 3
    assert all(len(content) < MOST_BYTES + 100 for content in made.values())
    read = files_of(site)
    assert {file.files for file in read.values()} == {3}
    assert sum(len(file.names) for file in read.values()) == 90


def test_a_site_without_names_has_an_empty_file() -> None:
    assert files_of(small_site({})) == {NAMES: File(1, ())}
