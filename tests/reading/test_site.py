"""`site.toml` becomes the settings of a site, or each fault in it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.config import Annotator, BuildOptions, License
from site_builder.model.problems import ProblemsFound
from site_builder.model.text import Url
from site_builder.reading.site import NAME, read_site

LEAST = 'title = "A site"\nbase_url = "https://example.org/repo/"\n'


def _told(text: str, base_url: str | None = None) -> list[tuple[int, int, str]]:
    with pytest.raises(ProblemsFound) as caught:
        read_site(text.encode(), base_url)
    assert all(problem.path == NAME and problem.message for problem in caught.value.problems)
    return [(problem.line, problem.column, problem.code) for problem in caught.value.problems]


def test_two_lines_make_a_site() -> None:
    config = read_site(LEAST.encode())

    assert (config.title, config.base_url) == ("A site", "https://example.org/repo/")
    assert (config.language, config.timezone, config.description) == ("en", "UTC", "")
    assert config.annotators == {}
    assert config.build == BuildOptions()


def test_every_setting_is_read() -> None:
    text = f"""{LEAST}
language = "zh-Hans"
timezone = "Europe/Minsk"
description = "Said of it"

[annotators.desk]
name = "Foreign desk"
role = "editors"
url = "https://example.org/desk"

[annotators.a-writer]
name = "A. Writer"

[build]
raw_html = "allow"
link_mentions = "all"
unknown_keys = "error"

[license]
name = "CC-BY-4.0"
title = "Attribution"
url = "https://example.org/by/"

[exports]
calendar = false
own = "exports/people.py"
"""
    config = read_site(text.encode())

    assert (config.language, config.zone.key) == ("zh-Hans", "Europe/Minsk")
    assert list(config.annotators) == ["desk", "a-writer"]
    assert config.annotators["a-writer"] == Annotator(name="A. Writer")
    assert config.build == BuildOptions(raw_html="allow", link_mentions="all", unknown_keys="error")
    assert config.license == License(
        name="CC-BY-4.0", title="Attribution", url=Url("https://example.org/by/")
    )
    assert not config.exports.has("calendar")
    assert config.exports.has("feeds")
    assert [own.text for own in config.exports.own] == ["exports/people.py"]


def test_an_export_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_site(f"{LEAST}[exports]\ncalender = false\n".encode())

    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (4, "unknown-field")
    assert "calendar" in problem.hint


@pytest.mark.parametrize(
    ("base_url", "origin", "root"),
    [
        ("https://example.org", "https://example.org", "/"),
        ("https://example.org/", "https://example.org", "/"),
        ("https://u.github.io/repo", "https://u.github.io", "/repo/"),
        ("https://u.github.io/a/b/", "https://u.github.io", "/a/b/"),
        ("http://localhost:8000/x/", "http://localhost:8000", "/x/"),
    ],
)
def test_an_address_is_an_origin_and_a_base_path(base_url: str, origin: str, root: str) -> None:
    config = read_site(LEAST.replace("https://example.org/repo/", base_url).encode())
    replaced = read_site(LEAST.encode(), base_url)

    assert (config.origin, config.root) == (origin, root)
    assert (replaced.origin, replaced.root) == (origin, root)


def test_an_address_given_elsewhere_makes_up_for_one_that_is_missing() -> None:
    config = read_site(b'title = "A"', "https://example.org/")

    assert config.base_url == "https://example.org/"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [(1, 1, "missing-field")] * 2),
        ('title = "A"', [(1, 1, "missing-field")]),
        (f"title = {LEAST}", [(1, 9, "config-broken")]),
        ('title = "A', [(1, 1, "config-broken")]),
        (f"{LEAST}titel = 1\n", [(3, 1, "unknown-field")]),
        (f"{LEAST}language = 'english!'\n", [(3, 12, "bad-value")]),
        (f"{LEAST}timezone = 'Europe/Minks'\n", [(3, 12, "bad-value")]),
        (f"{LEAST}timezone = '../../etc/passwd'\n", [(3, 12, "bad-value")]),
        (f"{LEAST}description = ['a', 'b']\n", [(3, 15, "wrong-type")]),
        (f'{LEAST}description = "a\\u0007"\n', [(3, 15, "bad-character")]),
        ('title = "A"\nbase_url = "example.org"\n', [(2, 12, "bad-url")]),
        ('title = "A"\nbase_url = "https://example.org/?a"\n', [(2, 12, "bad-url")]),
        ('title = "A"\nbase_url = "https://example.org/#a"\n', [(2, 12, "bad-url")]),
        (f"build = 1\n{LEAST}", [(1, 9, "wrong-type")]),
        (f"{LEAST}[[build]]\nraw_html = 'allow'\n", [(3, 1, "wrong-type")]),
        (f"{LEAST}[build]\nraw_html = 'yes'\n", [(4, 12, "bad-value")]),
        (f"{LEAST}[build]\nfast = true\n", [(4, 1, "unknown-field")]),
        (f"annotators = 'desk'\n{LEAST}", [(1, 14, "wrong-type")]),
        (f"{LEAST}[annotators]\ndesk = 'A'\n", [(4, 1, "wrong-type")]),
        (f"{LEAST}[annotators.desk]\nrole = 'A'\n", [(3, 1, "missing-field")]),
        (f"{LEAST}[annotators.'A B']\nname = 'A'\n", [(3, 1, "bad-id")]),
        (f"{LEAST}title = 'B'\n", [(3, 12, "config-broken")]),
    ],
)
def test_a_fault_is_told_where_it_stands(text: str, told: list[tuple[int, int, str]]) -> None:
    assert _told(text) == told


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_site(b"\xff" + LEAST.encode())

    assert [problem.code for problem in caught.value.problems] == ["bad-encoding"]


def test_several_faults_are_told_together() -> None:
    text = "base_url = 'x'\nlanguage = '?'\n[build]\nraw_html = 'x'\n"

    assert sorted(code for _, _, code in _told(text)) == [
        "bad-url",
        "bad-value",
        "bad-value",
        "missing-field",
    ]


def test_the_nearest_time_zone_is_told() -> None:
    with pytest.raises(ProblemsFound) as caught:
        read_site(f"{LEAST}timezone = 'Europe/Minks'\n".encode())

    assert caught.value.problems[0].hint == 'did you mean "Europe/Minsk"?'


@given(st.text("abc=[].'\"\n#,{}", max_size=30))
def test_whatever_is_written_is_read_or_a_fault_within_the_file(text: str) -> None:
    lines = (LEAST + text).split("\n")

    try:
        read_site((LEAST + text).encode())
    except ProblemsFound as found:
        problems = found.problems
    else:
        return

    for problem in problems:
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
