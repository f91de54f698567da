"""Options say which site, where to, what is shown; whatever else is typed is refused."""

import itertools
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from tests.site.builds import command, digests_of, run, write_site

NOW = ("--now", "2024-01-01T00:00:00Z")


Invoke = Callable[..., Result]


@pytest.fixture
def invoke(good: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Give what runs a command in this process, with the good site as its working folder."""
    monkeypatch.chdir(good)
    monkeypatch.delenv("SITE_BASE_URL", raising=False)

    def invoke(*arguments: str, environment: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, env=environment, prog_name="site-builder")

    return invoke


def front_page(site: Path) -> str:
    """Read the front page of a built site."""
    return (site / "output" / "index.html").read_text(encoding="utf-8")


def test_the_site_is_found_from_any_folder_in_it(good: Path) -> None:
    ended = run("build", folder=good / "content" / "articles")

    assert ended.returncode == 0
    assert (good / "output" / "index.html").is_file()


def test_the_nearest_site_is_taken(good: Path) -> None:
    inner = write_site(good / "content" / "inner", {"pages/inner.md": "---\ntitle: Inner\n---\n"})

    run("build", folder=inner / "content")

    assert (inner / "output" / "inner" / "index.html").is_file()
    assert not (good / "output").exists()


def test_a_site_that_is_named_is_not_looked_for_above(good: Path) -> None:
    ended = run("build", "--site", good / "content", folder=good)

    assert ended.returncode == 2
    assert f"there is no site.toml in {good / 'content'}" in ended.stderr


def test_without_a_site_nothing_is_built(tmp_path: Path) -> None:
    ended = run("build", folder=tmp_path)

    assert ended.returncode == 2
    assert "there is no site.toml" in ended.stderr
    assert "site-builder init" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_output_is_named_from_the_working_folder(good: Path) -> None:
    ended = run("build", "-o", "built", folder=good / "content" / "..")

    assert ended.returncode == 0
    assert (good / "built" / "index.html").is_file()


@pytest.mark.parametrize(
    ("options", "environment", "root"),
    [
        ((), {}, "https://example.org/"),
        (("--base-url", "https://u.github.io/repo/"), {}, "https://u.github.io/repo/"),
        (("--base-url", "https://u.github.io/repo"), {}, "https://u.github.io/repo/"),
        ((), {"SITE_BASE_URL": "https://u.github.io/repo"}, "https://u.github.io/repo/"),
        ((), {"SITE_BASE_URL": ""}, "https://example.org/"),
        (
            ("--base-url", "https://a.example/"),
            {"SITE_BASE_URL": "https://b.example/"},
            "https://a.example/",
        ),
    ],
)
def test_the_address_is_said_by_option_environment_or_settings(
    good: Path,
    invoke: Invoke,
    options: tuple[str, ...],
    environment: dict[str, str],
    root: str,
) -> None:
    ended = invoke("build", *options, environment=environment)

    assert ended.exit_code == 0
    assert f'<link rel="canonical" href="{root}">' in front_page(good)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/repo/", "example.org", "https://", "https://a.example/?b"]
)
def test_an_address_that_is_none_is_refused(good: Path, invoke: Invoke, address: str) -> None:
    ended = invoke("build", "--base-url", address)

    assert ended.exit_code == 2
    assert ended.stderr.startswith("--base-url:1:1: bad-url: ")
    assert "site.toml" not in ended.stderr
    assert not (good / "output").exists()


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), {"a"}),
        (("-D",), {"a", "draft"}),
        (("--drafts",), {"a", "draft"}),
        (("-F",), {"a", "future"}),
        (("--future",), {"a", "future"}),
        (("-E",), {"a", "expired"}),
        (("--expired",), {"a", "expired"}),
        (("-DFE",), {"a", "draft", "future", "expired"}),
        (("--now", "2025-01-01"), {"a", "future"}),
        (("--now", "2022-12-31T23:00:00+00:00"), {"expired"}),
    ],
)
def test_what_is_shown_depends_on_options_and_the_moment(
    good: Path, invoke: Invoke, options: tuple[str, ...], shown: set[str]
) -> None:
    ended = invoke("build", *NOW, *options)

    assert ended.exit_code == 0
    assert {path.parent.name for path in good.glob("output/articles/*/index.html")} == shown


def test_the_order_of_options_changes_nothing(good: Path, invoke: Invoke) -> None:
    pieces = (("-D",), NOW, ("--strict",), ("--jobs", "1"))
    built = []

    for order in itertools.islice(itertools.permutations(pieces), 0, None, 8):
        assert invoke("build", *itertools.chain(*order)).exit_code == 0
        built.append(digests_of(good / "output"))

    assert len(built) == 3
    assert built[0] == built[1] == built[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish",),
        ("build", "--nothing"),
        ("build", "extra"),
        ("build", "--jobs", "-1"),
        ("build", "--jobs", "many"),
        ("build", "--format", "xml"),
        ("build", "--color", "blue"),
        ("build", "--now", "tomorrow"),
        ("build", "--site", "/nowhere"),
        ("schema", "nothing"),
        (),
    ],
)
def test_what_is_no_command_or_option_is_refused(
    good: Path, invoke: Invoke, arguments: tuple[str, ...]
) -> None:
    ended = invoke(*arguments)

    assert ended.exit_code == 2
    assert "Usage: site-builder" in ended.stderr
    assert not (good / "output").exists()


@pytest.mark.parametrize("name", ["-h", "--help"])
def test_help_names_every_command(invoke: Invoke, name: str) -> None:
    ended = invoke(name)

    assert ended.exit_code == 0
    for word in ("build", "check", "clean", "schema"):
        assert f"  {word} " in ended.stdout


def test_both_programs_are_the_same(good: Path) -> None:
    program = shutil.which("site-builder", path=str(Path(sys.executable).parent))
    assert program is not None, "the package is installed with its program"

    said = [
        run(*arguments, folder=good, program=start).stdout
        for start in ([program], command())
        for arguments in (["--version"], ["build", "--help"], ["check", "--format", "github"])
    ]

    assert [line.split(";")[0] for line in said[:3]] == [line.split(";")[0] for line in said[3:]]
    assert said[0].startswith("site-builder")


def test_strict_makes_warnings_fail(good: Path, invoke: Invoke) -> None:
    page = good / "content/pages/about.md"
    page.write_text("---\ntitle: About\nunknown: x\n---\n", encoding="utf-8")

    lenient = invoke("build")
    before = digests_of(good / "output")
    page.write_text("---\ntitle: Other\nunknown: x\n---\n", encoding="utf-8")
    strict = invoke("build", "--strict")

    assert (lenient.exit_code, strict.exit_code) == (0, 1)
    assert "0 errors, 1 warning (--strict)" in strict.stdout
    assert digests_of(good / "output") == before


def test_check_writes_nothing(good: Path, invoke: Invoke) -> None:
    before = digests_of(good)

    ended = invoke("check")

    assert ended.exit_code == 0
    assert {path: d for path, d in digests_of(good).items() if ".cache/" not in path} == before


@pytest.mark.parametrize("kind", ["article", "entity", "event", "source", "story", "page"])
def test_schema_prints_the_schema_of_a_kind(invoke: Invoke, kind: str) -> None:
    one = json.loads(invoke("schema", kind).stdout)
    every = json.loads(invoke("schema").stdout)

    assert one == every[kind]
    assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert one["type"] == "object"
    required = {"entity": {"type", "name"}, "event": {"date", "title"}, "source": {"type", "title"}}
    assert set(one["required"]) == required.get(kind, {"title"})
    assert set(one["required"]) <= one["properties"].keys()
