"""What lies beside articles is read once, and each article's key says what it was."""

from pathlib import Path

import pytest

from site_builder.beside import NOTHING, Besides, digest_beside, find_beside, look_beside
from site_builder.cache import Stamp
from site_builder.desk.accepting import accept
from site_builder.model.problems import ProblemsFound
from site_builder.request import Request
from site_builder.scan import Scan, scan
from tests.problems.sites import check_site, write_site

VISIT = "---\ntitle: A\nannotations: [{type: highlight, id: a, exact: They met}]\n---\nThey met.\n"
EARLIER = "---\ndate: 2023\n---\nThey slept.\n"
FILES = {"content/articles/visit.md": VISIT, "content/articles/return.md": VISIT}


def _looked(site: Path, last: Besides = NOTHING) -> Besides:
    found = scan(site)
    return look_beside(site, found.files, _stamps(site, found), last)


def _stamps(site: Path, found: Scan) -> dict[str, Stamp]:
    return {
        each.path: Stamp(0, 0, 0, is_settled=True, digest=(site / each.path).read_bytes())
        for each in found.files
    }


def test_a_site_without_any_of_it_has_nothing_beside(tmp_path: Path) -> None:
    assert _looked(write_site(tmp_path, FILES)) is NOTHING


def test_what_is_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    accept(Request(site=site), ())
    first = _looked(site)

    assert first.lock.keys() == {"visit", "return"}
    assert _looked(site, first) is first


def test_a_passage_that_is_accepted_changes_the_key_of_its_article_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    accept(Request(site=site), ["visit#a"])
    before = _looked(site)
    accept(Request(site=site), ["return#a"])
    after = _looked(site, before)

    assert digest_beside(before, "visit") == digest_beside(after, "visit")
    assert digest_beside(before, "return") != digest_beside(after, "return")


def test_an_earlier_text_changes_the_key_of_its_article_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    before = _looked(site)
    write_site(tmp_path, {"content/revisions/visit/2023.md": EARLIER})
    after = _looked(site, before)

    assert digest_beside(before, "visit") != digest_beside(after, "visit")
    assert digest_beside(before, "return") == digest_beside(after, "return")
    assert find_beside(site, after, "visit").revisions == (
        ("content/revisions/visit/2023.md", EARLIER.encode()),
    )


def test_an_earlier_text_that_is_gone_by_now_is_none(tmp_path: Path) -> None:
    site = write_site(tmp_path, {**FILES, "content/revisions/visit/2023.md": EARLIER})
    besides = _looked(site)
    (site / "content/revisions/visit/2023.md").unlink()

    assert find_beside(site, besides, "visit").revisions == ()


def test_a_folder_in_the_place_of_the_lock_is_told(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    (site / "anchors.json").mkdir()

    assert check_site(site).printed.startswith("anchors.json:1:1: not-a-file: ")


def test_a_lock_that_is_a_link_out_of_the_site_is_refused_and_left_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path, FILES)
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    (site / "anchors.json").symlink_to(outside)

    told = check_site(site)

    assert told.status == 1
    assert told.printed.startswith("anchors.json:1:1: symlink-outside: is a link out of the site's")
    with pytest.raises(ProblemsFound):
        accept(Request(site=site), ())
    assert outside.read_text(encoding="utf-8") == "{}"
