"""A site that GitHub Pages would break is told before it is published."""

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.desk import hosting
from site_builder.desk.hosting import check_hosting
from site_builder.desk.start import start_site
from site_builder.request import Request


def test_a_new_site_can_be_published_as_it_is(tmp_path: Path) -> None:
    list(start_site(tmp_path))
    build(Request(site=tmp_path, jobs=1))

    assert check_hosting(tmp_path / "output", tmp_path) == ()


@pytest.mark.parametrize(
    ("size", "severities"),
    [
        (hosting.LARGE - 1, []),
        (hosting.LARGE, ["warning"]),
        (hosting.LARGEST, ["warning"]),
        (hosting.LARGEST + 1, ["error"]),
    ],
)
def test_a_site_may_have_a_billion_bytes(tmp_path: Path, size: int, severities: list[str]) -> None:
    (tmp_path / "output").mkdir()
    with (tmp_path / "output" / "index.html").open("wb") as file:
        # Without blocks of its own on the disk.
        file.truncate(size)

    told = check_hosting(tmp_path / "output", tmp_path)

    assert [problem.severity for problem in told] == severities
    assert {problem.code for problem in told} <= {"too-large"}


def test_a_linked_folder_is_told_once_and_not_walked(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (output / "again").symlink_to(output)

    told = check_hosting(output, tmp_path)

    assert [(problem.path, problem.code) for problem in told] == [("output/again", "pages-link")]
