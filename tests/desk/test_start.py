"""`init` makes a small site that builds at once, and harms nothing that is there."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner, Result

from site_builder.build import build
from site_builder.cli import cli
from site_builder.desk.start import start_site
from site_builder.model.annotation import AnnotationType
from site_builder.reading.site import NAME
from site_builder.request import Request
from site_builder.scan import scan
from tests.test_house import Job, Step, Workflow

PARTS = {"article", "copy", "entity", "event", "page", "source", "story"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Begin a site in an empty folder."""
    list(start_site(tmp_path))
    return tmp_path


def test_a_new_site_builds_strictly(site: Path) -> None:
    report = build(Request(site=site, strict=True, jobs=1))[0]

    assert report.problems == ()
    assert report.is_good
    assert (site / "output" / "index.html").is_file()


def test_a_new_site_has_something_of_every_kind(site: Path) -> None:
    kinds = {found.kind for found in scan(site).files}

    assert kinds == PARTS


@pytest.mark.parametrize("kind", ["note", "quotation", "claim"])
def test_the_first_article_is_annotated(site: Path, kind: AnnotationType) -> None:
    (article,) = (site / "content" / "articles").glob("*.md")

    assert f"\n  - type: {kind}\n" in article.read_text(encoding="utf-8")


def test_a_new_site_shows_a_chain_a_contradiction_and_a_date_that_is_not_certain(
    site: Path,
) -> None:
    build(Request(site=site, jobs=1))[0]

    front_page = (site / "output" / "index.html").read_text(encoding="utf-8")
    assert "Minutes of the harbour council, 14 May 2024</a>" in front_page
    assert "Where accounts differ" in front_page
    assert "about 2019" in front_page


def test_git_knows_nothing_of_what_a_build_makes(site: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=site, check=True)
    before = _status(site)

    build(Request(site=site, jobs=1))[0]

    assert _status(site) == before


def _status(site: Path) -> str:
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    return subprocess.run(command, cwd=site, check=True, capture_output=True, text=True).stdout


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine", encoding="utf-8")

    written = list(start_site(tmp_path))

    assert (Path(NAME), False) in written
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.toml"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / NAME).symlink_to(outside)

    written = list(start_site(tmp_path / "site"))

    assert (Path(NAME), False) in written
    assert not outside.exists()


def test_a_second_time_writes_nothing(site: Path) -> None:
    written = list(start_site(site))

    assert written
    assert not any(is_new for _, is_new in written)


def test_a_site_can_begin_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A repository\n", encoding="utf-8")
    (tmp_path / "content").mkdir()

    list(start_site(tmp_path))

    assert build(Request(site=tmp_path, strict=True, jobs=1))[0].is_good
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "# A repository\n"


def test_init_names_what_it_wrote_and_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "some" / "site"

    ended = _init(folder)

    *wrote, following = ended.stdout.splitlines()
    assert ended.exit_code == 0
    assert set(wrote) == {f"wrote {path}" for path in folder.rglob("*") if path.is_file()}
    assert following == f"next: site-builder build --site {folder}"
    assert ended.stderr == ""


def test_init_names_what_it_kept(tmp_path: Path) -> None:
    folder = tmp_path / "a site"
    _init(folder)

    *kept, following = _init(folder).stdout.splitlines()

    assert set(kept) == {f"kept {path}" for path in folder.rglob("*") if path.is_file()}
    assert following == f"next: site-builder build --site '{folder}'"


def test_init_asks_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "init", str(tmp_path)]

    # Whoever asks reads the end of its input, and fails.
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, check=False, capture_output=True)

    assert ended.returncode == 0
    assert (tmp_path / NAME).is_file()


def test_init_says_in_a_sentence_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    command = [sys.executable, "-m", "site_builder", "init", str(tmp_path / "site")]

    ended = subprocess.run(command, check=False, capture_output=True, text=True)

    assert ended.returncode == 2
    assert ended.stderr.startswith("site-builder: ")
    assert len(ended.stderr.splitlines()) == 1


def _init(folder: Path) -> Result:
    return CliRunner().invoke(cli, ["init", str(folder)])


@pytest.fixture
def workflow(site: Path) -> Workflow:
    """Read the workflow with every scalar as its text: to YAML 1.1 the key `on` is a truth."""
    text = (site / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (it makes nothing but texts)
    return msgspec.convert(loaded, Workflow)


def _step(job: Job, name: str) -> Step:
    (step,) = (step for step in job.steps if name in step.uses or name in step.run)
    return step


def test_the_workflow_builds_strictly_for_every_push_and_proposal(workflow: Workflow) -> None:
    build_step = _step(workflow.jobs["build"], "site-builder build")

    assert workflow.on.keys() == {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert (workflow.on["push"], workflow.on["pull_request"]) == ("", "")
    assert build_step.run == "site-builder build --strict --format github"
    assert build_step.env == {"SITE_BASE_URL": "${{ steps.pages.outputs.base_url }}"}


def test_the_workflow_installs_the_builder_by_its_name(workflow: Workflow) -> None:
    assert _step(workflow.jobs["build"], "pip").run == "pip install site_builder"


def test_the_workflow_may_do_no_more_than_it_must(workflow: Workflow) -> None:
    assert workflow.permissions == {"contents": "read"}
    assert workflow.jobs["build"].permissions == {"contents": "read", "pages": "read"}
    assert workflow.jobs["deploy"].permissions == {"pages": "write", "id-token": "write"}


def test_the_workflow_publishes_nothing_but_main(workflow: Workflow) -> None:
    assert workflow.jobs["deploy"].condition == "github.ref == 'refs/heads/main'"


def test_the_workflow_has_the_whole_history_and_publishes_hidden_files(workflow: Workflow) -> None:
    job = workflow.jobs["build"]

    assert _step(job, "actions/checkout").given["fetch-depth"] == "0"
    assert _step(job, "actions/upload-pages-artifact").given == {
        "path": "output",
        "include-hidden-files": "true",
    }
