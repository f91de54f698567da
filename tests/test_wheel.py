"""What is published can be installed by itself, and makes a site out of nothing."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import site_builder

ROOT = Path(__file__).parent.parent
METADATA = f"site_builder-{site_builder.__version__}.dist-info"
# What would let the checkout, or the settings of whoever runs the tests, into the environment.
LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SITE_BASE_URL")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel out of it."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), folder=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_theme(wheel: Path) -> None:
    packaged = set(zipfile.ZipFile(wheel).namelist())

    theme = {f"site_builder/{path}" for path in _files("templates")}
    assert theme
    assert theme | _files("site_builder") <= packaged
    assert {name.split("/")[0] for name in packaged} == {"site_builder", METADATA}


@pytest.mark.slow
def test_the_installed_wheel_begins_a_site_and_builds_it(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "environment", with_pip=True)
    programs = tmp_path / "environment" / "bin"
    _run(str(programs / "pip"), "install", "--quiet", str(wheel), folder=tmp_path)
    site = tmp_path / "site"

    _run(str(programs / "site-builder"), "init", str(site), folder=tmp_path)
    _run(str(programs / "site-builder"), "build", "--strict", folder=site)

    front_page = (site / "output" / "index.html").read_text(encoding="utf-8")
    assert "</html>" in front_page
    assert list((site / "output" / "articles").glob("*/index.html"))


def _files(folder: str) -> set[str]:
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {file.relative_to(ROOT).as_posix() for file in files if file.suffix != ".pyc"}


def _run(*command: str, folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in LEAKS}
    ended = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    assert ended.returncode == 0, f"{' '.join(command)}\n{ended.stdout}\n{ended.stderr}"
