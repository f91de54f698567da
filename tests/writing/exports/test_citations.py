"""Citations say what sources say, to readers of CSL-JSON, BibTeX and RIS."""

import json
import re
from datetime import UTC
from pathlib import Path
from typing import get_args

import jsonschema
import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.dates import parse_date
from site_builder.model.source import SourceType
from site_builder.writing.exports import bibtex, csl, ris
from site_builder.writing.exports.cited import Cited
from tests.small_site import SmallSite, small_site
from tests.writing.exports.hostile import TEXTS, hostile_site
from tests.writing.exports.tabled import FILES, tabled_site

SCHEMA = json.loads((Path(__file__).parent / "csl.schema.json").read_bytes())
OF_X = ["article:x", "wire", "own", "tweet", "readout"]
LINES = str.maketrans({"\u2028": " ", "\u2029": " "})
WORDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
"""Signs by their names in LaTeX."""


def items(site: SmallSite, path: str) -> dict[str, dict[str, object]]:
    """Read CSL-JSON, each item by its id."""
    told = json.loads(site.file(path))
    jsonschema.validate(told, SCHEMA)
    return {item.pop("id"): item for item in told}


def entries(text: bytes) -> dict[str, pybtex.database.Entry]:
    """Read BibTeX, each entry by its key."""
    return dict(pybtex.database.parse_string(text.decode(), "bibtex").entries)


def records(text: bytes) -> dict[str, dict[str, object]]:
    """Read RIS, each record by its id."""
    return {str(record["id"]): record for record in rispy.loads(text.decode())}


def printed(text: str) -> str:
    """Say what LaTeX prints of a text."""
    found = re.compile(r"\\text\w+\{\}|\\[#$%&_]|.", re.DOTALL).findall(text)
    return "".join(WORDS.get(sign, sign.removeprefix("\\")) for sign in found)


def issued(text: str) -> Cited:
    """Make a work that was published on a date."""
    date = parse_date(text, UTC)
    return Cited(key="k", type="report", title="T", page="https://e.example/", issued=date)


def test_every_source_of_the_site_is_cited_in_every_form() -> None:
    site = tabled_site()

    ids = set(site.archive.sources)

    assert items(site, "/data/sources.csl.json").keys() == ids
    assert entries(site.file("/data/sources.bib")).keys() == ids
    assert records(site.file("/data/sources.ris")).keys() == ids


def test_an_article_is_cited_before_its_sources_each_once() -> None:
    site = tabled_site()

    assert list(items(site, "/articles/x/citation.json")) == OF_X
    assert list(entries(site.file("/articles/x/citation.bib"))) == OF_X
    assert list(records(site.file("/articles/x/citation.ris"))) == OF_X


def test_an_item_says_all_that_csl_has_a_variable_for() -> None:
    found = items(tabled_site(), "/data/sources.csl.json")

    assert found["wire"] == {
        "type": "report",
        "title": "W",
        "author": [{"literal": "A. Writer"}],
        "publisher": "The Agency",
        "container-title": "The wire",
        "issued": {"date-parts": [[2023, 2, 24], [2023, 3, 1]]},
        "accessed": {"date-parts": [[2023, 5]]},
        "URL": "https://w.example/",
        "archive_location": "https://a.example/w",
        "custom": {"page": "https://example.org/small/sources/wire/"},
    }
    assert (found["readout"]["type"], found["readout"]["genre"]) == ("document", "readout")
    assert found["own"]["custom"] == {"page": "https://example.org/small/articles/x/#source-own"}


def test_an_article_is_cited_as_its_publishers() -> None:
    item = items(tabled_site(), "/articles/x/citation.json")["article:x"]

    assert (item["type"], item["publisher"]) == ("article-newspaper", "X Times")
    assert item["URL"] == "https://x.example/"
    assert item["issued"] == {"date-parts": [[2023, 3, 2]]}


def test_an_entry_of_bibtex_has_the_fields_of_bibtex_and_biblatex() -> None:
    entry = entries(tabled_site().file("/data/sources.bib"))["wire"]

    assert entry.type == "techreport"
    assert dict(entry.fields.items()) == {
        "title": "{W}",
        "howpublished": "The wire",
        "institution": "The Agency",
        "date": "2023-02-24/2023-03-01",
        "urldate": "2023-05",
        "url": "https://w.example/",
        "archived": "https://a.example/w",
    }
    assert [str(person) for person in entry.persons["author"]] == ["{A. Writer}"]


