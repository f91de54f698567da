"""A site's own exports make what they declare, and whatever is wrong with them is told."""

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.text import Located
from site_builder.own import find_own, run_own
from site_builder.reading.own_export import read_own_export
from site_builder.request import ConfigBroken, Report, Request
from site_builder.state import State
from tests.problems.sites import SETTINGS, write_site
from tests.small_site import small_site

DECLARED = 'FILES = {"data/a.txt": "A."}\n'
WHOLE = f"""{DECLARED}
def export(archive):
    yield "data/a.txt", "\\n".join(archive.articles).encode()
"""


def _told(source: str) -> Problem:
    """Say what is wrong with an export, at the latest when it runs."""
    with pytest.raises(ProblemsFound) as caught:
        run_own(read_own_export(source.encode(), "exports/a.py"), small_site({}).archive)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("exports/a.py", "export-broken")
    return problem


def test_it_makes_files_of_the_archive() -> None:
    own = read_own_export(WHOLE.encode(), "exports/a.py")

    made = run_own(own, small_site({"articles/a.md": "title: A"}).archive)

    assert own.files == {"data/a.txt": "A."}
    assert made == {"data/a.txt": b"a"}


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("def export(archive):\n    return 1 / 0", 3, "ZeroDivisionError"),
        ("def export(archive):\n    yield 1\n    raise SystemExit", 4, "SystemExit"),
        ("def export(archive):\n    import nowhere_at_all", 3, "nowhere_at_all"),
        ("raise KeyError('a')\ndef export(archive): ...", 2, "KeyError"),
        ("def export(): ...", 1, "TypeError"),
        ("def export(archive):\n    return 5", 1, "TypeError"),
        ("def export(archive):\n    yield 'data/a.txt'", 1, "'data/a.txt'"),
        ("def export(archive):\n    yield 'data/a.txt', 'a'", 1, "('data/a.txt', 'a')"),
        ("def export(archive):\n    yield 'data/b.txt', b''", 1, "data/b.txt"),
        ("def export(archive):\n    return [('data/a.txt', b'')] * 2", 1, "twice"),
        ("def export(archive):\n    return ()", 1, "did not yield data/a.txt"),
    ],
)
def test_what_goes_wrong_is_told_with_its_line(body: str, line: int, words: str) -> None:
    problem = _told(f"{DECLARED}{body}\n")

    assert problem.line == line
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def export(archive: ...", 1),
        ("a\0b", 1),
        (DECLARED, 1),
        ("def export(archive): ...", 1),
        ("\nFILES = dict(a='b')\ndef export(archive): ...", 2),
        ("FILES = {}\ndef export(archive): ...", 1),
        ("FILES = {'a': 1}\ndef export(archive): ...", 1),
        ("FILES = ['a']\ndef export(archive): ...", 1),
    ],
)
def test_what_it_does_not_declare_is_told_without_running_it(source: str, line: int) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_own_export(source.encode(), "exports/a.py")

    assert [problem.line for problem in caught.value.problems] == [line]


@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "a/", "../a", "a/../b", "a//b", "./a", ".a", "data/.a", "a.", "a ", "a\\b"),
        *("a:b", "a?b", "a#b", "a%2fb", "a\nb", "assets/a.css", "a" * 201, "e\u0301.txt"),
    ],
)
def test_a_path_that_not_every_host_has_is_refused(path: str) -> None:
    source = f"FILES = {{{path!r}: 'A.'}}\ndef export(archive): ...\n"

    with pytest.raises(ProblemsFound) as caught:
        read_own_export(source.encode(), "exports/a.py")

    (problem,) = caught.value.problems
    assert problem.code == "export-broken"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("people.py", "bad-value"),
        ("exports/../people.py", "bad-value"),
        ("/exports/people.py", "bad-value"),
        ("exports/people.txt", "bad-value"),
        ("exports/nobody.py", "missing-file"),
        ("exports/out.py", "symlink-outside"),
    ],
)
def test_only_files_of_the_folder_are_run(tmp_path: Path, name: str, code: str) -> None:
    site = write_site(tmp_path, {"exports/a.py": WHOLE})
    (tmp_path / "outside.py").write_text(WHOLE, encoding="utf-8")
    (site / "exports/out.py").symlink_to(tmp_path / "outside.py")

    with pytest.raises(ProblemsFound) as caught:
        find_own(site, (Located(name, 4, 7),))

    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column, problem.code) == ("site.toml", 4, 7, code)


