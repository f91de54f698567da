"""Every fault that an author can make is told with its place, and with what to do; a case each."""

import re
from pathlib import Path
from typing import get_args

import pytest

from site_builder.model.problems import Code
from tests.problems.sites import FILES, parts_of, run_case

TABLE = Path(__file__).parent.parent.parent / "docs" / "problems.md"
ROW = re.compile(
    r"^\| `(?P<code>[a-z-]+)` \| (?P<severity>\S+) \| (?P<meaning>[^|]+) "
    r"\| (?P<example>`[^|]+`|``[^|]+``) \| (?P<mending>[^|]+) \|$",
    re.MULTILINE,
)
TOLD = re.compile(
    r"^\S+:\d+:\d+: (?P<warning>warning: )?(?P<code>[a-z-]+): (?P<said>.+)$", re.MULTILINE
)

CODES: tuple[str, ...] = get_args(Code)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_a_case(case: Path, tmp_path: Path) -> None:
    parts = parts_of(case)

    checked = run_case(parts, tmp_path)

    assert checked.printed == parts["problems"].text


def test_cases_are_named_after_a_code_that_they_show() -> None:
    misnamed = [case.stem for case in FILES if not _is_named_after_its_code(case)]

    assert misnamed == []


def test_every_code_has_a_case_and_no_case_tells_another() -> None:
    assert _told_in_cases().keys() == set(CODES)


def test_the_documentation_has_a_line_for_every_code() -> None:
    listed = [row["code"] for row in ROW.finditer(TABLE.read_text(encoding="utf-8"))]

    assert listed == sorted(CODES)


def test_every_line_of_the_documentation_is_a_row_of_the_table() -> None:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if "| `" in line]

    assert [line for line in lines if not ROW.match(line)] == []


def test_examples_of_the_documentation_are_what_is_really_said() -> None:
    told = _told_in_cases()
    rows = list(ROW.finditer(TABLE.read_text(encoding="utf-8")))

    invented = [row["code"] for row in rows if row["example"].strip("`") not in told[row["code"]]]

    assert invented == []


def test_severities_of_the_documentation_are_those_that_are_told() -> None:
    rows = ROW.finditer(TABLE.read_text(encoding="utf-8"))
    documented = {row["code"]: row["severity"] for row in rows}

    assert documented == {code: "/".join(sorted(how)) for code, how in _severities().items()}


def _is_named_after_its_code(case: Path) -> bool:
    told = {found["code"] for found in TOLD.finditer(parts_of(case)["problems"].text)}
    return any(case.stem == code or case.stem.startswith(f"{code}-") for code in told)


def _told_in_cases() -> dict[str, set[str]]:
    """Gather what is said under each code."""
    told: dict[str, set[str]] = {}
    for case in FILES:
        for found in TOLD.finditer(parts_of(case)["problems"].text):
            told.setdefault(found["code"], set()).add(found["said"])
    return told


def _severities() -> dict[str, set[str]]:
    severities: dict[str, set[str]] = {}
    for case in FILES:
        for found in TOLD.finditer(parts_of(case)["problems"].text):
            severity = "warning" if found["warning"] else "error"
            severities.setdefault(found["code"], set()).add(severity)
    return severities
