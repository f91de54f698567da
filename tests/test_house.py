"""The repository is laid out, declared and published as its documentation says."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
import yaml

from tests.test_floors import PACKAGE, imports_of

ROOT = Path(__file__).parent.parent
FIRST_PARTY = {"bench", "site_builder", "tests"}
LAYOUT = (
    ".ci/run",
    ".github/workflows/pages.yml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench/__main__.py",
    "content/articles",
    "docs/problems.md",
    "pyproject.toml",
    "site.toml",
    "site_builder/__main__.py",
    "templates/assets",
    "tests",
)


def test_everything_stands_where_the_documentation_says() -> None:
    missing = [path for path in LAYOUT if not (ROOT / path).exists()]

    assert missing == []


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_git_knows_nothing_of_the_built_site() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "output"]

    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)

    assert found.stdout.split() == ["output/.gitignore"]


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("build", "site-builder build --drafts"),
        ("serve", "site-builder serve --watch --drafts"),
        ("bench", "python -m bench --drafts"),
        ("test", "python -m pytest"),
        ("check", "python -m ruff format --check"),
        ("check", "python -m ruff check"),
        ("check", "python -m mypy"),
        ("check", "python -m pytest"),
        ("clean", "site-builder clean"),
    ],
)
def test_make_runs(target: str, command: str) -> None:
    planned = _make("--dry-run", target, "OPTIONS=--drafts")

    assert planned.returncode == 0
    assert command in planned.stdout


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("exit 1", "no Python 3.11 or later was found"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
    ],
)
def test_make_says_what_a_machine_lacks(tmp_path: Path, python: str, sentence: str) -> None:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    stub = tmp_path / "bin" / "python3"
    stub.parent.mkdir()
    stub.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    stub.chmod(0o755)

    made = _make("build", folder=tmp_path, path=stub.parent)

    assert made.returncode == 2
    assert sentence in made.stderr
    assert not (tmp_path / ".venv").exists()


def _make(
    *arguments: str, folder: Path = ROOT, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    make = shutil.which("make")
    assert make is not None
    # These tests may themselves run under make, whose options are no concern of this one.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = inherited if path is None else {**inherited, "PATH": str(path)}
    command = [make, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )


def test_every_library_that_the_package_imports_is_declared() -> None:
    imported = _imported_distributions(PACKAGE)

    assert imported <= _declared("dependencies")


def test_every_library_that_is_declared_is_imported() -> None:
    imported = _imported_distributions(PACKAGE)

    assert _declared("dependencies") <= imported


@pytest.mark.parametrize("folder", ["tests", "bench"])
def test_every_library_for_development_is_declared(folder: str) -> None:
    imported = _imported_distributions(ROOT / folder)

    assert imported <= _declared("dependencies") | _declared("dev")


def _imported_distributions(package: Path) -> set[str]:
    modules = {found.name.split(".")[0] for found in imports_of(package)}
    libraries = modules - sys.stdlib_module_names - FIRST_PARTY
    distributions = importlib.metadata.packages_distributions()
    # A library that is not installed stands for itself, and is then not among those declared.
    return {
        _normalize(name)
        for library in libraries
        for name in distributions.get(library, [f"uninstalled {library}"])
    }


def _declared(group: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"dependencies": project["dependencies"], **project["optional-dependencies"]}
    return {_normalize(re.split(r"[^\w.-]", requirement)[0]) for requirement in groups[group]}


def _normalize(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


class Step(msgspec.Struct, frozen=True):
    """One step of a job, as GitHub reads it."""

    uses: str = ""
    run: str = ""
    given: dict[str, str] = msgspec.field(name="with", default_factory=dict)
    env: dict[str, str] = {}


class Job(msgspec.Struct, frozen=True):
    """One job of a workflow."""

    steps: tuple[Step, ...]
    permissions: dict[str, str] = {}
    """Without any, those of the workflow."""

    condition: str = msgspec.field(name="if", default="")


class Workflow(msgspec.Struct, frozen=True):
    """What must hold of a workflow that publishes."""

    on: dict[str, object]
    permissions: dict[str, str]
    concurrency: dict[str, str]
    jobs: dict[str, Job]


@pytest.fixture(scope="module")
def workflow() -> Workflow:
    """Read the workflow with every scalar as its text: to YAML 1.1 the key `on` is a truth."""
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts)
    return msgspec.convert(loaded, Workflow)


def _step(job: Job, name: str) -> Step:
    (step,) = (step for step in job.steps if name in step.uses or name in step.run)
    return step


def test_the_workflow_runs_for_proposals_for_main_and_by_hand(workflow: Workflow) -> None:
    assert workflow.on == {
        "push": {"branches": ["main"]},
        "pull_request": "",
        "workflow_dispatch": "",
    }


def test_the_workflow_may_do_no_more_than_it_must(workflow: Workflow) -> None:
    assert workflow.permissions == {"contents": "read"}
    assert workflow.jobs["build"].permissions == {"contents": "read", "pages": "read"}
    assert workflow.jobs["deploy"].permissions == {"pages": "write", "id-token": "write"}


def test_the_workflow_builds_strictly_for_the_address_of_the_pages(workflow: Workflow) -> None:
    build = _step(workflow.jobs["build"], "make build")

    assert "--strict" in build.run
    assert "--format github" in build.run
    assert build.env == {"SITE_BASE_URL": "${{ steps.pages.outputs.base_url }}"}


def test_the_workflow_has_the_whole_history_and_publishes_hidden_files(workflow: Workflow) -> None:
    job = workflow.jobs["build"]

    assert _step(job, "actions/checkout").given["fetch-depth"] == "0"
    assert _step(job, "actions/upload-pages-artifact").given == {
        "path": "output",
        "include-hidden-files": "true",
    }


def test_the_workflow_publishes_nothing_but_main(workflow: Workflow) -> None:
    condition = workflow.jobs["deploy"].condition

    assert "github.event_name != 'pull_request'" in condition
    assert "github.ref == 'refs/heads/main'" in condition
    assert workflow.concurrency["group"] == "pages-${{ github.ref }}"
