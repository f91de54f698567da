"""Options to what reading a file takes besides the file."""

import unicodedata
from collections.abc import Callable
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from site_builder.model.problems import Problem, Severity
from site_builder.model.prose import Link, Prose
from site_builder.model.slugs import is_id, slugify
from site_builder.model.text import Markdown
from site_builder.reading.decode import Context
from site_builder.reading.folded_places import Place, unfolded
from site_builder.reading.prose import Renderer


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What decides how files are read, besides the files."""

    timezone: str
    raw_html: Literal["sanitize", "allow"]
    unknown_keys: Severity
    drafts: bool


class Tools(msgspec.Struct, frozen=True):
    """Options that decide how files are read, and the Markdown renderer made for them."""

    zone: tzinfo
    renderer: Renderer
    unknown_keys: Severity = "warning"
    """What unknown keys at the top of front matter are."""

    drafts: bool = False
    """Whether annotations and events that are drafts are kept."""

    def render(
        self, markdown: Markdown | None, context: Context, *, name: str, heading_prefix: str = ""
    ) -> Prose | None:
        """Render one of a file's texts; `name` and `heading_prefix` set its anchors apart."""
        if markdown is None:
            return None
        prose, problems = self.renderer.render(
            markdown.text,
            path=context.path,
            line=markdown.line,
            column=markdown.column,
            name=name,
            heading_prefix=heading_prefix,
        )
        if not (problems or prose.links or prose.images):
            return prose
        if place := unfolded(markdown, context.lines):
            prose, problems = _placed(prose, problems, place)
        context.problems.extend(problems)
        return prose


def _placed(
    prose: Prose, problems: tuple[Problem, ...], place: Callable[[Place], Place]
) -> tuple[Prose, tuple[Problem, ...]]:
    def moved(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(Link(link.target, *place((link.line, link.column))) for link in links)

    placed = ((problem, *place((problem.line, problem.column))) for problem in problems)
    return (
        replace(prose, links=moved(prose.links), images=moved(prose.images)),
        tuple(replace(problem, line=line, column=column) for problem, line, column in placed),
    )


def make_tools(options: Options) -> Tools:
    """Make what a process reads files with."""
    return Tools(
        zone=ZoneInfo(options.timezone),
        renderer=Renderer(options.raw_html),
        unknown_keys=options.unknown_keys,
        drafts=options.drafts,
    )


def record_id(path: str, context: Context) -> str:
    """Make the id of a file's record from its stem; a stem that cannot be one is a problem."""
    stem = unicodedata.normalize("NFC", PurePosixPath(path).stem)
    if not is_id(stem):
        slug = slugify(stem)
        message = f'the file name "{stem}" cannot be an id'
        hint = f"rename it to {slug}.md" if slug else "use letters, digits and hyphens, lower case"
        if path.startswith("content/articles/"):
            hint += ", or give it a slug"
        context.problems.append(Problem(path, 1, 1, "bad-id", message, hint))
    return stem