def test_a_record_of_ris_has_its_tags() -> None:
    record = records(tabled_site().file("/articles/x/citation.ris"))["article:x"]

    assert record == {
        "type_of_reference": "NEWS",
        "id": "article:x",
        "authors": ["A. Writer", "B. Other"],
        "title": "X",
        "publisher": "X Times",
        "year": "2023",
        "date": "2023/03/02/",
        "access_date": "2023/05/06/",
        "urls": ["https://x.example/"],
        # The reader knows the tag from no older form of RIS; Zotero and EndNote do.
        "unknown_tag": {"AV": ["https://a.example/x"]},
        "language": "en",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-03-01", {"date-parts": [[2023, 3, 1]]}),
        ("2023-03", {"date-parts": [[2023, 3]]}),
        ("2023-03-XX", {"date-parts": [[2023, 3]]}),
        ("2023", {"date-parts": [[2023]]}),
        ("2023-XX", {"date-parts": [[2023]]}),
        ("2023-03~", {"date-parts": [[2023, 3]], "circa": True}),
        ("2023?", {"date-parts": [[2023]], "circa": True}),
        ("2023-23", {"date-parts": [[2023]], "season": 3}),
        ("2023-02/2023-03", {"date-parts": [[2023, 2], [2023, 3]]}),
        ("2023-02/..", {"literal": "2023-02/.."}),
        ("202X", {"literal": "202X"}),
        ("[2023-02-24, 2023-02-25]", {"literal": "[2023-02-24,2023-02-25]"}),
        ("-0043", {"literal": "-0043"}),
    ],
)
def test_a_date_of_csl_has_the_parts_that_are_known(text: str, told: dict[str, object]) -> None:
    assert json.loads(json.dumps(csl.csl_date(parse_date(text, UTC)))) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-03-01T10:00:00Z", {"date": "2023-03-01", "year": "2023", "month": "March"}),
        ("2023-03", {"date": "2023-03", "year": "2023", "month": "March"}),
        ("2023", {"date": "2023", "year": "2023"}),
        ("2023-03~", {"date": "2023-03~"}),
        ("2023-02/..", {"date": "2023-02/.."}),
        ("[2023-02-24, 2023-02-25]", {}),
    ],
)
def test_a_date_of_bibtex_claims_no_more_than_its_author(text: str, told: dict[str, str]) -> None:
    fields = entries(bibtex.entry(issued(text)))["k"].fields

    assert {name: fields[name] for name in ("date", "year", "month") if name in fields} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023-03-01", ("2023", "2023/03/01/")),
        ("2023-03", ("2023", "2023/03//")),
        ("2023", ("2023", "2023///")),
        ("2023-03~", (None, "2023/03//2023-03~")),
        ("0800", ("800", "0800///")),
        ("2023-02/2023-03", (None, None)),
    ],
)
def test_a_date_of_ris_claims_no_more_than_its_author(
    text: str, told: tuple[str | None, str | None]
) -> None:
    record = records(ris.record(issued(text)))["k"]

    assert (record.get("year"), record.get("date")) == told


@pytest.mark.parametrize("type_", get_args(SourceType))
def test_every_type_of_source_can_be_cited(type_: str) -> None:
    site = small_site({"sources/s.md": f"title: S\ntype: {type_}"})

    assert items(site, "/data/sources.csl.json").keys() == {"s"}
    assert entries(site.file("/data/sources.bib")).keys() == {"s"}
    record = records(site.file("/data/sources.ris"))["s"]
    assert ("type_of_work" in record) == (record["type_of_reference"] == "GEN")


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_harmless_and_whole_in_every_form(name: str) -> None:
    site, text = hostile_site(), TEXTS[name]
    key = f"s-{name}"

    item = items(site, "/data/sources.csl.json")[key]
    entry = entries(site.file("/data/sources.bib"))[key]
    record = records(site.file("/data/sources.ris"))[key]

    assert (item["title"], item["author"]) == (text, [{"literal": text}])
    plain = text.translate(LINES)
    blanks = " ".join(plain.split())
    # Its reader leaves one blank of several.
    assert printed(entry.fields["title"][1:-1]) == blanks
    assert [printed(str(person)[1:-1]) for person in entry.persons["author"]] == [blanks]
    assert (record["title"], record["authors"], record["publisher"]) == (plain, [plain], plain)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda text: text.split() and text.strip() == text
)


@given(title=TEXT, name=TEXT)
def test_any_text_ends_where_its_field_ends(title: str, name: str) -> None:
    work = Cited(key="k", type="report", title=title, page="https://e.example/", authors=(name,))

    found = entries(bibtex.entry(work) + b"@misc{after}")

    assert list(found) == ["k", "after"]
    assert list(found["k"].fields) == ["title"]
    assert len(found["k"].persons["author"]) == 1


@given(title=TEXT)
def test_any_text_stays_on_its_line_of_ris(title: str) -> None:
    work = Cited(key="k", type="report", title=title, page="https://e.example/")

    lines = ris.record(work).decode().split("\r\n")

    assert [line[:6] for line in lines] == ["TY  - ", "ID  - ", "TI  - ", "ER  - ", "", ""]
    assert all(len(line.splitlines()) <= 1 for line in lines)


def test_an_address_cannot_end_its_field() -> None:
    assert bibtex.address("https://e.example/{a}\\b c?x=1%20_#é") == (
        "https://e.example/%7Ba%7D%5Cb%20c?x=1%20_#é"
    )


def test_nothing_that_is_withheld_is_cited() -> None:
    site = small_site(
        {
            **FILES,
            "sources/late.md": "type: report\ntitle: zqx-late\ndraft: yes",
            "articles/y.md": "title: Y\nsources: [late, wire]",
        }
    )

    assert "late" not in items(site, "/data/sources.csl.json")
    assert list(items(site, "/articles/y/citation.json")) == ["article:y", "wire"]
