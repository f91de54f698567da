"""Results and problems are printed for people, programs and workflows."""

import json
import os
import pty
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.site.builds import command, copy_example, environment_with, run, write_site

ESCAPE = "\x1b["
PROBLEM = re.compile(r"^(content/\S+):(\d+):(\d+): (?:warning: )?([\w-]+): ", re.MULTILINE)

# Encodings that hold neither Cyrillic nor Chinese.
NARROW: tuple[Mapping[str, str], ...] = (
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
)


def test_a_build_says_one_line(good: Path) -> None:
    ended = run("build", folder=good)

    assert ended.returncode == 0
    assert ended.stderr == ""
    assert re.fullmatch(
        r"\d+ pages, no problems; \d+ written, 0 removed; \d+\.\d\d s\n", ended.stdout
    )


def test_problems_are_told_on_standard_error_and_counted_on_standard_output(broken: Path) -> None:
    ended = run("build", folder=broken)

    assert ended.returncode == 1
    assert ended.stdout == "3 errors, 2 warnings; the output is as it was\n"
    told = PROBLEM.findall(ended.stderr)
    assert {path for path, *_ in told} == {
        f"content/articles/{name}.md" for name in ("a", "статья", "文章")
    }
    assert len(told) == 5


def test_each_problem_shows_its_line_and_a_caret_under_its_column(broken: Path) -> None:
    ended = run("build", folder=broken)

    lines = ended.stderr.splitlines()
    shown = next(number for number, line in enumerate(lines) if "| entities: [нет" in line)
    assert lines[shown - 1].startswith("content/articles/статья.md:3:12: unknown-entity: ")
    assert lines[shown + 1].index("^") == lines[shown].index("нет")


def test_quiet_says_nothing_but_problems(good: Path, broken: Path) -> None:
    silent, told = run("build", "-q", folder=good), run("build", "-q", folder=broken)

    assert (silent.stdout, silent.stderr) == ("", "")
    assert told.stdout == ""
    assert "unknown-entity" in told.stderr


def test_verbose_tells_each_step_in_plain_lines(good: Path) -> None:
    ended = run("build", "-v", folder=good)

    assert len(ended.stderr.splitlines()) >= 3
    assert ESCAPE not in ended.stderr


@pytest.mark.parametrize("name", ["build", "check"])
def test_json_is_one_object_with_these_keys(good: Path, broken: Path, name: str) -> None:
    ended = run(name, "--format", "json", folder=good)
    failed = run(name, "--format", "json", folder=broken)

    for each in (ended, failed):
        told = json.loads(each.stdout)
        assert list(told) == ["problems", "pages", "rendered", "written", "removed", "seconds"]
        assert each.stderr == ""
    assert json.loads(ended.stdout)["problems"] == []
    assert json.loads(failed.stdout)["written"] == 0
    problems = json.loads(failed.stdout)["problems"]
    assert problems == sorted(problems, key=lambda each: (each["path"], each["line"]))
    for problem in problems:
        keys = ["path", "line", "column", "code", "severity", "message", "hint"]
        assert list(problem) == keys
        assert problem["severity"] in ("error", "warning")
        assert problem["line"] >= 1
        assert problem["column"] >= 1


def test_json_tells_what_is_wrong_with_the_settings_too(good: Path) -> None:
    (good / "site.toml").write_text('title = "x"\n', encoding="utf-8")

    ended = run("build", "--format", "json", folder=good)

    assert ended.returncode == 2
    (problem,) = json.loads(ended.stdout)["problems"]
    assert (problem["path"], problem["code"]) == ("site.toml", "missing-field")


def test_a_workflow_gets_a_command_for_each_problem(tmp_path: Path) -> None:
    name = "50%, a:b.md"
    write_site(tmp_path, {f"articles/{name}": "---\ntitle: x\n---\n"})

    ended = run("build", "--format", "github", folder=tmp_path)

    commands = [line for line in ended.stdout.splitlines() if line.startswith("::")]
    assert ended.returncode == 1
    assert len(commands) == 1
    where = r"file=content/articles/50%25%2C a%3Ab\.md,line=1,col=1,title=bad-id"
    assert re.match(rf"::error {where}::\S", commands[0])


@pytest.mark.parametrize("environment", NARROW)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_narrow_encoding_breaks_nothing(
    broken: Path, environment: Mapping[str, str], form: str
) -> None:
    ended = run("build", "--format", form, folder=broken, environment=environment)

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    if form == "json":
        paths = {problem["path"] for problem in json.loads(ended.stdout)["problems"]}
        assert {"content/articles/статья.md", "content/articles/文章.md"} <= paths
    else:
        assert "unknown-entity" in ended.stdout + ended.stderr


@pytest.mark.parametrize("form", ["text", "github"])
def test_whoever_stops_reading_stops_the_printing(tmp_path: Path, form: str) -> None:
    many = {f"articles/{number}.md": "---\nnothing: x\n---\n" for number in range(700)}
    write_site(tmp_path, many)
    line = f"{' '.join(command('build', '--format', form))} 2>&1 | head -n 1; exec 2>&1; echo done"

    ended = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path,
        env=environment_with({}),
        check=True,
        capture_output=True,
        text=True,
    )

    assert len(ended.stdout.splitlines()) == 2
    assert ended.stdout.endswith("done\n")
    assert ended.stderr == ""


def test_a_schema_that_is_read_in_part_says_nothing_more(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("schema"),
        cwd=tmp_path,
        env=environment_with({"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""


def test_nobody_need_read_the_results(good: Path) -> None:
    line = f"{' '.join(command('build'))} >&-"

    ended = subprocess.run(["/bin/sh", "-c", line], cwd=good, env=environment_with({}), check=False)

    assert ended.returncode == 0
    assert (good / "output" / "index.html").is_file()


@pytest.mark.parametrize(
    ("options", "environment", "is_coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colours_unless_it_wants_none(
    broken: Path, options: tuple[str, ...], environment: dict[str, str], *, is_coloured: bool
) -> None:
    said = said_on_a_terminal(broken, ("check", *options), environment)

    assert "unknown-entity" in said
    problems = said[said.index("content/") :]
    assert (ESCAPE in problems) == is_coloured


@pytest.mark.parametrize(("options", "is_coloured"), [((), False), (("--color", "always"), True)])
def test_without_a_terminal_there_are_no_colours_unless_they_are_asked_for(
    broken: Path, options: tuple[str, ...], *, is_coloured: bool
) -> None:
    ended = run("check", *options, folder=broken)

    assert (ESCAPE in ended.stderr) == is_coloured


def test_a_terminal_shows_what_is_being_done(good: Path) -> None:
    said = said_on_a_terminal(good, ("build",), {})
    silent = said_on_a_terminal(good, ("build", "-q"), {})

    assert ESCAPE in said
    assert silent == ""


def said_on_a_terminal(
    folder: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> str:
    """Run a command whose errors go to a terminal; give what the terminal was sent."""
    reader, writer = pty.openpty()
    with subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment_with({"TERM": "xterm-256color", **environment}),
        stdout=subprocess.DEVNULL,
        stderr=writer,
    ):
        os.close(writer)
        said = b""
        while True:
            try:
                said += (part := os.read(reader, 4096))
            except OSError:
                # On Linux the end of what was sent to a terminal is told so.
                break
            if not part:
                break
    os.close(reader)
    return said.decode(errors="replace")


def test_the_example_has_no_fault_however_strictly_it_is_built(tmp_path: Path) -> None:
    ended = run("build", "--strict", folder=copy_example(tmp_path))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == 1
