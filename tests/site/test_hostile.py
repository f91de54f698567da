"""Content that nobody vouches for runs nothing, loads nothing from elsewhere and breaks no file."""

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from site_builder.build import build
from tests.drawn import photograph
from tests.site.builds import Site, build_site, request_for, write_site
from tests.site.crawling import ATOM, crawl
from tests.site.documents import faults, parse
from tests.site.hostile import (
    ADDRESSES,
    HANDLERS,
    LINKS,
    REFUSED,
    REQUESTS,
    SCRIPTS,
    STYLES,
    TEMPLATES,
    TEXTS,
)
from tests.site.hosting import served
from tests.site.watching import DANGERS, watch

TAG = re.compile(r"<[a-z/!][^>]*>")

BODIES = (*SCRIPTS, *HANDLERS, *STYLES, *REQUESTS, *TEMPLATES)

LEFT_TO_AUTHORS = ("<img> lacks alt", "<a> leads nowhere")
"""What is left of a tag written in HTML when its address or its handler is gone."""

ARTICLE = """\
---
title: {title}
published: 2023-03-{day:02}
---

Before.

{body}

After, [about](/about/).
"""

ABOUT = "---\ntitle: About\n---\n"

EVERY_FIELD = """\
---
title: {text}
published: 2023-04-{day:02}
author: [{text}]
publisher: {text}
summary: {text}
topics: [{text}]
image: {{src: x.png, alt: {text}, caption: {text}, credit: {text}}}
extra: {{key: {text}}}
stories: story-{day}
entities: [one-{day}]
events: [{{id: event-{day}, date: 2023-01-01, title: {text}, summary: {text}, exact: Words}}]
sources:
  - {{id: source-{day}, type: book, title: {text}, author: [{text}], publisher: {text},
     container-title: {text}}}
annotations:
  - {{type: quotation, id: q, exact: Words, speaker: one-{day}, cue: {text},
     original: {{language: de, text: {text}}}, body: {text}, by: desk, topics: [{text}]}}
  - {{type: claim, id: c, exact: Words, claimant: one-{day}, about: one-{day}, property: {text},
     value: {text}, verdict: {{rating: {text}, body: {text}, by: desk}}}}
  - {{type: claim, id: d, about: one-{day}, property: {text}, value: other, contradicts: c}}
  - {{type: question, id: u, body: {text}, answer: {text}}}
  - {{type: citation, id: s, exact: Words, sources: source-{day}, locator: {text}}}
  - {{type: correction, id: k, body: {text}}}
---

Words.
"""
ENTITY = """\
---
type: person
name: {text}
aliases: [{text}]
summary: {text}
roles: [{{title: {text}, organization: {text}}}]
---
"""
EVENT = "---\ndate: 2023-01-01\ntitle: {text}\nsummary: {text}\n---\n"
SOURCE = "---\ntype: book\ntitle: {text}\nauthor: [{text}]\npublisher: {text}\n---\n"
STORY = "---\ntitle: {text}\nsummary: {text}\n---\n"
PAGE = "---\ntitle: {text}\nsummary: {text}\n---\n"

SETTINGS = """\
title = {text}
base_url = "https://example.org/"
description = {text}

[annotators.desk]
name = {text}
role = {text}
url = "https://example.org/"
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a site whose texts all try to run something."""
    files = {"pages/about.md": ABOUT}
    addresses = [form.format(address) for form in LINKS for address in ADDRESSES]
    for number, body in enumerate([*BODIES, "\n\n".join(addresses)]):
        text = ARTICLE.format(title=f"Article {number}", day=number % 28 + 1, body=body)
        files[f"articles/body-{number}.md"] = text
    for day, text in enumerate(TEXTS, 1):
        quoted = json.dumps(text)
        files |= {
            f"articles/fields-{day}.md": EVERY_FIELD.format(text=quoted, day=day),
            f"entities/one-{day}.md": ENTITY.format(text=quoted),
            f"events/of-{day}.md": EVENT.format(text=quoted),
            f"sources/of-{day}.md": SOURCE.format(text=quoted),
            f"stories/story-{day}.md": STORY.format(text=quoted),
            f"pages/of-{day}.md": PAGE.format(text=quoted),
        }
    folder = tmp_path_factory.mktemp("hostile")
    settings = SETTINGS.format(text=json.dumps("".join(TEXTS[:6])))
    write_site(folder, files, settings=settings)
    (folder / "content/articles/x.png").write_bytes(photograph(30, 20))
    site = Site(folder, folder / "output")
    build_site(site)
    return site


