"""The words that an annotation names are those that a browser has at its place, and marks."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from site_builder.model.article import Article
from site_builder.model.urls import path_of
from tests.site.builds import Site, archive_of, build_site, write_site
from tests.site.hosting import served
from tests.site.watching import TextSeen, text_seen

BETWEEN_BLOCKS = re.compile(r"\s*\n\s*")
LOOK_ALIKES = str.maketrans("“”„«»‘’‚–—‑", '"""""\'\'\'---')

ENTITY = "---\ntype: person\nname: 𝕏i 𐐀lpha\naliases: [习近平, שלום, Crimée]\n---\n"

TANGLED = """\
---
title: Everything at once
published: 2023-03-01
language: en
entities: [xi]
events:
  - {id: said, date: 2023-03-01, title: It was said, exact: a list item}
annotations:
  - {type: note, id: astral, exact: "🙂 𝕏i 𐐀lpha", body: "Signs beyond sixteen bits."}
  - {type: highlight, id: after-astral, exact: counts by code points}
  - {type: note, id: outer, exact: one two three four five, body: Outer.}
  - {type: highlight, id: inner, exact: two three}
  - {type: claim, id: crossing, exact: four five six seven, claimant: xi}
  - {type: note, id: same, exact: one two three four five, body: The same passage again.}
  - {type: quotation, id: borders, exact: ends here. And begins, speaker: xi}
  - {type: note, id: items, exact: a list item another item, body: Across items.}
  - {type: note, id: cells, exact: left cell right cell, body: Across cells.}
  - {type: note, id: marked-up, exact: "bold, italic and a link", body: Across tags.}
  - {type: note, id: entities, exact: 'fish & chips < 5 > 3 "quoted"', body: Across entities.}
  - {type: note, id: highlighted, exact: marked by the author, body: In a highlight.}
  - {type: note, id: chinese, exact: 习近平在北京, body: Unspaced.}
  - {type: note, id: hebrew, exact: שלום עולם, body: From the right.}
  - {type: note, id: combining, exact: "Crime\\u0301e et", body: Written in another form.}
  - {type: note, id: footnoted, exact: noted below and on, body: Across a footnote's number.}
  - {type: note, id: after-code, exact: after the code, body: Code counts.}
  - {type: note, id: in-heading, exact: A heading, prefix: "", body: In a heading.}
  - {type: note, id: last, exact: the last words, body: At the end.}
  - {type: note, id: whole, body: About the whole.}
---

🙂 𝕏i 𐐀lpha counts by code points; one two three four five six seven.

## A heading

A paragraph ends here.

And begins **bold, *italic*** and [a
link](https://example.org/) fish &amp; chips &lt; 5 &gt; 3 “quoted” ==marked by the author==.

- a list item
- another item

> 习近平在北京 said, noted below[^1] and on.

| one | two |
| --- | --- |
| left cell | right cell |

```python
if 1 < 2: print("&amp; 🙂")
```

שלום עולם after the code, Crimée et `inline <code>`, the last words

[^1]: A note at the foot, with the last words but one.
"""


@pytest.fixture(scope="module")
def tangled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build a site whose passages cross everything that passages can."""
    folder = tmp_path_factory.mktemp("tangled")
    write_site(folder, {"articles/all.md": TANGLED, "entities/xi.md": ENTITY})
    site = Site(folder, folder / "output")
    build_site(site)
    return site


def faults_of(article: Article, seen: TextSeen) -> Iterator[str]:
    """Tell where a browser's text and marks differ from what the records and the author say."""
    for annotation in article.annotations:
        if annotation.passage is None or annotation.fields.exact is None:
            continue
        there = seen.text[annotation.passage.start : annotation.passage.end]
        if there != annotation.words:
            yield f"{annotation.id}: {annotation.words!r} is {there!r}"
        if plain(there) != plain(annotation.fields.exact.text):
            yield f"{annotation.id}: {annotation.fields.exact.text!r} was written of {there!r}"
        marked = seen.marks.get(annotation.id, "")
        if BETWEEN_BLOCKS.sub("", marked) != BETWEEN_BLOCKS.sub("", annotation.words):
            yield f"{annotation.id}: {annotation.words!r} is marked on {marked!r}"
    for event in article.events:
        if event.passage is not None and event.selector is not None:
            there = seen.text[event.passage.start : event.passage.end]
            if plain(there) != plain(event.selector.exact.text):
                yield f"{event.id} is {there!r}"


def plain(text: str) -> str:
    """Write a text without what authors need not repeat: look-alikes, white space, Unicode form."""
    return "".join(unicodedata.normalize("NFC", text).translate(LOOK_ALIKES).split())


@pytest.mark.parametrize("name", ["example", "crowded", "tangled"])
def test_each_passage_stands_in_the_browser_where_its_record_says(
    page: Page, request: pytest.FixtureRequest, name: str
) -> None:
    site: Site = request.getfixturevalue(name)
    articles = archive_of(site).articles.values()
    checked = 0

    with served(site.output) as host:
        for article in articles:
            page.goto(host.rstrip("/") + path_of("article", article.slug))
            assert list(faults_of(article, text_seen(page))) == []
            checked += sum(annotation.passage is not None for annotation in article.annotations)

    assert checked >= 10


def test_the_example_has_passages_of_every_kind(example: Site) -> None:
    types = {
        annotation.fields.type
        for article in archive_of(example).articles.values()
        for annotation in article.annotations
        if annotation.passage is not None
    }

    assert len(types) == 8
