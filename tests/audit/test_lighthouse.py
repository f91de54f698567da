"""Lighthouse, in the system's Chromium, gives the pages that are read most its best marks."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHROMIUM
from tests.site.builds import Site, build_site, copy_example
from tests.site.hosting import served
from tests.theme.reading import DENSE

LIGHTHOUSE = Path(__file__).parents[2] / ".venv/audit/node_modules/lighthouse/cli/index.js"

pytestmark = pytest.mark.skipif(
    not LIGHTHOUSE.is_file(), reason="Lighthouse is not kept here: `make audit` fetches it"
)

LEAST: Mapping[str, float] = {
    "accessibility": 1,
    "best-practices": 1,
    "performance": 0.95,
    "seo": 1,
}
PAGES = {"article": DENSE, "entity": "entities/alexander-lukashenko/", "timeline": "timeline/"}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the example site as GitHub Pages does: under a base path, compressed."""
    folder = copy_example(tmp_path_factory.mktemp("lighthouse"))
    site = Site(folder, folder / "output")
    build_site(site)
    with served(site.output, compresses=True) as address:
        yield address


@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_gives_the_best_marks(host: str, kind: str, tmp_path: Path) -> None:
    report = look_at(f"{host}{PAGES[kind]}", tmp_path / "report.json")

    marks = {name: report["categories"][name]["score"] for name in LEAST}

    assert {n: mark for n, mark in marks.items() if mark < LEAST[n]} == {}, faults_in(report)


def look_at(address: str, file: Path) -> dict[str, Any]:
    """Let Lighthouse look at a page as a telephone shows it."""
    flags = ["--headless=new", "--disable-gpu"]
    if os.geteuid() == 0:
        # Chromium refuses to start its sandbox as root.
        flags.append("--no-sandbox")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    subprocess.run(
        [
            *("node", str(LIGHTHOUSE), address, "--quiet", "--output=json"),
            f"--output-path={file}",
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags={' '.join(flags)}",
        ],
        env={**os.environ, **({"CHROME_PATH": chromium} if chromium else {})},
        check=True,
        timeout=180,
    )
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


def faults_in(report: Mapping[str, Any]) -> list[str]:
    """List what Lighthouse gave less than it could."""
    return [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}"
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < 1
    ]
