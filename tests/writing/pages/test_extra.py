"""What an author keeps under `extra` reaches the templates of that author's site."""

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.desk.start import start_site
from site_builder.request import Request

PAGES = {
    "article": ("articles/council-keeps-the-night-ferry", "article.html"),
    "entity": ("entities/nowhere-on-sea", "entity.html"),
    "event": ("events/ferry-vote", "event.html"),
    "page": ("pages/about", "page.html"),
    "source": ("sources/council-minutes", "source.html"),
    "story": ("stories/night-ferry", "story.html"),
}


def _render(site: Path, kind: str, matter: str, template: str) -> str:
    list(start_site(site))
    path, name = PAGES[kind]
    file = site / "content" / f"{path}.md"
    text = file.read_text(encoding="utf-8").replace("---\n", f"---\n{matter}\n", 1)
    file.write_text(text, encoding="utf-8")
    (site / "templates").mkdir()
    (site / "templates" / name).write_text(template, encoding="utf-8")
    assert build(Request(site=site, jobs=1))[0].problems == ()
    rendered = site / "output" / path.removeprefix("pages/") / "index.html"
    return rendered.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PAGES)
def test_a_template_sees_what_stands_under_extra(tmp_path: Path, kind: str) -> None:
    matter = "extra: {shelf: 0017, marks: [seen, <b>]}"
    shown = "{{ view.extra.shelf }}, {{ view.extra.marks|join(' and ') }}"
    template = f"{{% if view.extra %}}{shown}{{% endif %}}"

    html = _render(tmp_path, kind, matter, template)

    assert html == "0017, seen and &lt;b&gt;"


@pytest.mark.parametrize("kind", PAGES)
def test_without_extra_there_is_nothing_in_it(tmp_path: Path, kind: str) -> None:
    html = _render(tmp_path, kind, "", "{{ view.extra|length }}")

    assert html == "0"


def test_a_template_sees_the_colour_of_an_entity(tmp_path: Path) -> None:
    html = _render(tmp_path, "entity", "colour: '#b03a2e'", "{{ view.colour }}")

    assert html == "#b03a2e"
