"""What an article's text tells is shown or merged into its file, and the site stays whole."""

import re
from pathlib import Path

import pytest

from bench.suggestions import measure_all
from site_builder.build import check
from site_builder.desk.suggest import NoSuchArticle, merge_into, suggest
from site_builder.desk.suggesting.front_matter import NotMerged
from site_builder.model.problems import ProblemsFound
from site_builder.request import Request
from tests.site.builds import NOW, ROOT, copy_example, write_site

ARTICLE = """\
---
title: "The quay"   # as printed
published: 2023-03-01
display: excerpt  # its text is theirs

entities: [ port-esker, ]  # to be completed
annotations:
- type: note
  exact: 'The quay'
  body: >-
    Nobody says which.

# end of what the desk knows
---

The quay of Port Esker opened on Tuesday. “We are ready,” Marta Ortiz said, according to
remarks released by her office. See [the minutes](https://esker.example/minutes).
"""
FILES = {
    "articles/quay.md": ARTICLE,
    "entities/port-esker.md": "---\ntype: place\nname: Port Esker\n---\n",
    "entities/marta-ortiz.md": "---\ntype: person\nname: Marta Ortiz\n---\n",
    "sources/release.md": "---\ntype: press-release\ntitle: Remarks as released\n---\n",
}
ADDED = """\
- type: quotation
  exact: We are ready
  speaker: marta-ortiz
  cue: said
  kind: direct
  via: [release]
  draft: true
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site with one article that says little of itself."""
    return write_site(tmp_path, FILES)


def ask(site: Path, *, drafts: bool = False) -> Request:
    """Ask for a site, in this process."""
    return Request(site=site, jobs=1, now=NOW, drafts=drafts)


def test_suggestions_are_merged_and_nothing_else_is_changed(site: Path) -> None:
    file = site / "content/articles/quay.md"

    assert merge_into(ask(site), suggest(ask(site), "quay"))

    merged = file.read_text(encoding="utf-8")
    assert "entities: [ port-esker, marta-ortiz, ]  # to be completed" in merged
    assert f"    Nobody says which.\n{ADDED}\n# end of what the desk knows\n" in merged
    assert "events:\n  - date: 2023-02-28\n" in merged
    assert "url: https://esker.example/minutes\n    draft: true\n" in merged
    without = merged.replace(", marta-ortiz", "").replace(ADDED, "")
    assert re.sub(r"events:\n.*?(?=---\n\n)", "", without, flags=re.DOTALL) == ARTICLE


@pytest.mark.parametrize("drafts", [False, True])
def test_a_site_is_without_problems_after_suggestions_are_merged(
    site: Path, *, drafts: bool
) -> None:
    merge_into(ask(site), suggest(ask(site), "quay"))

    assert check(ask(site, drafts=drafts)).problems == ()


def test_what_was_merged_is_not_suggested_again(site: Path) -> None:
    merge_into(ask(site), suggest(ask(site), "quay"))
    merged = (site / "content/articles/quay.md").read_bytes()

    again = suggest(ask(site), "quay")

    assert again.suggestions.additions == ()
    assert not merge_into(ask(site), again)
    assert (site / "content/articles/quay.md").read_bytes() == merged


def test_line_ends_mark_and_permissions_of_a_file_stay(site: Path) -> None:
    file = site / "content/articles/quay.md"
    file.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    file.chmod(0o640)

    merge_into(ask(site), suggest(ask(site), "quay"))

    merged = file.read_bytes()
    assert merged.startswith(b"\xef\xbb\xbf---\r\n")
    assert ADDED.replace("\n", "\r\n").encode() in merged
    assert b"\n" not in merged.replace(b"\r\n", b"")
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["quay.md"]


@pytest.mark.parametrize("named", ["quay", "content/articles/quay.md"])
def test_an_article_is_named_by_its_slug_or_its_file(site: Path, named: str) -> None:
    assert suggest(ask(site), named).path == "content/articles/quay.md"


@pytest.mark.parametrize("named", ["key", "content/entities/marta-ortiz.md", "../quay.md"])
def test_what_names_no_article_is_said(site: Path, named: str) -> None:
    with pytest.raises(NoSuchArticle, match="no article is named"):
        suggest(ask(site), named)


def test_a_file_that_cannot_be_read_tells_its_problems(site: Path) -> None:
    (site / "content/articles/quay.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")

    with pytest.raises(ProblemsFound):
        suggest(ask(site), "content/articles/quay.md")


def test_a_file_that_was_saved_meanwhile_is_left_alone(site: Path) -> None:
    suggested = suggest(ask(site), "quay")
    edited = ARTICLE.replace("Nobody", "Somebody")
    (site / "content/articles/quay.md").write_text(edited, encoding="utf-8")

    with pytest.raises(NotMerged, match="meanwhile"):
        merge_into(ask(site), suggested)

    assert (site / "content/articles/quay.md").read_text(encoding="utf-8") == edited


def test_what_is_shown_can_be_pasted(site: Path) -> None:
    lines = suggest(ask(site), "quay").say(is_written=False)
    head, body = ARTICLE.partition("entities:")[0], ARTICLE.partition("\n---\n")[2]
    pasted = "\n".join([*head.splitlines(), *lines, "---", body])

    (site / "content/articles/quay.md").write_text(pasted, encoding="utf-8")

    assert check(ask(site, drafts=True)).problems == ()


def test_articles_of_the_example_site_can_be_begun_with_suggestions(tmp_path: Path) -> None:
    site = copy_example(tmp_path)
    slugs = ["lukashenko-backs-an-initiative", "a-day-with-two-lis", "one-source-two-echoes"]
    for path in site.rglob("content/articles/**/*.md"):
        _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        if path.stem in slugs:
            kept = re.findall(r"^(?:title|published|language|publisher):.*\n", matter, re.MULTILINE)
            path.write_text(f"---\n{''.join(kept)}---\n{body}", encoding="utf-8")
    before = {problem for problem in check(ask(site)).problems if problem.severity == "error"}

    for slug in slugs:
        assert merge_into(ask(site), suggest(ask(site), slug))

    after = {problem for problem in check(ask(site)).problems if problem.severity == "error"}
    assert {problem.message for problem in after} <= {problem.message for problem in before}


def test_suggestions_for_the_example_site_are_mostly_what_its_desk_wrote() -> None:
    tallies = measure_all(ROOT)

    assert tallies["entities"].precision > 0.9
    assert tallies["entities"].recall > 0.9
    assert tallies["with speaker"].precision > 0.8
    assert tallies["with speaker"].recall > 0.5
    assert tallies["dates"].precision > 0.7
