"""What belongs to a page goes; what only begins like it stays."""

import pytest

from site_builder.desk.clipping.boilerplate import boilerplate, without_boilerplate


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("Advertisement", "advertisement"),
        ("**ADVERTISEMENT**", "advertisement"),
        ("Реклама", "advertisement"),
        ("广告", "advertisement"),
        ("إعلان", "advertisement"),
        ("Read also: [Another story](https://example.org/x)", "further reading"),
        ("Читайте также: [Другое](https://example.org/x)", "further reading"),
        ("## Related articles", "further reading"),
        ("Read more about: [Bells](https://example.org/tag/bells)", "further reading"),
        ("Subscribe to our newsletter", "newsletter"),
        ("Sign up for our daily briefing.", "newsletter"),
        ("Follow us on Telegram", "follow us"),
        ("- [Facebook](https://example.org/f)\n- [Twitter](https://example.org/t)", "buttons"),
        ("Share this article", "buttons"),
        ("Facebook | Twitter | X | Email", "buttons"),
        ("5 min read", "reading time"),
        ("© 2023 The Lantern. All rights reserved.", "copyright"),
        ("We use cookies to make this site work.", "cookies"),
        ("Home > World > Harbours", "navigation"),
    ],
)
def test_boilerplate_is_known(block: str, kind: str) -> None:
    assert boilerplate(block) == kind


@pytest.mark.parametrize(
    "block",
    [
        "Advertisement for a keeper was put up in three towns.",
        "Read also what the captain wrote, said the chairman.",
        "Related to this is an older case.",
        "Share prices fell on Monday.",
        "Subscribe who will, said the judge.",
        "Follow us, sang the children.",
        "Copyright in the song belongs to nobody.",
        "Home is where the bell is.",
        "## Copyright",
        "## Menu",
        "```\nAdvertisement\n```",
        "    Advertisement",
        "Advertisement\nfor a keeper",
        "- Facebook\n- the lighthouse",
        "X",
        "Рекламой занимается капитан.",
        "",
    ],
)
def test_what_only_begins_like_boilerplate_stays(block: str) -> None:
    assert boilerplate(block) == ""


def test_links_below_a_heading_for_further_reading_go_with_it() -> None:
    links = "- [One](https://example.org/1)\n- [Two](https://example.org/2)"

    kept, dropped = without_boilerplate(("Text.", "## Related articles", links, "More text."))

    assert kept == ("Text.", "More text.")
    assert [told.text for told in dropped] == ["## Related articles", links]


def test_links_elsewhere_stay() -> None:
    blocks = ("Text:", "- [One](https://example.org/1)\n- [Two](https://example.org/2)")

    assert without_boilerplate(blocks) == (blocks, ())
