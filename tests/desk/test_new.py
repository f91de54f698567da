"""A file is made for each kind, under an id that nothing has, and the site stays whole."""

import re
import sys
from pathlib import Path
from typing import get_args

import pytest

from site_builder.build import check
from site_builder.desk.new import Made, NotMade, Wanted, edit_file, make_file, values_of
from site_builder.reading.article import read_article
from site_builder.reading.records import read_record
from site_builder.reading.tools import Options, make_tools
from site_builder.request import Request
from tests.site.builds import NOW, write_site

KINDS: tuple[Made, ...] = get_args(Made)
TITLES = (
    "A day in Minsk",
    "Один день: «да» и нет",
    "一天",
    "يوم في مينسك",
    "🦆🦆",
    "word " * 60,
    "x" * 300,
    "yes",
    "- # : [a] {b}",
    "Line\none",
    "a day in minsk",
)
OPTIONS: dict[Made, dict[str, object]] = {
    "article": {
        "date": "2023-03-01",
        "author": "A, B",
        "publisher": "paper",
        "url": "https://example.org/a?b=1#c",
        "language": "ru",
        "story": ("running",),
        "summary": "It is: so.",
    },
    "entity": {
        "type": "person",
        "alias": ("Xi", "习近平"),
        "url": "https://example.org/",
        "wikidata": "Q15031",
        "summary": "One.",
    },
    "event": {"date": "2023-03~", "place": "minsk", "story": ("running",), "summary": "One."},
    "source": {
        "type": "readout",
        "date": "2023-03",
        "author": "A",
        "publisher": "Nobody of the kind",
        "url": "https://example.org/",
        "language": "be",
    },
    "story": {"summary": "One."},
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site with what options name."""
    return write_site(
        tmp_path,
        {
            "entities/minsk.md": "---\ntype: place\nname: Minsk\n---\n",
            "entities/media/paper.md": "---\ntype: media\nname: The Paper\n---\n",
            "stories/running.md": "---\ntitle: Running\n---\n",
        },
    )


def make(site: Path, kind: Made, name: str, **given: object) -> Path:
    """Make a file, as the command does."""
    id_ = str(given.pop("id", ""))
    wanted = Wanted(kind=kind, name=name, id=id_, values=values_of(kind, given))
    return make_file(Request(site=site, jobs=1, now=NOW), wanted)


def problems(site: Path) -> list[str]:
    """Check a site with its drafts."""
    report = check(Request(site=site, jobs=1, now=NOW, drafts=True, future=True))
    return [f"{problem.path}: {problem.message}" for problem in report.problems]


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_all_titles_pass_and_none_is_overwritten(site: Path, kind: Made) -> None:
    made = [make(site, kind, title) for title in TITLES]

    assert len({path.name.lower() for path in made}) == len(TITLES)
    assert problems(site) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_all_its_options_passes(site: Path, kind: Made) -> None:
    make(site, kind, "A name", **OPTIONS[kind])

    assert problems(site) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_in_comments_can_be_taken_out_of_them(site: Path, kind: Made) -> None:
    content = make(site, kind, "A name").read_text(encoding="utf-8")
    open_ = re.sub(r"^# ?(?=\w+(?:-\w+)?:|  )", "", content, flags=re.MULTILINE)
    tools = make_tools(
        Options(timezone="UTC", raw_html="sanitize", unknown_keys="error", drafts=True)
    )

    assert open_.count("\n#") == 0
    if kind == "article":
        found = read_article(f"{open_}words of the text\n".encode(), "content/articles/a.md", tools)
        assert (found.article is not None, found.problems) == (True, ())
    else:
        other = read_record(kind, open_.encode(), f"content/{kind}/a.md", tools)
        assert (other.record is not None, other.problems) == (True, ())


def test_a_number_follows_an_id_that_is_taken_in_any_folder(site: Path) -> None:
    assert make(site, "entity", "Paper").name == "paper-2.md"
    assert make(site, "entity", "Paper").name == "paper-3.md"


def test_an_id_that_an_article_gives_to_its_own_source_is_taken(site: Path) -> None:
    article = site / "content/articles/a.md"
    article.parent.mkdir()
    source = "sources: [{id: the-tape, type: report, title: T}]"
    article.write_text(f"---\ntitle: A\n{source}\n---\n", encoding="utf-8")

    assert make(site, "source", "The tape").name == "the-tape-2.md"


def test_an_id_that_is_asked_for_is_kept_or_refused(site: Path) -> None:
    assert make(site, "entity", "Somebody", id="minsk-2").name == "minsk-2.md"
    for taken in ("minsk", "paper", "Not an id", "../up"):
        with pytest.raises(NotMade, match=r"taken|cannot be an id"):
            make(site, "entity", "Somebody", id=taken)


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        ("entity", {"date": "2023"}, "--date is not for an entity"),
        ("story", {"type": "x"}, "--type is not for a story"),
        ("entity", {"type": "persn"}, "persn"),
        ("entity", {"wikidata": "foo"}, "foo"),
        ("event", {"date": "tomorrow"}, "tomorrow"),
        ("source", {"url": "nowhere"}, "nowhere"),
        ("event", {"place": "mins"}, 'no entity has the id "mins"; did you mean "minsk"'),
        ("event", {"place": "nowhere"}, "site-builder new entity makes one"),
        ("article", {"story": ("running", "runing")}, 'no story has the id "runing"'),
        ("source", {"publisher": "papers"}, 'no entity has the id "papers"'),
    ],
)
def test_what_would_be_a_problem_is_said_and_nothing_is_made(
    site: Path, kind: Made, given: dict[str, str | tuple[str, ...]], said: str
) -> None:
    before = sorted(site.rglob("*.md"))

    with pytest.raises(NotMade, match=said):
        make(site, kind, "A name", **given)

    assert sorted(site.rglob("*.md")) == before


@pytest.mark.parametrize("name", ["", "  ", "\x00\n"])
def test_a_name_without_a_sign_is_none(site: Path, name: str) -> None:
    with pytest.raises(NotMade, match="a name must have"):
        make(site, "story", name)


def test_an_editor_is_run_with_its_own_arguments(tmp_path: Path) -> None:
    file, script = tmp_path / "a file.md", tmp_path / "an editor.py"
    script.write_text("import sys\nopen(sys.argv[2], 'w').write(sys.argv[1])\n", encoding="utf-8")

    said = edit_file(file, {"VISUAL": f"'{sys.executable}' '{script}' --wait", "EDITOR": "false"})

    assert (said, file.read_text(encoding="utf-8")) == ("", "--wait")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "set VISUAL or EDITOR"),
        ({"EDITOR": "/nowhere/editor"}, "cannot be run"),
        ({"EDITOR": "'"}, "cannot be run"),
        ({"EDITOR": "false"}, "ended with 1"),
    ],
)
def test_an_editor_that_does_not_work_is_said(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    assert said in edit_file(tmp_path / "a.md", environment)
