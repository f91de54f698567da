"""What is no safe or no whole site is refused by name, and the output stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.model.problems import Problem
from tests.site.builds import (
    Site,
    build_site,
    digests_of,
    request_for,
    run,
    times_of,
    write_site,
)

ARTICLE = "---\ntitle: Article\npublished: 2023-03-01\n---\n\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Write a small site with something of every kind."""
    files = {
        "articles/a.md": ARTICLE,
        "articles/dot.png": "picture",
        "entities/one.md": "---\ntype: person\nname: One\n---\n",
        "pages/about.md": "---\ntitle: About\n---\n",
        "static/favicon.ico": "icon",
    }
    folder = write_site(tmp_path / "site", files)
    return Site(folder, folder / "output")


def problems_of(site: Site) -> tuple[Problem, ...]:
    """Build what cannot be built; give the errors."""
    report, _ = build(request_for(site))
    assert not report.is_good
    return tuple(problem for problem in report.problems if problem.severity == "error")


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/linked.md",
        "content/articles/linked",
        "content/articles/linked.png",
        "content/entities/linked.md",
        "content/copies/linked.txt",
        "content/static/linked.txt",
        "content/static/linked",
        "content/stories",
        "content",
        "templates/article.html",
        "templates/assets/linked.css",
        "templates/assets",
        "templates",
    ],
)
@pytest.mark.parametrize("up", ["absolute", "relative"])
def test_a_link_out_of_the_site_is_refused_by_name(site: Site, path: str, up: str) -> None:
    outside = site.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(ARTICLE, encoding="utf-8")
    link = site.folder / path
    target = outside / "secret.md" if link.suffix else outside
    if link.exists():
        link.rename(outside / "moved")
        target = outside / "moved"
    link.parent.mkdir(parents=True, exist_ok=True)
    depth = "../" * (path.count("/") + 1)
    link.symlink_to(target if up == "absolute" else f"{depth}{target.relative_to(outside.parent)}")

    found = problems_of(site)

    assert [(problem.path, problem.code) for problem in found] == [(path, "symlink-outside")]
    assert str(target) in found[0].message
    assert not site.output.exists()


def test_a_link_inside_of_the_site_is_followed(site: Site) -> None:
    (site.folder / "content/articles/again.md").symlink_to("a.md")

    build_site(site)

    pages = [site.output / f"articles/{slug}/index.html" for slug in ("a", "again")]
    assert all(page.is_file() for page in pages)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("image: {src: ../../../secret.png, alt: x}", "missing-file"),
        ("image: {src: /../../secret.png, alt: x}", "missing-file"),
        ("image: {src: ../../site.toml, alt: x}", "missing-file"),
        ("image: {src: /etc/passwd, alt: x}", "missing-file"),
        ("image: {src: '//evil.example/x.png', alt: x}", "missing-file"),
        ("image: {src: 'https://evil.example/x.png', alt: x}", "missing-file"),
        ("image: {src: 'javascript:alert(1)', alt: x}", "missing-file"),
        ("sources: {id: s, type: book, title: x, copy: ../../site.toml}", "missing-file"),
        ("sources: {id: s, type: book, title: x, copy: /etc/passwd}", "missing-file"),
        ("slug: ../../x", "bad-id"),
        ("slug: a/b", "bad-id"),
        ("slug: '%2f'", "bad-id"),
        ("slug: '..'", "bad-id"),
        ("aliases: /../../x", "bad-value"),
        ("aliases: /%2e%2e/x", "bad-value"),
        ("aliases: javascript:alert(1)", "bad-value"),
        ("source: javascript:alert(1)", "bad-url"),
        ("source: ' javascript:alert(1)'", "bad-url"),
        ("source: data:text/html,x", "bad-url"),
        ("source: //evil.example/", "bad-url"),
        ("source: file:///etc/passwd", "bad-url"),
        ("archived: vbscript:x", "bad-url"),
        ("sources: {id: s, type: book, title: x, url: 'javascript:alert(1)'}", "bad-url"),
        ("sources: {id: s, type: book, title: x, archived: 'data:,'}", "bad-url"),
        ("sources: {id: '\"><script>', type: book, title: x}", "bad-id"),
        ("events: {id: 'a b', date: 2023, title: x}", "bad-id"),
        ("annotations: {type: note, id: '\" onclick=x', body: x}", "bad-id"),
        ("language: 'en\" onload=\"x'", "bad-value"),
        ("entities: '\"><script>'", "unknown-entity"),
    ],
)
def test_a_value_that_could_lead_astray_is_refused(site: Site, field: str, code: str) -> None:
    text = ARTICLE.replace("published", f"{field}\npublished")
    (site.folder / "content/articles/a.md").write_text(text, encoding="utf-8")

    found = problems_of(site)

    assert {problem.path for problem in found} == {"content/articles/a.md"}
    assert [(problem.line, problem.code) for problem in found if problem.line == 3] == [(3, code)]


@pytest.mark.parametrize(
    "field",
    [
        "colour: 'red;background:url(//evil.example/x)'",
        "wikidata: 'Q1\"><script>'",
        "same_as: javascript:alert(1)",
        "location: {lat: 91, lon: 0}",
        "image: {src: ../../../x.png, alt: x}",
    ],
)
def test_a_value_of_an_entity_that_could_lead_astray_is_refused(site: Site, field: str) -> None:
    text = f"---\n{field}\ntype: place\nname: One\n---\n"
    (site.folder / "content/entities/one.md").write_text(text, encoding="utf-8")

    (found,) = problems_of(site)

    assert (found.path, found.line) == ("content/entities/one.md", 2)


