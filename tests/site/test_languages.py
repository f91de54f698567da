"""A site speaks its language on every page, and nothing else."""

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

import pytest

from site_builder.request import Report
from tests.site.builds import Site, build_site, write_site
from tests.theme.texts import texts

LANGUAGES = ("ar", "be", "de", "en", "es", "fr", "ru", "uk", "zh")
OTHER_SCRIPTS = ("ar", "be", "ru", "uk", "zh")
SETTINGS = """\
title = "Ω"
base_url = "https://example.org/"
language = "{language}"

[annotators.desk]
name = "Δ"
"""
ARTICLE = """\
---
title: Ω 7
published: 2023-03-01
author: [Λ, Ξ]
publisher: ksi
source: https://example.org/7
topics: [Ψ]
entities: [psi, ksi]
sources:
  - {id: s1, title: Σ, type: readout, publisher: psi}
  - {id: s2, title: Φ, type: article-newspaper, publisher: ksi, origin: s1}
events:
  - {id: e1, date: 2023-02-24, title: Θ, involved: [psi], place: gamma}
  - {id: e2, date: 2023-02~/.., title: Π, exact: βββ}
  - {id: e3, date: "[2022-12-01..2022-12-03, 2022-21]", title: Ζ}
annotations:
  - {type: quotation, exact: ααα, speaker: psi, kind: direct, via: [s1, ksi]}
  - {type: quotation, exact: εεε, speaker: psi, kind: indirect, via: [s2]}
  - {type: claim, id: c1, exact: βββ, claimant: psi, about: e1, property: Ν, value: 1,
     status: disputed}
  - {type: claim, id: c2, exact: γγγ, claimant: [ksi, psi], about: e1, property: Ν, value: 2,
     status: reported, via: [s2], contradicts: c1}
  - {type: question, exact: δδδ, body: Μ, by: desk, created: 2023-03-02}
  - {type: note, body: Τ}
---

ααα βββ γγγ δδδ εεε
"""
FILES = {
    "articles/seven.md": ARTICLE,
    "entities/psi.md": "---\ntype: person\nname: Ψψ\nroles:\n  - {title: Κ, from: 2012}\n---\n",
    "entities/ksi.md": "---\ntype: media\nname: Ξξ\n---\n",
    "entities/gamma.md": "---\ntype: place\nname: Γγ\nlocation: {lat: 53.9, lon: 27.6}\n---\n",
    "events/eta.md": "---\ndate: 2023-03\ntitle: Ηη\nstories: [tau]\n---\n",
    "stories/tau.md": "---\ntitle: Ττ\nstatus: running\n---\n",
}
NO_TEXT = re.compile(r"<(code|script|style)\b.*?</\1>", re.DOTALL)
SHOWN = re.compile(r'>([^<>]+)<|\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


class Spoken(NamedTuple):
    """A site in one language."""

    language: str
    pages: Mapping[str, str]
    report: Report


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """Build a site of which nobody could say what language it is in."""
    language: str = request.param
    folder = tmp_path_factory.mktemp(language)
    write_site(folder, FILES, settings=SETTINGS.format(language=language))
    site = Site(folder, folder / "output")
    report = build_site(site)
    pages = {
        str(path.relative_to(site.output)): path.read_text(encoding="utf-8")
        for path in site.output.rglob("*.html")
    }
    return Spoken(language, pages, report)


def english() -> set[str]:
    """Give the texts of the interface that say something by themselves."""
    forms = {form for text in texts() for form in ([text] if isinstance(text, str) else text)}
    return {form for form in forms if re.search(r"[a-z]{2}", PLACEHOLDER.sub("", form))}


def shown_in(page: str) -> set[str]:
    """Give the texts that a page shows or lets be read out."""
    found = SHOWN.findall(NO_TEXT.sub("", page))
    return {" ".join(unescape(one or other).split()) for one, other in found}


def test_a_page_says_in_which_language_it_is(spoken: Spoken) -> None:
    direction = "rtl" if spoken.language == "ar" else "ltr"

    for page in spoken.pages.values():
        assert f'<html lang="{spoken.language}" dir="{direction}"' in page


def test_no_page_speaks_english_unless_its_site_does(spoken: Spoken) -> None:
    known = english()
    if spoken.language not in {"en", *OTHER_SCRIPTS}:
        # "Note" and "Patent" are words of others too.
        known = {text for text in known if text.count(" ") > 1}

    found = set[str]().union(*(shown_in(page) & known for page in spoken.pages.values()))

    if spoken.language == "en":
        assert {"Timeline", "Who said what", "Accounts differ"} <= found
    else:
        assert found == set()


def test_no_language_is_a_problem(spoken: Spoken) -> None:
    assert spoken.report.problems == ()
