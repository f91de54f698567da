"""Passages are looked for in saved copies once, and again only when one of the two is another."""

from hashlib import sha256
from pathlib import Path

import pytest

from site_builder import verification
from site_builder.build import build, read_linked
from site_builder.model.verification import Comparison, Wanted
from site_builder.reading.copies import compare
from site_builder.request import Report, Request
from site_builder.state import State
from site_builder.verification import Copies, copied_sources, resting_on, verify
from tests.problems.sites import write_site
from tests.small_site import small_site

LI = "type: person\nname: Li"
SAID = "type: quotation, exact: they never met, speaker: li"


def article(via: str, title: str = "A") -> str:
    """Write an article with one quotation."""
    said = f"{{{SAID}, id: said, via: {via}}}"
    return f"title: {title}\nannotations: {said}\n---\nLi says that they never met."


FILES = {
    "entities/li.md": LI,
    "sources/readout.md": "type: readout\ntitle: A readout\ncopy: readout.txt",
    "sources/tape.md": "type: interview\ntitle: A tape\ncopy: tape.txt",
    "sources/wire.md": "type: report\ntitle: A wire",
    "articles/a.md": article("[readout, wire]"),
    "articles/b.md": article("[tape, readout]"),
    "articles/c.md": article("wire"),
}
DIGESTS = {"readout.txt": "1", "tape.txt": "2"}
TEXTS = {"readout.txt": "They never met? they never met.", "tape.txt": "they met often"}


