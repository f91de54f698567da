"""`import` makes articles of clips, pages and addresses; it harms nothing and says what it did."""

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.build import check
from site_builder.cli import cli
from site_builder.request import Request
from tests.desk.servers import Server, endless, never, serving, status
from tests.site.builds import digests_of, run, write_site

CLIP = """\
---
title: The bell
source: https://lantern.example.org/bell
published: 2024-06-01
---
The bell rang ==twice== on Monday, and once on Tuesday.
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>The lamp</title></head><body>
<nav><a href="/">Home</a></nav><article><h1>The lamp</h1>
<p>The lamp of Nowhere was lit on Thursday, with oil from another merchant, the keeper says.</p>
<p>It is seen from <a href="/sea">the sea</a><script>alert(1)</script>, and from the hill.</p>
</article></body></html>
"""
SITE = """\
title = "A made-up file"
base_url = "https://example.org/"
timezone = "Europe/Minsk"

[annotators.desk]
name = "The desk"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site with one article."""
    article = (
        "---\ntitle: Here\nsource: https://www.lantern.example.org/here/\n---\n\nWords here.\n"
    )
    return write_site(tmp_path / "site", {"articles/2024/here.md": article}, settings=SITE)


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve pages, good and bad."""
    answers = {
        "/lamp": status(200, PAGE.encode(), Content_Type="text/html; charset=utf-8"),
        "/clip.md": status(200, CLIP.encode(), Content_Type="text/markdown"),
        "/picture": status(200, b"\x89PNG", Content_Type="image/png"),
        "/file": status(302, Location="file:///etc/passwd"),
        "/private": status(302, Location="http://10.0.0.1/"),
        "/empty": status(200, b"", Content_Type="text/html"),
        "/endless": endless,
    }
    with serving(answers) as running:
        yield running


def bring(site: Path, *arguments: object, text: str = "") -> Result:
    """Import at a fixed moment, three hours before midnight in Minsk."""
    options = ["--site", str(site), "--now", "2024-06-30T22:30:00+00:00"]
    return CliRunner().invoke(cli, ["import", *options, *map(str, arguments)], input=text)


def clip(folder: Path, text: str = CLIP, name: str = "clip.md") -> Path:
    """Write a clip."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clip_becomes_an_article_that_check_accepts(site: Path, tmp_path: Path) -> None:
    ended = bring(site, clip(tmp_path))

    assert ended.exit_code == 0
    assert ended.stdout.splitlines()[0] == "wrote content/articles/the-bell.md"
    assert ended.stderr == ""
    assert check(Request(site=site, strict=True, drafts=True, jobs=1)).problems == ()
    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert "\n# The text belongs to its publisher" in written
    assert "\ndisplay: excerpt\n" in written
    assert "\n    exact: twice\n" in written


def test_the_day_of_an_import_is_that_of_the_site(site: Path, tmp_path: Path) -> None:
    bring(site, clip(tmp_path))

    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert "\nretrieved: 2024-07-01\n" in written


def test_what_was_found_left_out_and_not_found_is_told(site: Path, tmp_path: Path) -> None:
    text = CLIP.replace("published: 2024-06-01", "mood: calm") + "\nAdvertisement\n"

    ended = bring(site, clip(tmp_path, text))

    assert ended.stdout.splitlines() == [
        "wrote content/articles/the-bell.md",
        "  title: The bell",
        "  source: https://lantern.example.org/bell",
        "  retrieved: 2024-07-01",
        "  extra mood: calm",
        "  annotations: 1",
        "  left out: advertisement: Advertisement",
        "  not recognised: mood: calm",
        "  not found: published, author, publisher, language",
    ]


def test_an_address_that_is_here_already_is_told_with_its_file(site: Path, tmp_path: Path) -> None:
    before = digests_of(site)
    text = CLIP.replace("/bell", "/here?utm_source=feed")

    ended = bring(site, clip(tmp_path, text))

    assert ended.exit_code == 1
    assert "is here already: content/articles/2024/here.md" in ended.stderr
    assert digests_of(site) == before


