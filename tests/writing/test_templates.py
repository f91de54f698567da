"""Templates become pages, see what they are given and no more, and their faults have places."""

import os
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.problems import Problem, ProblemsFound
from site_builder.model.texts import Texts
from site_builder.writing.assets import ThemeFolder
from site_builder.writing.templates import NONE, Templates
from site_builder.writing.views import Head, PlainView, Site

SITE = Site(
    title="A file",
    description="",
    language="en",
    direction="ltr",
    root="/repo/",
    menu=(),
    pages=(),
    feed="/repo/feed.xml",
    data="/repo/data/",
    search=None,
    names="/repo/names.json",
)
PAGE = Head(title="Page", url="/repo/a/", canonical="https://example.org/repo/a/")
VIEW = PlainView(title="A title", language="en", direction="ltr", html="<p>Text</p>", updated=None)


def write_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write templates and assets by their paths."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def make_templates(
    folder: Path,
    theme: Mapping[str, str],
    own: Mapping[str, str] | None = None,
    *,
    texts: Texts = NONE,
) -> Templates:
    """Make the templates of a site from those of its theme and its own."""
    folders = (
        ThemeFolder(write_folder(folder / "own", own or {}), "templates/"),
        ThemeFolder(write_folder(folder / "theme", theme), "theme:"),
    )
    return Templates(folders, site=SITE, texts=texts)


def render(templates: Templates, name: str = "a.html", *, title: str = VIEW.title) -> str:
    """Render a page of one title."""
    view = PlainView(title=title, language="en", direction="ltr", html=VIEW.html, updated=None)
    return templates.render(name, page=PAGE, view=view)


def fault_of(templates: Templates, name: str = "a.html") -> Problem:
    """Render a template that is at fault, and give the one problem."""
    with pytest.raises(ProblemsFound) as found:
        render(templates, name)
    (problem,) = found.value.problems
    return problem


