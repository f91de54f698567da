"""The ledger of claims, contradictions first, a hundred entries a page."""

from site_builder.writing.paging import LENGTH
from site_builder.writing.views import ClaimsView
from tests.small_site import small_site


def test_every_entry_is_on_one_page_and_contradictions_are_first() -> None:
    annotations = "".join(
        f"  - {{type: claim, about: xi, property: p{n:03}, value: a}}\n" for n in range(LENGTH + 1)
    )
    annotations += "  - {type: claim, about: xi, property: p050, value: b}\n"
    site = small_site(
        {
            "articles/a.md": f"title: A\nannotations:\n{annotations}",
            "entities/xi.md": "{type: person, name: Xi}",
        }
    )

    views = [site.make(f"/claims/{end}")[1] for end in ("", "page/2/")]

    properties: list[str] = []
    for view in views:
        assert isinstance(view, ClaimsView)
        assert (view.total, view.pager.total) == (LENGTH + 1, 2)
        properties.extend(entry.property for entry in view.entries)
    assert properties[0] == "p050"
    assert sorted(properties) == [f"p{n:03}" for n in range(LENGTH + 1)]


def test_a_site_without_claims_has_an_empty_ledger() -> None:
    _, view = small_site({}).make("/claims/")

    assert isinstance(view, ClaimsView)
    assert (view.entries, view.total) == ((), 0)
