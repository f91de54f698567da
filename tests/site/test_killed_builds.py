"""A build that is killed at any moment leaves the old site or the new one, whole.

Run as a program, with an output folder and two sites, this file is the builder that the tests
kill: for each line that it reads it starts a process that builds one site and the other in turn.
"""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import pytest

from bench.corpus import write_site as write_large_site
from tests.site.builds import command, digests_of, environment_with, run, write_site

KILLS = 30


class Sites(NamedTuple):
    """Two sites that are built to one folder."""

    folders: tuple[Path, Path]
    output: Path


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    """Write two versions of a site: pages that stay, that change, and that only one has."""
    old = {f"articles/{n}.md": f"---\ntitle: Article {n}\n---\nOld.\n" for n in range(30)}
    new = {f"articles/{n}.md": f"---\ntitle: Article {n}\n---\nNew.\n" for n in range(10, 45)}
    same = {"pages/about.md": "---\ntitle: About\n---\nAlways the same.\n"}
    folders = (write_site(tmp_path / "old", old | same), write_site(tmp_path / "new", new | same))
    (tmp_path / "out").mkdir()
    return Sites(folders, tmp_path / "out" / "output")


@contextmanager
def builder(sites: Sites, jobs: str) -> Iterator[subprocess.Popen[str]]:
    """Start the process that starts builders, so that each need not import the package."""
    program = [sys.executable, __file__, sites.output, *sites.folders, jobs]
    with subprocess.Popen(
        list(map(str, program)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment_with({}),
        text=True,
    ) as process:
        yield process
        process.terminate()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_site(
    sites: Sites, jobs: str
) -> None:
    began = time.monotonic()
    whole = [built(folder) for folder in sites.folders]
    # On a machine that is busy with other things builds take longer, and so may live longer.
    longest_life_seconds = (time.monotonic() - began) / 2
    shutil.copytree(sites.folders[1] / "output", sites.output)
    chance = random.Random(jobs)  # noqa: S311 (the same moments in every run)
    left: list[int] = []
    unfinished = 0

    with builder(sites, jobs) as process:
        for _ in range(KILLS // 2):
            child = int(_ask(process.stdin, process.stdout, "start"))
            time.sleep(chance.uniform(0, longest_life_seconds))
            os.kill(child, signal.SIGKILL)
            _ask(process.stdin, process.stdout, "gone?")
            unfinished += any(sites.output.parent.glob(".output.stage*"))
            left.append(whole.index(digests_of(sites.output)))

    # Else no build was hit in the midst of its work, or none came to its end.
    assert unfinished > 0
    assert set(left) == {0, 1}
    ended = run("build", "--site", sites.folders[0], "-o", sites.output, folder=sites.output.parent)
    assert ended.returncode == 0
    assert digests_of(sites.output) == whole[0]
    assert {path.name for path in sites.output.parent.iterdir()} <= {"output", ".output.spare"}


def built(folder: Path) -> dict[str, str]:
    """Build a site in its own folder; give the digests of what is there then."""
    run("build", folder=folder)
    digests = digests_of(folder / "output")
    assert len(digests) > 30
    return digests


def _ask(questions: IO[str] | None, answers: IO[str] | None, question: str) -> str:
    assert questions is not None
    assert answers is not None
    questions.write(f"{question}\n")
    questions.flush()
    return answers.readline()


@pytest.mark.slow
def test_the_workers_of_a_killed_build_end_too(tmp_path: Path) -> None:
    write_large_site(tmp_path / "site", 150, seed=1)
    started = subprocess.Popen(
        command("build", "-v", "--jobs", "2", "--site", tmp_path / "site"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_with({}),
        text=True,
    )

    with started:
        assert started.stderr is not None
        _ = next(line for line in started.stderr if line.startswith("rendering"))
        started.kill()
        # The workers hold the ends of these pipes too, so that they only close with the last one.
        said, _ = started.communicate(timeout=20)

    assert said == ""
    assert not (tmp_path / "site" / "output").exists()


def _build_in_turn(output: str, first: str, second: str, *, jobs: str) -> None:
    from site_builder.cli import cli

    sites = (first, second)
    for _ in sys.stdin:
        sites = sites[::-1]
        child = os.fork()
        if child == 0:
            signal.alarm(60)
            for site in itertools.cycle(sites):
                cli(
                    ["build", "-q", "--jobs", jobs, "--site", site, "-o", output],
                    standalone_mode=False,
                )
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        next(sys.stdin)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _build_in_turn(*sys.argv[1:4], jobs=sys.argv[4])