class _Reader(HTMLParser):
    """Reads texts and attributes back as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.read += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.read.append(data)


def test_a_template_sees_the_site_the_page_and_the_view(tmp_path: Path) -> None:
    text = "{{ site.title }}, {{ page.title }}, {{ view.title }}"
    templates = make_templates(tmp_path, {"a.html": text})

    assert render(templates) == "A file, Page, A title"


@given(st.text().map(lambda text: f"<i>{text}"))
def test_any_text_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    template = '<p title="{{ view.title }}"></p><p>{{ view.title }}'
    templates = make_templates(tmp_path_factory.mktemp("site"), {"a.html": template})
    reader = _Reader()

    reader.feed(render(templates, title=text))
    reader.close()

    assert reader.names == ["p", "p"]
    assert "".join(reader.read) == text * 2


def test_clean_html_is_taken_as_it_is(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, {"a.html": "{{ view.html }} {{ view.html|prose }}"})

    assert render(templates) == "&lt;p&gt;Text&lt;/p&gt; <p>Text</p>"


def test_a_part_is_escaped_once(tmp_path: Path) -> None:
    files = {
        "a.html": '{% from "part.html" import bold %}{{ bold(view.title) }}',
        "part.html": "{% macro bold(text) %}<b>{{ text }}</b>{% endmacro %}",
    }

    assert render(make_templates(tmp_path, files), title="<&>") == "<b>&lt;&amp;&gt;</b>"


def test_a_part_sees_the_site(tmp_path: Path) -> None:
    files = {
        "a.html": '{% from "part.html" import front %}{{ front() }}',
        "part.html": "{% macro front() %}{{ site.root }}{% endmacro %}",
    }

    assert render(make_templates(tmp_path, files)) == "/repo/"


def test_a_sites_template_stands_in_place_of_the_themes(tmp_path: Path) -> None:
    theme = {"a.html": '{% include "part.html" %}', "part.html": "theme"}

    assert render(make_templates(tmp_path, theme, {"part.html": "own"})) == "own"


def test_a_sites_template_may_extend_the_one_it_stands_in_place_of(tmp_path: Path) -> None:
    theme = {"a.html": "<{% block main %}theme{% endblock %}>"}
    own = {"a.html": '{% extends "theme:a.html" %}{% block main %}{{ super() }}, own{% endblock %}'}

    assert render(make_templates(tmp_path, theme, own)) == "<theme, own>"


BACKWARDS = Texts(
    {"abc": "cba", "<abc>": ">cba<", "s)x(% a": "a %(x)s"},
    {
        "%(n)s note": ("%(n)s note!", "%(n)s notes!"),
        "one": ("one!", "%(n)s of %(x)s!"),
    },
)
"""A language that writes backwards, for it is easily told apart."""


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ('{{ _("abc") }}', "cba"),
        ("""<a title="{{ _('<abc>') }}">""", '<a title="&gt;cba&lt;">'),
        ('{% set words = {"a": _("abc")} %}{{ words["a"] }}', "cba"),
        ('{{ _("s)x(% a", x="<b>") }}', "a &lt;b&gt;"),
        ('{{ ngettext("%(n)s note", "%(n)s notes", 1) }}', "1 note!"),
        ('{{ ngettext("%(n)s note", "%(n)s notes", 3) }}', "3 notes!"),
        ('{{ ngettext("one", "%(n)s of %(x)s", 2, x="<b>") }}', "2 of &lt;b&gt;!"),
    ],
)
def test_texts_are_in_the_language_of_the_site(tmp_path: Path, template: str, page: str) -> None:
    templates = make_templates(tmp_path, {"a.html": template}, texts=BACKWARDS)

    assert render(templates) == page


def test_an_asset_has_an_address_that_says_what_is_in_it(tmp_path: Path) -> None:
    templates = make_templates(
        tmp_path, {"a.html": '{{ asset("site.css") }}', "assets/site.css": "a {}"}
    )

    (path,) = templates.assets()

    assert render(templates) == f"/repo/{path}"
    assert templates.assets()[path] == b"a {}"


CHAIN = {
    "a.html": '{% extends "base.html" %}\n{% block main %}\n  {% include "part.html" %}\n'
    "{% endblock %}",
    "base.html": "<main>\n{% block main %}{% endblock %}\n</main>",
}


def test_an_undefined_variable_is_told_with_the_way_to_it(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, CHAIN, {"part.html": "<p>\n  {{ view.titel }}</p>"})

    problem = fault_of(templates)

    assert problem.path == "templates/part.html"
    assert (problem.line, problem.column, problem.code) == (2, 11, "undefined-variable")
    assert "titel" in problem.message
    assert problem.hint == "a.html:1 → base.html:2 → a.html:3 → part.html:2"


@pytest.mark.parametrize(
    ("template", "place", "code", "message"),
    [
        ("\n{{ nothing }}", (2, 4), "undefined-variable", "'nothing' is undefined"),
        ("{{ range(3) }}", (1, 4), "undefined-variable", "'range' is undefined"),
        ("\n\n {% if %}", (3, 2), "template-error", "Expected an expression"),
        ("{{ view.title|nothing }}", (1, 15), "template-error", "No filter named 'nothing'"),
        ("{% for a in view.title %}", (1, 4), "template-error", "Unexpected end of template"),
        ("a\n {{ 1 / 0 }}", (2, 2), "template-error", "ZeroDivisionError: division by zero"),
        ("{{ view.title + 1 }}", (1, 1), "template-error", "TypeError: can only concatenate"),
        ('{{ ({})["a"] }}', (1, 10), "undefined-variable", "has no attribute 'a'"),
        ('{{ asset("x.css") }}', (1, 1), "template-error", "there is no asset “x.css”"),
        ('\n{% include "gone.html" %}', (2, 1), "template-error", "no template “gone.html”"),
        ('{% extends "gone.html" %}', (1, 1), "template-error", "no template “gone.html”"),
        (
            '{% from "b.html" import c %}{{ c() }}',
            (1, 25),
            "undefined-variable",
            "requested name 'c'",
        ),
    ],
)
def test_every_fault_of_a_template_has_its_place(
    tmp_path: Path, template: str, place: tuple[int, int], *, code: str, message: str
) -> None:
    problem = fault_of(make_templates(tmp_path, {"a.html": template, "b.html": ""}))

    assert problem.path == "theme:a.html"
    assert message in problem.message
    assert ((problem.line, problem.column), problem.code) == (place, code)


def test_a_fault_that_is_where_the_page_begins_needs_no_way_to_it(tmp_path: Path) -> None:
    problem = fault_of(make_templates(tmp_path, {"a.html": "{{ 1 / 0 }}"}))

    assert problem.hint == ""


def test_a_template_that_includes_itself_is_told_briefly(tmp_path: Path) -> None:
    problem = fault_of(make_templates(tmp_path, {"a.html": '{% include "a.html" %}'}))

    assert problem.code == "template-error"
    assert "RecursionError" in problem.message
    assert problem.hint.count("a.html:1") < 10


def test_a_template_that_is_not_there_is_told(tmp_path: Path) -> None:
    problem = fault_of(make_templates(tmp_path, {}), "gone.html")

    assert (problem.path, problem.line) == ("templates/gone.html", 1)
    assert problem.message == "there is no template “gone.html”"


@pytest.mark.parametrize("name", ["a.html", "b.html"])
def test_a_template_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    theme = write_folder(tmp_path / "theme", {"b.html": '{% include "a.html" %}'})
    (theme / "a.html").write_bytes(b"a\n\xe4")
    templates = Templates([ThemeFolder(theme, "theme:")], site=SITE)

    for problem in (fault_of(templates, name), closure_fault(templates, name)):
        assert (problem.path, problem.line) == ("theme:a.html", 2)
        assert problem.message == "this file is not UTF-8"


class _Faulty(Texts, frozen=True):
    """A catalogue that is itself at fault."""

    def gettext(self, text: str) -> str:
        raise LookupError(text)


def test_a_fault_of_the_builder_itself_is_blamed_on_no_template(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, {"a.html": '{{ _("x") }}'}, texts=_Faulty())

    with pytest.raises(LookupError):
        render(templates)


THEME = {
    "a.html": '{% extends "base.html" %}{% from "parts/b.html" import b %}',
    "base.html": '{{ asset("site.css") }}',
    "other.html": '{{ asset("site.css" if view else "icon.svg") }}{% include view.title %}',
    "parts/b.html": '{% include ["own.html", "parts/c.html"] %}{% include "x" ignore missing %}',
    "parts/c.html": "",
    "assets/site.css": '@import "css/a.css";',
    "assets/css/a.css": "a {}",
    "assets/icon.svg": "<svg/>",
}


def test_the_closure_of_a_template_is_all_that_it_is_made_of(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, THEME)

    assert templates.closure("a.html") == {
        "a.html",
        "assets/site.css",
        "base.html",
        "parts/b.html",
        "parts/c.html",
    }


def test_what_a_template_names_only_when_rendered_may_be_anything(tmp_path: Path) -> None:
    templates = make_templates(tmp_path, THEME)

    everything = {name for name in THEME if not name.startswith("assets/")}
    assert templates.closure("other.html") == {*everything, "assets/site.css", "assets/icon.svg"}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a.html", True),
        ("base.html", True),
        ("parts/c.html", True),
        ("assets/css/a.css", True),
        ("own.html", True),
        ("other.html", False),
        ("assets/icon.svg", False),
        ("unheard-of.html", False),
    ],
)
def test_a_digest_changes_with_what_a_template_is_made_of_and_nothing_else(
    tmp_path: Path, name: str, *, changes: bool
) -> None:
    before = make_templates(tmp_path, THEME).digest("a.html")

    after = make_templates(tmp_path, THEME, {name: THEME.get(name, "") + " "}).digest("a.html")

    assert (before != after) == changes


def test_a_digest_does_not_change_with_the_place_of_a_theme(tmp_path: Path) -> None:
    digests = {
        make_templates(tmp_path / place, THEME).digest("a.html") for place in ("here", "there")
    }

    assert len(digests) == 1


def closure_fault(templates: Templates, name: str) -> Problem:
    """Look into a template that is at fault, and give the one problem."""
    with pytest.raises(ProblemsFound) as found:
        templates.closure(name)
    (problem,) = found.value.problems
    return problem


@pytest.mark.parametrize(
    ("part", "place"), [(None, ("theme:a.html", 3)), ("\n{% if %}", ("theme:part.html", 2))]
)
def test_faults_are_found_without_rendering_a_page(
    tmp_path: Path, part: str | None, place: tuple[str, int]
) -> None:
    files = CHAIN if part is None else {**CHAIN, "part.html": part}

    problem = closure_fault(make_templates(tmp_path, files), "a.html")

    assert (problem.path, problem.line) == place


def test_a_template_out_of_the_folder_is_not_there(tmp_path: Path) -> None:
    write_folder(tmp_path, {"secret.html": "secret"})
    outside = os.path.join("..", "secret.html")  # noqa: PTH118 (a name, not a path)

    problem = fault_of(make_templates(tmp_path, {"a.html": f'{{% include "{outside}" %}}'}))

    assert problem.message == "there is no template “../secret.html”"
