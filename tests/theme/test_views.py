"""Templates use only what their views offer, whatever is in it, and escape all of it."""

import gettext
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import jinja2
import markupsafe
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import FromImport, Macro

from site_builder.model.annotation import AnnotationType, Status
from site_builder.model.entity import EntityType
from site_builder.model.source import SourceType
from site_builder.writing.templates import Templates
from site_builder.writing.views import View
from tests.theme.any_views import CANARY, records
from tests.theme.made_up.names import SITE
from tests.theme.made_up.pages import PAGES, head

VIEWS = {template: type(view) for template, _, view in PAGES.values()}
KNOWN = {"site", "page", "view", "_", "ngettext", "asset", "stylesheets", "modules"}


def test_every_view_has_a_template_and_every_template_a_view(theme: Path) -> None:
    templates = {file.name for file in theme.glob("*.html")} - {"base.html"}

    assert set(VIEWS) == templates
    assert set(VIEWS.values()) == set(get_args(View))


def test_templates_use_no_names_but_those_that_they_are_given(theme: Path) -> None:
    environment = plain_environment(theme)
    environment.globals = {}

    used: set[str] = set()
    for file in theme.rglob("*.html"):
        tree = environment.parse(file.read_text("utf-8"))
        imported = {str(name) for node in tree.find_all(FromImport) for name in node.names}
        # A macro of the file itself is no name of its blocks to Jinja's own search.
        own = {macro.name for macro in tree.find_all(Macro)}
        used |= find_undeclared_variables(tree) - imported - own

    assert used == KNOWN


class _Names(HTMLParser):
    """Collects the names of elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


@pytest.mark.parametrize("template", sorted(VIEWS))
@settings(max_examples=8, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(data=st.data())
def test_any_view_makes_a_page_with_all_its_texts_escaped(
    templates: Templates, template: str, data: st.DataObject
) -> None:
    view = data.draw(records(VIEWS[template]))
    names = _Names()

    names.feed(templates.render(template, page=head("article"), view=view))

    assert not names.found & {CANARY, "onload"}


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        ("annotation_types", (*get_args(AnnotationType), "event")),
        ("statuses", get_args(Status)),
        ("status_meanings", get_args(Status)),
        ("entity_types", get_args(EntityType)),
        ("entity_type_headings", get_args(EntityType)),
        ("source_types", get_args(SourceType)),
    ],
)
def test_every_value_of_a_closed_set_has_a_word(
    theme: Path, labels: str, values: tuple[str, ...]
) -> None:
    environment = plain_environment(theme)

    words = getattr(environment.get_template("parts/labels.html").module, labels)

    assert tuple(words) == values
    assert all(words.values())


def plain_environment(theme: Path) -> jinja2.Environment:
    """Make what Jinja makes by itself of the settings of a theme."""
    texts = gettext.NullTranslations()

    def translate(text: str, **values: object) -> str:
        return markupsafe.Markup(markupsafe.escape(texts.gettext(text)) % values)  # noqa: S704

    def translate_number(one: str, many: str, n: int, **values: object) -> str:
        return markupsafe.escape(texts.ngettext(one, many, n)) % {"n": n, **values}

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FileSystemLoader(theme),
    )
    environment.filters["prose"] = markupsafe.Markup
    environment.globals |= {"_": translate, "ngettext": translate_number, "site": SITE}
    return environment


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_what_jinja_makes_by_its_slow_ways(
    templates: Templates, theme: Path, name: str
) -> None:
    template, _, view = PAGES[name]
    environment = plain_environment(theme)
    environment.globals |= {
        "asset": templates.asset,
        "modules": templates.modules,
        "stylesheets": templates.stylesheets,
    }

    page = templates.render(template, page=head(name), view=view)

    assert page == environment.get_template(template).render(page=head(name), view=view)