def test_two_clips_of_one_address_make_one_article(site: Path, tmp_path: Path) -> None:
    ended = bring(site, clip(tmp_path), clip(tmp_path, CLIP, "again.md"))

    assert ended.exit_code == 1
    assert "is here already: content/articles/the-bell.md" in ended.stderr
    assert len(list((site / "content/articles").rglob("*.md"))) == 2


@pytest.mark.parametrize("taken", ["the-bell.md", "2023/the-bell.md", "other.md"])
def test_a_slug_that_is_taken_is_not_taken_again(site: Path, tmp_path: Path, taken: str) -> None:
    file = site / "content/articles" / taken
    file.parent.mkdir(parents=True, exist_ok=True)
    slug = "slug: the-bell\n" if taken == "other.md" else ""
    file.write_text(f"---\ntitle: Other\n{slug}---\n\nOther.\n", encoding="utf-8")
    before = file.read_bytes()

    ended = bring(site, clip(tmp_path))

    assert ended.stdout.splitlines()[0] == "wrote content/articles/the-bell-2.md"
    assert file.read_bytes() == before


def test_a_link_that_leads_nowhere_is_not_written_through(site: Path, tmp_path: Path) -> None:
    (site / "content/articles/the-bell.md").symlink_to(tmp_path / "outside.md")

    ended = bring(site, clip(tmp_path))

    assert ended.stdout.splitlines()[0] == "wrote content/articles/the-bell-2.md"
    assert not (tmp_path / "outside.md").exists()


def test_a_folder_of_articles_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {"pages/about.md": "---\ntitle: A\n---\n\nB.\n"})
    (tmp_path / "outside").mkdir()
    (site / "content/articles").symlink_to(tmp_path / "outside")

    ended = bring(site, clip(tmp_path))

    assert ended.exit_code == 1
    assert "content/articles leads out of the site's folder" in ended.stderr
    assert list((tmp_path / "outside").iterdir()) == []


def test_what_cannot_be_imported_does_not_keep_the_others_back(site: Path, tmp_path: Path) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes("# Café\n".encode("latin-1"))
    arguments = [tmp_path / "none.md", tmp_path, latin, clip(tmp_path, "", "empty.md")]
    arguments += [clip(tmp_path, "{}", "odd.json"), clip(tmp_path, "<html></html>", "bare.html")]

    ended = bring(site, *arguments, clip(tmp_path))

    assert ended.exit_code == 1
    assert ended.stdout.startswith("wrote content/articles/the-bell.md\n")
    reasons = [line.rpartition(": ")[2] for line in ended.stderr.splitlines()]
    assert reasons == [
        "no such file or directory",
        "is a directory",
        "byte 0xe9 is not UTF-8; save the file as UTF-8",
        "it is empty",
        "it is no export of highlights that is known",
        "no article was found in the page",
    ]