class Shelf:
    """Copies whose texts are given out, and a note of which were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def text(self, path: str) -> str | None:
        """Give the text of a copy."""
        self.asked.append(path)
        return TEXTS.get(path)


def test_the_words_of_every_article_are_looked_for_in_each_copy_it_rests_on() -> None:
    archive = small_site(FILES).archive

    verified = verify(archive, archive.articles, Copies(DIGESTS, Shelf().text))

    assert verified.compared == {
        "a": {("said", "readout"): Comparison("verified")},
        "b": {
            ("said", "readout"): Comparison("verified"),
            ("said", "tape"): Comparison("failed", "they met"),
        },
    }


def test_each_copy_is_asked_for_once_and_not_again_for_what_is_known() -> None:
    archive, shelf = small_site(FILES).archive, Shelf()
    copies = Copies(DIGESTS, shelf.text)

    first = verify(archive, archive.articles, copies)
    again = verify(archive, archive.articles, copies._replace(answers=first.answers))

    assert sorted(shelf.asked) == ["readout.txt", "tape.txt"]
    assert again == first


def test_what_is_known_of_other_bytes_counts_for_nothing() -> None:
    archive, shelf = small_site(FILES).archive, Shelf()
    first = verify(archive, archive.articles, Copies(DIGESTS, shelf.text))
    shelf.asked.clear()

    changed = Copies({**DIGESTS, "tape.txt": "3"}, shelf.text, first.answers)
    verify(archive, archive.articles, changed)

    assert shelf.asked == ["tape.txt"]


def test_a_copy_that_is_not_there_tells_nothing() -> None:
    archive = small_site(FILES).archive

    assert verify(archive, archive.articles, Copies({}, Shelf().text)).compared == {}


def test_what_rests_on_a_copy_that_cannot_be_read_is_unchecked() -> None:
    archive = small_site(FILES).archive

    verified = verify(archive, ["a"], Copies(DIGESTS, lambda _: None))

    assert verified.compared == {"a": {("said", "readout"): Comparison("unchecked")}}


def test_what_a_copy_is_silent_on_is_not_looked_for_in_it() -> None:
    claim = "type: claim, exact: they never met, value: not-mentioned, via: tape"
    files = {**FILES, "articles/a.md": f"title: A\nannotations: {{{claim}}}\n---\nthey never met"}
    archive = small_site(files).archive

    assert verify(archive, ["a"], Copies(DIGESTS, Shelf().text)).compared == {}


def test_the_articles_that_rest_on_a_copy_are_found_from_it() -> None:
    archive = small_site(FILES).archive

    sources = copied_sources(archive, ["tape.txt"])

    assert sources == {"tape"}
    assert resting_on(archive, sources) == {"b"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write the site into a folder, with its copies."""
    files: dict[str, str | bytes] = {
        f"content/{path}": f"---\n{text}{'' if '---' in text else chr(10) + '---'}\n"
        for path, text in FILES.items()
    }
    copies = {f"content/copies/{path}": text for path, text in TEXTS.items()}
    return write_site(tmp_path, {**files, **copies})


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note in which texts words are looked for."""
    texts: list[str] = []

    def noted(text: str, wanted: Wanted) -> Comparison:
        texts.append(text)
        return compare(text, wanted)

    monkeypatch.setattr(verification, "compare", noted)
    # Else hardly a file here were old enough for the file system's word to be taken.
    monkeypatch.setattr("site_builder.read.SETTLED_NS", 0)
    return texts


def make(site: Path, last: State | None = None) -> tuple[Report, State]:
    """Build a site in this process."""
    return build(Request(site=site, jobs=1), last=last)


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_build_after_another_looks_for_nothing_that_is_known(
    site: Path, looked_for: list[str], *, in_memory: bool
) -> None:
    _, state = make(site)
    assert len(looked_for) == 3
    looked_for.clear()

    page = site / "content/articles/c.md"
    page.write_text(page.read_text("utf-8") + "More.\n", "utf-8")
    make(site, state if in_memory else None)

    assert looked_for == []


@pytest.mark.parametrize("in_memory", [True, False])
def test_an_edited_copy_is_compared_again_and_its_pages_alone_are_made(
    site: Path, looked_for: list[str], *, in_memory: bool
) -> None:
    _, state = make(site)
    looked_for.clear()

    (site / "content/copies/tape.txt").write_text("Indeed they never met.", "utf-8")
    report, _ = make(site, state if in_memory else None)

    assert looked_for == ["Indeed they never met."]
    pages = {path for path in report.written if path.endswith("index.html")}
    # The other source of the same quotation tells of both.
    assert pages == {
        "articles/b/index.html",
        "entities/li/index.html",
        "sources/readout/index.html",
        "sources/tape/index.html",
    }
    assert report.problems == ()


def test_a_copy_whose_words_stay_changes_no_page(site: Path) -> None:
    _, state = make(site)

    (site / "content/copies/tape.txt").write_text("They “met” often? they met often", "utf-8")
    report, _ = make(site, state)

    assert report.written == ()
    assert [problem.code for problem in report.problems] == ["quote-not-in-copy"]


def test_a_copy_of_which_the_digest_was_taken_may_not_change(site: Path) -> None:
    tape = site / "content/copies/tape.txt"
    digest = sha256(tape.read_bytes()).hexdigest()
    source = site / "content/sources/tape.md"
    source.write_text(source.read_text("utf-8").replace("copy:", f"sha256: {digest}\ncopy:"))
    report, state = make(site)
    assert report.is_good

    tape.write_text("They met.", "utf-8")
    changed, state = make(site, state)
    tape.write_text(TEXTS["tape.txt"], "utf-8")
    restored, _ = make(site, state)

    assert [p.code for p in changed.problems] == ["quote-not-in-copy", "copy-changed"]
    assert not changed.is_good
    assert restored.is_good
    assert restored.problems == report.problems


def test_a_copy_that_gets_other_bytes_while_a_build_fails_is_compared_after_it(site: Path) -> None:
    _, state = make(site)
    broken = site / "content/articles/d.md"
    broken.write_text("---\ntitle: [\n---\n", "utf-8")
    (site / "content/copies/tape.txt").write_text("Indeed they never met.", "utf-8")
    _, state = make(site, state)
    broken.unlink()

    report, _ = make(site, state)

    assert report.is_good
    assert report.problems == ()


def test_a_failed_quotation_is_a_warning_that_a_strict_build_fails_on(site: Path) -> None:
    strict = Request(site=site, jobs=1, strict=True)

    report, _ = build(strict)

    assert [(p.code, p.severity) for p in report.problems] == [("quote-not-in-copy", "warning")]
    assert not report.is_good


def test_no_word_of_a_copy_is_published(site: Path) -> None:
    (site / "content/copies/tape.txt").write_text("Indeed zqx they never met.", "utf-8")

    make(site)

    output = (file.read_bytes() for file in (site / "output").rglob("*") if file.is_file())
    assert not any(b"zqx" in content for content in output)


def test_a_site_is_looked_through_without_its_cache(site: Path) -> None:
    make(site)

    linked = read_linked(Request(site=site, jobs=1, use_cache=False))

    assert len(linked.catalogue.archive.compared["b"]) == 2
