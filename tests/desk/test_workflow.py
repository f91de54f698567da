"""What `init` hands to GitHub and to editors does what it says, run here step by step."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml

from site_builder.desk.start import start_site
from site_builder.reading.schema import schemas
from tests.desk.servers import serving, status
from tests.documentation import ROOT
from tests.problems.sites import check_site
from tests.test_house import Job, Workflow

COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Begin a site in an empty folder."""
    list(start_site(tmp_path / "site"))
    return tmp_path / "site"


def jobs_of(site: Path) -> dict[str, Job]:
    """Read the jobs of the workflow."""
    text = (site / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts)
    return msgspec.convert(loaded, Workflow).jobs


def run_steps(job: Job, site: Path, base_url: str) -> str:
    """Run the commands of a job in their order, as the runner would; give what they print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "SITE_BASE_URL": base_url}
    printed: list[str] = []
    for step in job.steps:
        # What is installed there is what is tested here.
        if step.run and not step.run.startswith("pip install"):
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.run]
            ended = subprocess.run(
                command, cwd=site, env=environment, check=True, capture_output=True, text=True
            )
            printed.append(ended.stdout + ended.stderr)
    return "".join(printed)


@pytest.mark.slow
def test_a_new_site_passes_all_steps_before_anything_is_published(site: Path) -> None:
    with serving({}) as server:
        printed = run_steps(jobs_of(site)["build"], site, f"{server.url}/repo")

    assert f"nothing is published yet at {server.url}/repo/" in printed
    assert "::warning" not in printed
    assert "::error" not in printed
    assert (site / "output" / "index.html").is_file()


@pytest.mark.slow
def test_what_was_published_and_is_gone_is_told_before_it_is_published(site: Path) -> None:
    published = b"/\n/articles/council-keeps-the-night-ferry/\n/articles/renamed/\n"
    with serving({"/repo/data/urls.txt": status(200, published)}) as server:
        printed = run_steps(jobs_of(site)["build"], site, f"{server.url}/repo")

    (warning,) = (line for line in printed.splitlines() if line.startswith("::warning"))
    assert "file=published.txt,line=3" in warning
    assert "/articles/renamed/ was published, and is gone" in warning


@pytest.mark.slow
def test_every_built_site_lists_its_addresses(site: Path) -> None:
    with serving({}) as server:
        run_steps(jobs_of(site)["build"], site, server.url)

    listed = (site / "output" / "data" / "urls.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(listed)
    assert "/articles/council-keeps-the-night-ferry/" in listed
    assert all((site / "output" / path[1:] / "index.html").is_file() for path in listed)


def test_workflows_have_the_form_that_github_reads(site: Path) -> None:
    paths = (site / ".github/workflows/pages.yml", *(ROOT / ".github/workflows").glob("*.yml"))
    program = Path(sys.executable).parent / "check-jsonschema"

    ended = subprocess.run(
        [program, "--builtin-schema", "vendor.github-workflows", *paths],
        check=False,
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 0, ended.stdout


def test_links_are_asked_after_once_a_week_and_nothing_is_built_then(site: Path) -> None:
    jobs = jobs_of(site)

    assert jobs["links"].condition == "github.event.schedule == '47 4 * * 1'"
    assert jobs["build"].condition == "github.event.schedule != '47 4 * * 1'"
    assert jobs["links"].steps[-1].run == "site-builder check --links --format github"


def test_editors_are_given_the_schema_of_every_kind(site: Path) -> None:
    settings = json.loads(COMMENT.sub("", (site / ".vscode/settings.json").read_text("utf-8")))

    for path, files in settings["yaml.schemas"].items():
        kind = Path(path).stem
        folder = files.removesuffix("/**/*.md")
        assert json.loads((site / path).read_text(encoding="utf-8")) == schemas()[kind]
        assert list((site / folder).rglob("*.md"))
    assert {Path(path).stem for path in settings["yaml.schemas"]} == schemas().keys()


def test_editors_find_problems_in_what_a_check_prints(site: Path) -> None:
    tasks = json.loads(COMMENT.sub("", (site / ".vscode/tasks.json").read_text("utf-8")))
    pattern = re.compile(tasks["tasks"][0]["problemMatcher"]["pattern"]["regexp"], re.MULTILINE)
    article = site / "content/articles/council-keeps-the-night-ferry.md"
    article.write_text(article.read_text("utf-8").replace("one\nmore year", "ever"))

    printed = check_site(site).printed

    told = [found.groups() for found in pattern.finditer(printed)]
    assert told
    assert {each[0] for each in told} == {"content/articles/council-keeps-the-night-ferry.md"}
    assert {each[4] for each in told} == {"quote-not-found"}