def test_nothing_is_left_beside_what_was_written(site: Path, tmp_path: Path) -> None:
    bring(site, clip(tmp_path))

    names = {path.name for path in (site / "content/articles").iterdir()}
    assert names == {"2024", "the-bell.md"}


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_file_system_without_second_names_serves_too(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_taken: bool
) -> None:
    def refuse(place: Path, _: Path) -> None:
        # What comes between the choice of a name and its taking.
        if is_taken:
            place.write_text("mine", encoding="utf-8")
        raise OSError(errno.EPERM, "not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    ended = bring(site, clip(tmp_path))

    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert ended.exit_code == is_taken
    assert written == "mine" if is_taken else written.startswith("---\ntitle: The bell\n")


def test_a_clip_can_come_from_a_pipe(site: Path) -> None:
    ended = bring(site, "-", text=CLIP)

    assert ended.exit_code == 0
    assert (site / "content/articles/the-bell.md").is_file()


def test_a_saved_page_becomes_an_article(site: Path, tmp_path: Path) -> None:
    ended = bring(site, clip(tmp_path, PAGE, "saved.html"))

    assert ended.exit_code == 0
    written = (site / "content/articles/the-lamp.md").read_text(encoding="utf-8")
    assert "The lamp of Nowhere was lit on Thursday" in written
    assert "alert" not in written
    assert "  left out: not of the article: Home" in ended.stdout


def test_an_address_becomes_an_article(site: Path, server: Server) -> None:
    ended = bring(site, f"{server.url}/lamp")

    assert ended.exit_code == 0
    written = (site / "content/articles/the-lamp.md").read_text(encoding="utf-8")
    assert f"\nsource: {server.url}/lamp\n" in written
    assert f"[the sea]({server.url}/sea)" in written
    assert check(Request(site=site, strict=True, drafts=True, jobs=1)).problems == ()


def test_a_clip_at_an_address_becomes_an_article(site: Path, server: Server) -> None:
    ended = bring(site, f"{server.url}/clip.md")

    assert ended.exit_code == 0
    assert (site / "content/articles/the-bell.md").is_file()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/none", "the server answered 404"),
        ("/picture", "the server answered with image/png, and not with a page"),
        ("/file", "file:///etc/passwd: only http and https are asked, not file:"),
        ("/private", "10.0.0.1 is an address of this machine or of a private network"),
        ("/empty", "no article was found in the page"),
        ("/endless", "the answer is larger than 20,000,000 bytes"),
    ],
)
def test_an_address_without_an_article_is_said(
    site: Path, server: Server, path: str, reason: str
) -> None:
    before = digests_of(site)

    ended = bring(site, f"{server.url}{path}")

    assert ended.exit_code == 1
    assert reason in ended.stderr
    assert digests_of(site) == before


@pytest.mark.parametrize("address", ["file:///etc/passwd", "FTP://example.org/clip.md"])
def test_an_address_of_another_scheme_is_taken_for_no_file(site: Path, address: str) -> None:
    ended = bring(site, address)

    assert ended.exit_code == 1
    assert f"{address}: only http and https are asked" in ended.stderr


def test_a_server_that_never_ends_is_given_up(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.desk.clip.PATIENCE_SECONDS", 0.5)
    with serving({"/never": never}) as running:
        ended = bring(site, f"{running.url}/never")

    assert ended.exit_code == 1
    assert "it took longer than 0.5 seconds" in ended.stderr


def test_marks_of_an_export_are_put_on_the_clip_of_their_page(site: Path, tmp_path: Path) -> None:
    selector = {"type": "TextQuoteSelector", "exact": "on Tuesday", "prefix": "", "suffix": ""}
    lost = {"type": "TextQuoteSelector", "exact": "on Sunday", "prefix": "", "suffix": ""}
    rows = [
        {"uri": uri, "text": "So?", "user": f"acct:{user}@h", "target": [{"selector": [chosen]}]}
        for uri, user, chosen in (
            ("https://lantern.example.org/bell/", "desk", selector),
            ("http://www.lantern.example.org/bell#top", "stranger", lost),
        )
    ]

    ended = bring(site, clip(tmp_path), clip(tmp_path, json.dumps({"rows": rows}), "h.json"))

    assert ended.exit_code == 0
    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert "    exact: on Tuesday\n    by: desk\n    body: So?\n" in written.replace('"', "")
    assert "a highlight whose words are not in the text: on Sunday" in ended.stdout
    assert check(Request(site=site, strict=True, drafts=True, jobs=1)).problems == ()


def test_marks_on_an_article_that_is_here_are_proposed(site: Path, tmp_path: Path) -> None:
    before = digests_of(site)
    export = [{"url": "https://lantern.example.org/here", "highlights": [{"text": "Words"}]}]

    ended = bring(site, clip(tmp_path, json.dumps(export), "highlights.json"))

    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        "for the front matter of content/articles/2024/here.md:",
        "annotations:",
        "  - type: highlight",
        "    exact: Words",
    ]
    assert digests_of(site) == before


