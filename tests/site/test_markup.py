"""Every page is HTML that is well formed and complete, and does nothing of itself."""

import re

import pytest

from tests.site.builds import Site
from tests.site.documents import faults, parse

BROKEN = {
    "<p><div></div></p>": "<div> inside <p>",
    "<p><b>x</p></b>": "</p> where <b> is open",
    "<p>x": "<p> is never closed",
    "<a href='/'><a href='/'>x</a></a>": "<a> inside a link",
    "<ul><p>x</p><li>x</li></ul><tr></tr>": "<tr> inside",
    "<i id=a></i><b id=a></b>": 'id "a" stands 2 times',
    "<h1>x</h1><h3>x</h3>": "<h3> follows <h1>",
    "<h1>x</h1><h1>x</h1>": "2 elements <h1>",
    "<html lang=en>": "lacks lang or dir",
    "<img src=x>": "lacks alt",
    "<a href=''>x</a>": "has an empty address",
    "<i style='x'></i>": "has style",
    "<i onclick=x></i>": "has onclick",
    "<style></style>": "<style> is there",
    "<script>x</script>": "stands in the page itself",
    "<a href=' java\tscript:x'>x</a>": "has href",
    "<i aria-labelledby=b></i>": 'names "b", which is not there',
    "<p>x</p>": "its Content-Security-Policy is []",
}


@pytest.mark.parametrize(("html", "fault"), BROKEN.items())
def test_the_checker_finds(html: str, fault: str) -> None:
    found = faults(parse(html))

    assert any(fault in said for said in found), found


@pytest.mark.parametrize("name", ["example", "crowded"])
def test_every_page_is_well_formed_complete_and_without_scripts_of_its_own(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)

    found = [
        f"{file.relative_to(site.output)}: {fault}"
        for file in sorted(site.output.rglob("*.html"))
        for fault in faults(parse(file.read_text(encoding="utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize("name", ["example", "crowded", "large"])
def test_notes_are_numbered_in_the_order_in_which_a_reader_meets_them(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)

    for page in site.output.glob("articles/*/index.html"):
        html = page.read_text(encoding="utf-8")
        numbers = [
            int(number) for number in re.findall(r'href="#note_[^"]+">(\d+)</a></sup>', html)
        ]

        assert numbers == sorted(numbers), page
