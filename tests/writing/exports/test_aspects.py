"""What an export is made from is told by digest: what shows in it changes it, and nothing else."""

from collections.abc import Mapping

import pytest

from site_builder.writing.catalogue import Catalogue
from site_builder.writing.exports.aspects import export_parts
from site_builder.writing.exports.forms import ARCHIVE, Aspect
from tests.small_site import SETTINGS, small_site

FILES = {
    "articles/a.md": """
        title: A
        entities: [li]
        annotations:
          - {type: note, id: n, exact: spoke, body: Said.}
        ---
        Then Li spoke.

        FAR
        """.replace("FAR", "Far on. " * 40 + "No words."),
    "articles/b.md": "title: B",
    "entities/li.md": "name: Li\ntype: person",
    "events/e.md": "title: E\ndate: 2023",
    "sources/s.md": "title: S\ntype: report",
    "stories/t.md": "title: T",
    "pages/p.md": "title: P",
}


def _parts(files: Mapping[str, str], settings: str = SETTINGS) -> dict[str, bytes]:
    site = small_site(files, settings=settings)
    assert site.problems == ()
    texts = {f"content/{path}": text.encode() for path, text in files.items()}
    return export_parts(
        ARCHIVE | frozenset[Aspect]({"texts"}), Catalogue(site.archive), texts.__getitem__
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "differing"),
    [
        ("articles/a.md", "title: A", "title: Z", {"articles", "texts"}),
        ("articles/a.md", "Said.", "Told.", {"annotations", "texts"}),
        ("articles/a.md", "words.", "signs.", {"texts"}),
        ("articles/a.md", "words.", "words. More.", {"outlines", "texts"}),
        (
            "articles/a.md",
            "Li spoke",
            "Li, he, spoke",
            {"mentions", "outlines", "passages", "texts"},
        ),
        ("entities/li.md", "person", "other", {"entities"}),
        ("events/e.md", "2023", "2024", {"events"}),
        ("sources/s.md", "report", "webpage", {"sources"}),
        ("stories/t.md", "T", "Z", {"stories"}),
        ("pages/p.md", "P", "Z", {"pages"}),
    ],
)
def test_an_edit_changes_what_it_shows_in(
    path: str, old: str, new: str, differing: set[str]
) -> None:
    edited = FILES | {path: FILES[path].replace(old, new)}

    before, after = _parts(FILES), _parts(edited)

    kept = {"texts"} if not path.startswith("articles/") else set()
    changed = {name for name, digest in after.items() if before[name] != digest}
    assert changed - kept == differing


def test_another_setting_changes_every_export() -> None:
    before, after = _parts(FILES), _parts(FILES, f"{SETTINGS}[exports]\nreport = false\n")

    assert {name for name in after if before[name] != after[name]} == {"site.toml"}


@pytest.mark.parametrize(
    ("gone", "aspects"),
    [
        ("articles/b.md", {"articles", "annotations", "passages", "mentions", "texts"}),
        ("stories/t.md", {"stories"}),
    ],
)
def test_a_record_that_goes_changes_what_it_showed_in(gone: str, aspects: set[str]) -> None:
    before, after = _parts(FILES), _parts({p: t for p, t in FILES.items() if p != gone})

    assert {name for name in after if before[name] != after[name]} >= aspects