def test_marks_on_no_article_are_said(site: Path, tmp_path: Path) -> None:
    export = [{"url": "https://lantern.example.org/none", "highlights": [{"text": "Words"}]}]

    ended = bring(site, clip(tmp_path, json.dumps(export), "highlights.json"))

    assert ended.exit_code == 1
    assert "comes from https://lantern.example.org/none" in ended.stderr


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# T\n\n" + "[" * 20_000, "it cannot be read as Markdown: "),
        ("# T\n\n" + "a" * 1_000_001, "it cannot be read as Markdown: it is longer than"),
    ],
)
def test_a_clip_that_no_builder_could_render_is_said(
    site: Path, tmp_path: Path, text: str, reason: str
) -> None:
    ended = bring(site, clip(tmp_path, text))

    assert ended.exit_code == 1
    assert reason in ended.stderr


def test_a_picture_that_is_written_out_is_no_long_text(site: Path, tmp_path: Path) -> None:
    picture = "![bell](data:image/png;base64," + "A" * 2_000_000 + ")"

    ended = bring(site, clip(tmp_path, f"{CLIP}\n{picture}\n"))

    assert ended.exit_code == 0
    assert "left out: a picture: data:" in ended.stdout


def test_topics_and_publisher_are_written_as_the_site_writes_them(
    site: Path, tmp_path: Path
) -> None:
    other = (
        "---\ntitle: Other\npublisher: The LANTERN\ntopics: [Harbours, 'Night boats']\n---\n\nB.\n"
    )
    (site / "content/articles/other.md").write_text(other, encoding="utf-8")
    third = "---\ntitle: Third\ntags:\n  - BELLS\n---\n\nC.\n"
    (site / "content/articles/third.md").write_text(third, encoding="utf-8")
    added = "tags: [harbours, bells, Bells, Clippings, coal]\nsite: The Lantern"

    ended = bring(site, clip(tmp_path, CLIP.replace("published: 2024-06-01", added)))

    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert ended.exit_code == 0
    assert "\ntopics: [Harbours, BELLS, coal]\n" in written
    assert "\npublisher: The LANTERN\n" in written
    assert check(Request(site=site, strict=True, drafts=True, jobs=1)).problems == ()


def test_a_publisher_that_is_an_entity_is_named_by_its_id(site: Path, tmp_path: Path) -> None:
    entity = site / "content/entities/lantern.md"
    entity.parent.mkdir()
    entity.write_text("---\ntype: media\nname: The Lantern\n---\n", encoding="utf-8")

    bring(site, clip(tmp_path, CLIP.replace("published: 2024-06-01", "site: The Lantern")))

    written = (site / "content/articles/the-bell.md").read_text(encoding="utf-8")
    assert "\npublisher: lantern\n" in written
    assert check(Request(site=site, strict=True, drafts=True, jobs=1)).problems == ()


def test_settings_that_cannot_be_used_are_a_misuse(site: Path, tmp_path: Path) -> None:
    (site / "site.toml").write_text('title = "x"\n', encoding="utf-8")

    ended = bring(site, clip(tmp_path))

    assert ended.exit_code == 2


def test_an_escape_in_a_clip_does_not_reach_the_terminal(site: Path, tmp_path: Path) -> None:
    text = CLIP.replace("title: The bell", 'title: "The \\x1b[31mbell"')

    ended = bring(site, clip(tmp_path, text))

    assert "\x1b" not in ended.output


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("钟响了两次", "钟响了两次"),
        ("Колокол", "колокол"),
        ("الجرس", "الجرس"),
        ("🔔", "bell"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 500, "x" * 100),
    ],
)
def test_a_file_is_called_by_the_title_in_any_script(
    site: Path, tmp_path: Path, title: str, name: str
) -> None:
    bring(site, clip(tmp_path, CLIP.replace("The bell", title, 1)))

    assert (site / f"content/articles/{name}.md").is_file()


def test_the_command_is_run_as_a_user_types_it(site: Path, tmp_path: Path) -> None:
    ended = run("import", clip(tmp_path), folder=site)

    assert ended.returncode == 0
    assert ended.stdout.startswith("wrote content/articles/the-bell.md\n")
