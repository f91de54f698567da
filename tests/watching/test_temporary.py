"""What editors and tools keep for themselves is told from what authors write."""

from pathlib import Path

import pytest

from site_builder.watching.temporary import is_temporary, passing_over


@pytest.mark.parametrize(
    "name",
    [
        "4913",
        ".x.md.swp",
        ".x.md.swo",
        ".x.md.swx",
        ".x.md.swpx",
        "x.md~",
        "x.md___jb_tmp___",
        "x.md___jb_old___",
        ".goutputstream-A1B2C3",
        ".#x.md",
        "#x.md#",
        ".~lock.x.csv#",
        "sedAb12Cd",
        "x.md.tmp",
        ".git",
        ".cache",
        "__pycache__",
        ".DS_Store",
        ".nfs000000000000a1b200000003",
    ],
)
def test_what_an_editor_or_a_tool_keeps_for_itself_is_temporary(name: str) -> None:
    assert is_temporary(Path("/site/content/articles", name))


@pytest.mark.parametrize(
    "name",
    [
        "x.md",
        "4913.md",
        "14913",
        "#1.md",
        "sedition.md",
        "swap.swf",
        ".well-known",
        ".nojekyll",
        ".icon.svg",
        ".gitignore",
        "cache",
        "tmp",
        "Ünïcode.md",
    ],
)
def test_what_an_author_may_write_is_not(name: str) -> None:
    assert not is_temporary(Path("/site/content/articles", name))


@pytest.mark.parametrize(
    "path",
    [
        "/site/output",
        "/site/.output.stage-1f",
        "/site/.output.lock",
        "/site/content/x.md~",
    ],
)
def test_an_output_and_what_is_staged_beside_it_are_passed_over(path: str) -> None:
    assert passing_over(Path("/site/output"))(Path(path))


@pytest.mark.parametrize(
    "path",
    [
        "/site/.outputs",
        "/site/content/output",
        "/site/content/.output.stage-1f",
    ],
)
def test_what_is_named_like_an_output_is_not_passed_over(path: str) -> None:
    assert not passing_over(Path("/site/output"))(Path(path))
