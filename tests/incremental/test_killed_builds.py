"""Builds that go on from each other and are killed leave a whole site, and a cache that is right.

Run as a program, with a site's folder, its output and a number of processes, this file is what the
test kills: for each line that it reads it starts a process that edits the site and builds it, again
and again.
"""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import msgspec
import pytest

from site_builder.build import build
from site_builder.request import Request
from tests.incremental.made_up import Chosen, files_of, request_for
from tests.incremental.twins import digests_of
from tests.site.builds import environment_with

KILLS = 15

VERSIONS: tuple[Chosen, ...] = (
    {},
    {"summit_title": 1, "moved_body": 1},
    {"li_name": 1, "content/articles/bare.md": 2, "content/articles/added.md": 1},
    {"summit": 1, "signing_date": 2, "title": 1, "colour": 1},
)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_build_leaves_a_whole_site_and_the_next_gives_what_a_clean_one_gives(
    tmp_path: Path, jobs: int
) -> None:
    site, output = tmp_path / "site", tmp_path / "output"
    began = time.monotonic()
    whole = [build_from_nothing(version, tmp_path / "clean") for version in VERSIONS]
    # On a machine that is busy with other things builds take longer, and so may live longer.
    longest_life_seconds = time.monotonic() - began
    edit(site, VERSIONS[0])
    build(request_for(VERSIONS[0], site, output))
    chance = random.Random(jobs)  # noqa: S311 (the same moments in every run)
    unfinished = 0
    left: set[int] = set()

    with subprocess.Popen(
        [sys.executable, __file__, site, output, str(jobs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment_with({}),
        text=True,
    ) as process:
        for version in itertools.islice(itertools.cycle(range(len(VERSIONS))), KILLS):
            child = int(ask(process.stdin, process.stdout, "start"))
            time.sleep(chance.uniform(0, longest_life_seconds))
            os.kill(child, signal.SIGKILL)
            ask(process.stdin, process.stdout, "gone?")
            unfinished += any(path.name.startswith(".output.") for path in tmp_path.iterdir())
            left.add(whole.index(digests_of(output)))
            edit(site, VERSIONS[version])
            report, _ = build(request_for(VERSIONS[version], site, output))
            assert report.is_good
            assert digests_of(output) == whole[version]
        process.terminate()

    # Else no build was hit in the midst of its work, or none came to its end.
    assert unfinished > 0
    assert len(left) > 1


def build_from_nothing(version: Chosen, folder: Path) -> dict[str, str]:
    """Build a version of the site as if nothing had been built before."""
    output = folder.with_name(f"{folder.name}-{VERSIONS.index(version)}")
    edit(folder, version)
    request = msgspec.structs.replace(request_for(version, folder, output), use_cache=False)
    assert build(request)[0].is_good
    return digests_of(output)


def edit(site: Path, version: Chosen) -> None:
    """Make the files those of a version, and leave alone what they have in common."""
    wanted = files_of(version)
    for folder in ("content", "templates"):
        for path in (site / folder).rglob("*"):
            if path.is_file() and path.relative_to(site).as_posix() not in wanted:
                path.unlink()
    for name, content in wanted.items():
        file = site / name
        if not file.is_file() or file.read_bytes() != content:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def ask(questions: IO[str] | None, answers: IO[str] | None, question: str) -> str:
    """Send a line to the program, and read the line that it answers with."""
    assert questions is not None
    assert answers is not None
    questions.write(f"{question}\n")
    questions.flush()
    return answers.readline()


def edit_and_build(site: Path, output: Path, *, jobs: int) -> None:
    """Edit and build for each line that is read, until killed."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.alarm(60)
            for version in itertools.cycle(VERSIONS):
                edit(site, version)
                request: Request = request_for(version, site, output)
                build(msgspec.structs.replace(request, jobs=jobs))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        next(sys.stdin)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    edit_and_build(Path(sys.argv[1]), Path(sys.argv[2]), jobs=int(sys.argv[3]))