@pytest.mark.parametrize(
    "files",
    [
        {"articles/b.md": ARTICLE.replace("published", "slug: a\npublished")},
        {"articles/b/a.md": ARTICLE},
        {"articles/b.md": ARTICLE.replace("published", "aliases: /articles/a/\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "aliases: /ABOUT\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "aliases: /feed.xml\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "aliases: /.site-builder\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "aliases: [/x.html, /x.html/y]\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "topics: [Peace, peace]\npublished")},
        {"articles/b.md": ARTICLE.replace("published", "topics: [C++, c plus plus]\npublished")},
        {"pages/timeline.md": "---\ntitle: Timeline\n---\n"},
        {"static/index.html": "mine"},
        {"static/feed.xml": "mine"},
        {"static/articles": "mine"},
    ],
)
def test_two_sources_of_one_address_are_refused(site: Site, files: dict[str, str]) -> None:
    write_site(site.folder, files)

    found = problems_of(site)

    for problem in found:
        assert problem.code in ("url-collision", "duplicate-id")
        assert problem.path.startswith("content/")
    named = " ".join(f"{problem.path} {problem.message}" for problem in found)
    assert all(f"content/{path}" in named for path in files)


def test_twins_in_two_unicode_forms_are_refused(site: Site) -> None:
    twins = ("articles/caf\u00e9.md", "articles/cafe\u0301.md")
    write_site(site.folder, dict.fromkeys(twins, ARTICLE))
    if len(list((site.folder / "content/articles").glob("caf*"))) < 2:
        pytest.skip("this file system takes both forms for one")

    found = problems_of(site)

    assert {problem.code for problem in found} <= {"url-collision", "duplicate-id"}
    named = " ".join(f"{problem.path} {problem.message}" for problem in found)
    assert all(f"content/{twin}" in named for twin in twins)


@pytest.mark.parametrize(
    "body",
    [
        "# One {#same}\n\n# Two {#same}",
        '<p id="same">One</p>\n\n<p id="same">Two</p>',
        "Words.\n{: #text }",
        "Words.\n{: #event-own }",
        "Words.\n{: #source-own }",
        "Words.\n{: #note_own }",
        "Words.\n{: #passage_own }",
        "Words.\n{: #n }",
    ],
)
def test_an_anchor_that_is_taken_is_refused(site: Site, body: str) -> None:
    text = ARTICLE.replace("Words.", body)
    note = "annotations: {type: note, id: n, body: A note.}\npublished"
    path = site.folder / "content/articles/a.md"
    path.write_text(text.replace("published", note), encoding="utf-8")

    (found,) = problems_of(site)

    assert (found.path, found.code) == ("content/articles/a.md", "duplicate-id")
    assert found.line in (3, 7, 8, 9)


Output = Callable[[Path], Path]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (lambda _: Path("/"), "/"),
        (lambda _: Path(), "working folder"),
        (lambda site: site.parent / "home", "home folder"),
        (lambda site: site.parent, "site"),
        (lambda site: site, "site"),
        (lambda site: site / "content", "content"),
        (lambda site: site / "content/articles", "content"),
        (lambda site: site / "content/output", "content"),
        (lambda site: site.parent / "strange", "strange"),
        (lambda site: site.parent / "file", "file"),
        (lambda site: site.parent / "link", "link"),
    ],
    ids=str.split("root here home above site content articles inside foreign file link"),
)
def test_an_output_that_could_destroy_something_is_refused(
    site: Site, output: Output, said: str
) -> None:
    above = site.folder.parent
    for name in ("home", "strange", "here"):
        (above / name).mkdir()
    (above / "home" / "letter.txt").write_text("mine", encoding="utf-8")
    (above / "strange" / "letter.txt").write_text("mine", encoding="utf-8")
    (above / "file").write_text("mine", encoding="utf-8")
    (above / "link").symlink_to(above / "strange")
    before = digests_of(above)

    for command in ("build", "clean") if said in ("/", "home folder", "link") else ("build",):
        ended = run(
            *(command, "--site", site.folder, "-o", output(site.folder)),
            folder=above / "here",
            environment={"HOME": str(above / "home")},
        )
        assert ended.returncode == 2
        assert ended.stdout == ""
        assert ended.stderr.startswith("site-builder: ")
        assert len(ended.stderr.splitlines()) == 1
        assert said in ended.stderr
    assert digests_of(above) == before


def test_a_build_with_problems_leaves_the_output_untouched(site: Site) -> None:
    build_site(site)
    before, times = digests_of(site.output), times_of(site.output)
    article = site.folder / "content/articles/a.md"
    article.write_text(ARTICLE.replace("Words.", "[Gone](article:gone)"), encoding="utf-8")
    (site.folder / "content/pages/new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")

    problems_of(site)

    assert digests_of(site.output) == before
    assert times_of(site.output) == times
    assert {path.name for path in site.folder.iterdir()} <= {
        *(".cache", "content", "output", "site.toml"),
    }


def test_a_fault_of_a_template_leaves_the_output_untouched(site: Site) -> None:
    build_site(site)
    times = times_of(site.output)
    template = site.folder / "templates/article.html"
    template.parent.mkdir()
    template.write_text("{{ view.nothing_of_the_kind }}", encoding="utf-8")

    (found,) = problems_of(site)

    assert (found.path, found.line) == ("templates/article.html", 1)
    assert times_of(site.output) == times