OWN = f'{SETTINGS}[exports]\nown = "exports/a.py"\n'


def _build(site: Path, last: State | None = None) -> tuple[Report, State]:
    return build(Request(site=site, jobs=1), last=last)


def test_it_is_run_again_when_the_archive_or_its_own_text_has_changed(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"site.toml": OWN, "exports/a.py": WHOLE})
    made = site / "output/data/a.txt"
    article = site / "content/articles/one.md"
    article.parent.mkdir(parents=True)
    _build(site)
    assert made.read_bytes() == b""

    article.write_text("---\ntitle: One\n---\n", encoding="utf-8")
    report, _ = _build(site)
    assert "data/a.txt" in report.written
    assert made.read_bytes() == b"one"

    (site / "exports/a.py").write_text(WHOLE.replace("articles)", "pages)"), encoding="utf-8")
    report, _ = _build(site)
    assert made.read_bytes() == b""


def test_it_is_not_run_for_an_edit_that_shows_nowhere_in_the_archive(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    counting = WHOLE.replace("    yield", f"    import os\n    os.mkdir({str(ran)!r})\n    yield")
    article = "---\ntitle: One\n---\nSome words.\n"
    settings = OWN + "[build]\nsearch = false\n"
    files = {"site.toml": settings, "exports/a.py": counting, "content/articles/one.md": article}
    site = write_site(tmp_path, files)
    _, state = _build(site)

    text = article.replace("words", "signs")
    (site / "content/articles/one.md").write_text(text, encoding="utf-8")
    # To make the folder twice would fail.
    report, _ = _build(site, state)

    assert report.written == ("articles/one/index.html",)
    assert ran.is_dir()


def test_what_it_made_goes_with_it(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"site.toml": OWN, "exports/a.py": WHOLE})
    _build(site)

    (site / "site.toml").write_text(SETTINGS, encoding="utf-8")
    report, _ = _build(site)

    assert report.removed == ("data/a.txt",)


def test_while_it_fails_the_output_stays_as_it_was(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"site.toml": OWN, "exports/a.py": WHOLE})
    _build(site)
    before = (site / "output/data/a.txt").stat()

    broken = WHOLE.replace('"\\n".join', "join")
    (site / "exports/a.py").write_text(broken, encoding="utf-8")
    report, _ = _build(site)

    assert not report.is_good
    assert [(p.path, p.line) for p in report.problems] == [("exports/a.py", 4)]
    assert (site / "output/data/a.txt").stat() == before


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("index.html", {}),
        ("feed.xml", {}),
        ("articles/one/index.html", {"content/articles/one.md": "---\ntitle: One\n---\n"}),
        ("a/b.txt", {"content/static/a/B.txt": "b"}),
        ("A", {"content/static/a/b.txt": "b"}),
        ("stories/s/feed.json", {"content/stories/s.md": "---\ntitle: S\n---\n"}),
    ],
)
def test_it_takes_no_path_that_something_else_has(
    tmp_path: Path, path: str, others: dict[str, str]
) -> None:
    source = WHOLE.replace("data/a.txt", path)
    site = write_site(tmp_path, {"site.toml": OWN, "exports/a.py": source, **others})

    report, _ = _build(site)

    assert {problem.code for problem in report.problems} == {"url-collision"}
    assert not (site / "output").exists()


def test_one_that_cannot_be_read_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    site = write_site(tmp_path, {"site.toml": OWN, "exports/a.py": "FILES = "})

    with pytest.raises(ConfigBroken) as caught:
        _build(site)

    assert [problem.path for problem in caught.value.problems] == ["exports/a.py"]
