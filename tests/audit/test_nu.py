"""The Nu HTML checker finds no error on any page of the example site and the documentation."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.documentation import gather_documents
from tests.site.builds import Site, build_site, copy_example

CHECKER = Path(__file__).parents[2] / ".venv/audit/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = pytest.mark.skipif(
    not CHECKER.is_file(), reason="the Nu HTML checker is not kept here: `make audit` fetches it"
)


def errors_in(folder: Path) -> list[str]:
    """Check every page of a folder; what the checker only warns of is left out."""
    checked = subprocess.run(
        ["java", "-jar", str(CHECKER), "--skip-non-html", "--format", "json", str(folder)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    messages = json.loads(checked.stderr)["messages"]
    return [
        f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}"
        for message in messages
        if message["type"] != "info"
    ]


@pytest.mark.parametrize("name", ["example", "documentation"])
def test_the_checker_finds_no_error(name: str, tmp_path: Path) -> None:
    make = copy_example if name == "example" else gather_documents
    folder = make(tmp_path / "site")
    site = Site(folder, tmp_path / "output")
    build_site(site)

    assert len(list(site.output.rglob("*.html"))) > 5
    assert errors_in(site.output) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title><p id=1 id=2>", "utf-8")

    assert len(errors_in(tmp_path)) == 1