@pytest.fixture(scope="module")
def host(hostile: Site) -> Iterator[str]:
    """Serve it; give the address of its front page."""
    with served(hostile.output) as address:
        yield address


@pytest.mark.slow
def test_nothing_runs_even_where_the_policy_of_the_page_is_ignored(
    browser: Browser, hostile: Site, host: str
) -> None:
    found: list[str] = []

    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        noted = watch(page, host)
        for file in sorted(hostile.output.rglob("index.html")):
            page.goto(f"{host}{file.parent.relative_to(hostile.output).as_posix()}/")
            found += [f"{page.url}: {danger}" for danger in page.evaluate(DANGERS)]

    assert found == []
    assert noted == []


def test_no_page_breaks(hostile: Site) -> None:
    found = [
        f"{file.relative_to(hostile.output)}: {fault}"
        for file in sorted(hostile.output.rglob("*.html"))
        for fault in faults(parse(file.read_text(encoding="utf-8")))
        if not fault.endswith(LEFT_TO_AUTHORS)
    ]

    assert found == []
    assert crawl(hostile.output).faults == ()


def test_the_policy_keeps_what_an_attacker_adds_from_running(page: Page, host: str) -> None:
    noted = watch(page, host)
    page.goto(f"{host}about/")

    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML(
            "beforeend",
            `<img src="https://evil.example/x.png" onerror="alert(1)">
             <p style="position: fixed">words</p>`,
          );
          const script = document.createElement("script");
          script.textContent = "alert(1)";
          document.body.append(script);
        }"""
    )

    assert not [said for said in noted if "a script has run" in said]
    for directive in ("script-src", "style-src", "img-src"):
        blocked = re.compile(f"violates .* directive:? [\"']{directive} ")
        assert [said for said in noted if blocked.search(said)], noted


@pytest.mark.parametrize("number", range(1, len(TEXTS) + 1))
def test_every_sign_of_a_title_is_read_on_the_page_and_in_the_feed(
    page: Page, hostile: Site, host: str, number: int
) -> None:
    page.goto(f"{host}articles/fields-{number}/")

    seen = page.evaluate("document.querySelector('h1').textContent")

    titles = [entry.findtext(f"{ATOM}title") for entry in feed_of(hostile).iter(f"{ATOM}entry")]
    assert seen == TEXTS[number - 1]
    assert TEXTS[number - 1] in titles


def feed_of(site: Site) -> ET.Element:
    return ET.parse(site.output / "feed.xml").getroot()  # noqa: S314 (of our own making)


def test_the_feed_has_what_atom_wants(hostile: Site) -> None:
    feed = feed_of(hostile)

    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        children = [child.tag.removeprefix(ATOM) for child in element]
        for name in ("id", "title", "updated"):
            assert children.count(name) == 1, (name, children)
        assert all(child.text for child in element if child.tag in (f"{ATOM}id", f"{ATOM}updated"))
        assert {"link", "author"} & set(children)
        rels = [link.get("rel", "alternate") for link in element.iter(f"{ATOM}link")]
        assert "alternate" in rels
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) > len(TEXTS)


def test_content_is_no_template(hostile: Site) -> None:
    pages = sorted(hostile.output.glob("articles/*/index.html"))
    text = " ".join(html.unescape(TAG.sub("", page.read_text(encoding="utf-8"))) for page in pages)

    for template in TEMPLATES:
        assert template in text


@pytest.mark.parametrize("body", REFUSED)
def test_what_leads_nowhere_stops_the_build(tmp_path: Path, body: str) -> None:
    text = ARTICLE.format(title="Article", day=1, body=body)
    write_site(tmp_path, {"articles/a.md": text, "pages/about.md": ABOUT})
    site = Site(tmp_path, tmp_path / "output")

    report, _ = build(request_for(site))

    assert not report.is_good
    assert {problem.path for problem in report.problems} == {"content/articles/a.md"}
    assert not site.output.exists()
