"""A site is served as the output has it, whatever there was left to build."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from site_builder.build import build
from site_builder.request import Request

SETTINGS = 'title = "Served"\nbase_url = "https://example.org/repo/"\n'
ABOUT = "---\ntitle: About\n---\nWe.\n"

LONG_AGO = 1_600_000_000
"""So that no file looks as if it might still be edited within the same tick of the clock."""


@pytest.mark.parametrize("is_built", [False, True])
def test_the_site_is_served_where_it_will_live(tmp_path: Path, *, is_built: bool) -> None:
    (tmp_path / "site.toml").write_text(SETTINGS, encoding="utf-8")
    about = tmp_path / "content" / "pages" / "about.md"
    about.parent.mkdir(parents=True)
    about.write_text(ABOUT, encoding="utf-8")
    os.utime(about, (LONG_AGO, LONG_AGO))
    if is_built:
        build(Request(site=tmp_path, jobs=1))

    command = [sys.executable, "-m", "site_builder", "serve", "--port", "0", "--site"]
    with subprocess.Popen([*command, str(tmp_path)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            said = [server.stdout.readline() for _ in range(2)]
            address = said[-1].split()[1]
            with urlopen(f"{address}about/") as answer:  # noqa: S310 - of this machine
                page = answer.read()
        finally:
            server.terminate()

    assert address.endswith("/repo/")
    assert b"<p>We.</p>" in page
