"""A moment of a build is charged to the step that it is part of, and to the code at work."""

import sys
from collections.abc import Callable
from functools import partial

import pytest

from bench.stages import Place, place_of

PACKAGE = "/anywhere/site_builder/"
CLI, BUILD = f"{PACKAGE}cli.py", f"{PACKAGE}build.py"
JINJA = "/anywhere/site-packages/jinja2/runtime.py"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ((), Place("start", "start", "", "python")),
        ((CLI,), Place("start", "cli", "call", "")),
        ((CLI, BUILD), Place("build", "build", "call", "")),
        (
            (CLI, BUILD, f"{PACKAGE}link.py", f"{PACKAGE}model/names.py"),
            Place("link", "model/names", "call", ""),
        ),
        (
            (BUILD, BUILD, f"{PACKAGE}render.py", f"{PACKAGE}writing/templates.py", JINJA),
            Place("render", "writing/templates", "call", "jinja2"),
        ),
        (
            (BUILD, f"{PACKAGE}render.py", f"{PACKAGE}templates/base.html"),
            Place("render", "render", "call", "templates"),
        ),
        (
            (CLI, BUILD, "<frozen importlib._bootstrap>", f"{PACKAGE}read.py"),
            Place("imports", "imports", "", ""),
        ),
    ],
)
def test_a_moment_is_charged_to_its_step_and_its_module(
    files: tuple[str, ...], place: Place
) -> None:
    found = place_under(files)

    assert found == place


def place_under(files: tuple[str, ...]) -> Place:
    """Tell the place of a function that each of these files has called the next one for."""

    def look() -> Place:
        return place_of(sys._getframe(1 if files else 0), PACKAGE)  # noqa: SLF001

    called: Callable[[], Place] = look
    for file in reversed(files):
        called = partial(_caller_in(file), called)
    return called()


def _caller_in(file: str) -> Callable[[Callable[[], Place]], Place]:
    names: dict[str, Callable[[Callable[[], Place]], Place]] = {}
    exec(compile("def call(inner): return inner()", file, "exec"), names)  # noqa: S102
    return names["call"]
