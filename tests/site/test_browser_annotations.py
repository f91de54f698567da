"""Web Annotations name, in a browser, the words that they were made on; data run no script."""

import json

import pytest
from playwright.sync_api import Page

from site_builder.model.urls import path_of
from tests.site.builds import Site, archive_of
from tests.site.hosting import served
from tests.site.watching import text_seen, watch

DATA = """() => [...document.querySelectorAll("script:not([src])")].map(
  ({ type, textContent }) => ({ type, graph: JSON.parse(textContent)["@graph"].length }),
)"""

FOUND = """async () => {
  const link = document.querySelector('link[rel="alternate"][href$="annotations.json"]');
  return (await fetch(link.href)).json();
}"""


@pytest.mark.parametrize("name", ["example", "crowded"])
def test_the_selectors_of_a_page_name_the_words_that_a_browser_has_there(
    page: Page, request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)
    checked = 0

    with served(site.output) as host:
        faults = watch(page, host)
        for slug in archive_of(site).articles:
            page.goto(host.rstrip("/") + path_of("article", slug))
            text = text_seen(page).text
            for item in page.evaluate(FOUND)["items"]:
                quote, *places = item["target"].get("selector", [{"exact": ""}])
                around = (quote.get("prefix", ""), quote["exact"], quote.get("suffix", ""))
                for place in places:
                    start, end = place["start"], place["end"]
                    before, after = text[max(0, start - 32) : start], text[end : end + 32]
                    assert around == (before, text[start:end], after)
                    checked += 1

    assert faults == []
    assert checked >= 10


def test_data_in_a_page_pass_its_policy_and_are_read(page: Page, example: Site) -> None:
    with served(example.output) as host:
        faults = watch(page, host)
        for path in ("", "articles/", "timeline/", "claims/", "data/"):
            page.goto(host.rstrip("/") + "/" + path)
            (data,) = page.evaluate(DATA)
            assert data["type"] == "application/ld+json"
            assert data["graph"] >= 1

    assert faults == []


def test_the_files_of_a_built_site_are_those_that_its_pages_name(example: Site) -> None:
    collection = json.loads((example.output / "annotations.json").read_bytes())
    context = json.loads((example.output / "context.jsonld").read_bytes())["@context"]
    pages = [json.loads(f.read_bytes()) for f in example.output.glob("articles/*/annotations.json")]

    assert collection["total"] == sum(len(each["items"]) for each in pages)
    assert {each["partOf"]["id"] for each in pages} == {collection["id"]}
    assert all(term["@id"].startswith(collection["@context"][1]) for term in context.values())
