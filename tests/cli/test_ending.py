"""The exit status tells what came of a command, and a signal ends it cleanly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import write_site as write_large_site
from tests.site.builds import command, digests_of, environment_with, run

ATTEMPTS = 5
"""On a machine that is busy a build may be done before the signal is sent."""

STEPS = {"reading", "linking", "rendering", "writing"}


def test_done_is_nought(good: Path) -> None:
    assert run("build", folder=good).returncode == 0
    assert run("check", folder=good).returncode == 0
    assert run("clean", folder=good).returncode == 0


def test_problems_of_content_are_one(broken: Path) -> None:
    assert run("build", folder=broken).returncode == 1
    assert run("check", folder=broken).returncode == 1


def test_a_fault_of_a_template_is_one(good: Path) -> None:
    (good / "templates").mkdir()
    (good / "templates" / "page.html").write_text("{% if %}", encoding="utf-8")

    ended = run("build", folder=good)

    assert ended.returncode == 1
    assert ended.stderr.startswith("templates/page.html:1:")


def test_settings_that_cannot_be_read_are_two(good: Path) -> None:
    (good / "site.toml").write_text("title = ", encoding="utf-8")

    ended = run("build", folder=good)

    assert ended.returncode == 2
    assert ended.stderr.startswith("site.toml:1:1: config-broken: ")


def test_a_fault_of_the_machine_is_two_and_told_in_words(good: Path) -> None:
    (good / "output").mkdir()
    limited = (sys.executable, "-c", LIMITED)

    ended = run("build", "--jobs", "1", folder=good, program=limited)

    assert ended.returncode == 2
    assert ended.stderr == "site-builder: file too large\n"


LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
from site_builder.cli import main
main()
"""
"""Runs the command where files may have a hundred bytes, as on a disk that is nearly full."""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_cannot_be_written_is_two(good: Path) -> None:
    (good / "locked").mkdir(mode=0o500)

    ended = run("build", "-o", "locked/output", folder=good)

    assert ended.returncode == 2
    assert "cannot be written to" in ended.stderr


@pytest.fixture(scope="module")
def outdated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write and build a site that takes a while, and add a page to it."""
    folder = tmp_path_factory.mktemp("outdated")
    write_large_site(folder / "site", 60, seed=2)
    (folder / "out").mkdir()
    run("build", *places_in(folder), folder=folder)
    new = folder / "site" / "content" / "stories" / "new.md"
    new.write_text("---\ntitle: New\n---\n", encoding="utf-8")
    return folder


def places_in(folder: Path) -> tuple[str | Path, ...]:
    """Say where the site is and where it is built to."""
    return ("--site", folder / "site", "-o", folder / "out" / "output")


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["reading", "rendering"])
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_build_and_leaves_the_output_as_it_was(
    outdated: Path, sent: signal.Signals, status: int, jobs: str, *, moment: str
) -> None:
    output = outdated / "out" / "output"
    before = digests_of(output)

    options = ("--jobs", jobs, *places_in(outdated))
    attempts = (signalled(sent, moment, *options) for _ in range(ATTEMPTS))
    ended = next((each for each in attempts if each.returncode), None)

    assert ended is not None
    assert ended.returncode == status
    assert ended.stdout == ""
    assert {line.split()[0] for line in ended.stderr.splitlines() if line.strip()} <= STEPS
    assert digests_of(output) == before
    assert {path.name for path in output.parent.iterdir()} <= {"output", ".output.spare"}


def signalled(
    sent: signal.Signals, moment: str, *options: str | Path
) -> subprocess.CompletedProcess[str]:
    """Start a build and send a signal once it tells a step; give what it says from then on."""
    with subprocess.Popen(
        command("build", "-v", "--no-cache", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_with({}),
        text=True,
        # As at a terminal, where an interruption reaches the workers too.
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert any(line.startswith(moment) for line in process.stderr)
        os.killpg(process.pid, sent)
        said, errors = process.communicate(timeout=30)
    return subprocess.CompletedProcess(process.args, process.returncode, said, errors)
