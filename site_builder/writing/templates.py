"""A view and the name of a template into the HTML of a page."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

import msgspec
from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from site_builder.model.problems import Code, ProblemsFound
from site_builder.model.texts import Texts
from site_builder.writing.assets import (
    FOLDER,
    OWN_LOOKS,
    ThemeFolder,
    own_looks,
    read_assets,
)
from site_builder.writing.cards import (
    ArticleCard,
    ClaimRow,
    EventCard,
    Named,
    RestingPassage,
    SourceCard,
    Statement,
    StoryCard,
    When,
)
from site_builder.writing.faults import Place, places_of, problem_at
from site_builder.writing.views import Head, Site, View

# What the code of a template can raise; anything else is no fault of a template.
FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
PARTS = "parts/"
"""Where the templates are that others import macros from."""

SHARED_CARDS: frozenset[type] = frozenset(
    {
        ArticleCard,
        ClaimRow,
        EventCard,
        Named,
        RestingPassage,
        SourceCard,
        Statement,
        StoryCard,
        When,
    }
)
"""Cards that many pages show and that a catalogue makes once."""

NONE = Texts()
"""No translations: the texts as the templates have them."""

MOST_KEPT = 50_000
"""What one macro gave is kept for so many cards; serving for days must not fill the memory."""

NUMBERS = frozenset({int, float})
UNSAFE = re.compile("[&<>\"']").search
Reference = nodes.Extends | nodes.FromImport | nodes.Import | nodes.Include


class Source(msgspec.Struct, frozen=True, array_like=True):
    """A template as its author wrote it."""

    folder: ThemeFolder
    name: str
    content: bytes


class _Parsed(NamedTuple):
    """A template as it was parsed, and what it names."""

    tree: nodes.Template
    references: tuple[Reference, ...]
    assets: frozenset[str]


class Templates:
    """The templates of a site.

    A template sees `site`, `page` and `view`; the functions `_`, `ngettext` and `asset`; and the
    filter `prose`, which takes clean HTML as it is. Everything else is escaped. With the label
    of a folder before its name a template of that folder is meant, so that a site's own
    `article.html` may extend `theme:article.html`.
    """

    def __init__(
        self,
        folders: Sequence[ThemeFolder],
        *,
        site: Site,
        texts: Texts = NONE,
    ) -> None:
        """Read the folders of templates, those of the site itself first.

        Raises `ProblemsFound` when a stylesheet names a file that is not there.
        """
        self._folders = tuple(folders)
        self._site = site
        self._texts = texts
        self._sources = _read_sources(folders)
        self._assets = {**read_assets(folders), **own_looks(site.looks.css)}
        self._environment = self._make_environment()
        self._parsed: dict[str, _Parsed] = {}

    def render(self, template: str, *, page: Head, view: View) -> str:
        """Render a page.

        Raises `ProblemsFound` with the place in the template, and the way there as its hint.
        """
        try:
            return self._environment.get_template(template).render(page=page, view=view)
        except FAULTS as error:
            raise self._found(error, ()) from error

    def closure(self, template: str) -> frozenset[str]:
        """Name everything that a template is made of: itself, other templates, and `assets/…`.

        Raises `ProblemsFound` when one of them is not there or cannot be parsed.
        """
        ways: dict[str, tuple[Place, ...]] = {template: ()}
        names: set[str] = set()
        assets: set[str] = set()
        while waiting := sorted(ways.keys() - names):
            for name in waiting:
                names.add(name)
                parsed = self._parse(name, ways[name])
                assets.update(parsed.assets)
                for node in parsed.references:
                    way = (*ways[name], self._place(name, node.lineno))
                    ways |= {to: way for to in self._templates_of(node) if to not in ways}
        return frozenset(names | assets)

    def digest(self, template: str) -> str:
        """Give a digest of all that a template is made of, as hexadecimal digits.

        Raises `ProblemsFound` as `closure` does.
        """
        digest = hashlib.blake2b(msgspec.msgpack.encode(self._texts), digest_size=16)
        digest.update(msgspec.msgpack.encode([self._assets[added].path for added in self._added()]))
        for name in sorted(self.closure(template)):
            content = self._content(name)
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def asset(self, name: str) -> str:
        """Give the address of a file under `assets/`, such as `site.css`."""
        if name not in self._assets:
            raise TemplateRuntimeError(f"there is no asset “{name}”")
        return f"{self._site.root}{self._assets[name].path}"

    def stylesheets(self) -> tuple[str, ...]:
        """Give the addresses of the style sheets that the site adds."""
        own = (OWN_LOOKS,) if OWN_LOOKS in self._assets else ()
        return tuple(map(self.asset, (*own, *self._site.looks.stylesheets)))

    def modules(self) -> tuple[str, ...]:
        """Give the addresses of the modules that the site adds."""
        return tuple(map(self.asset, self._site.looks.modules))

    def assets(self) -> Mapping[str, bytes]:
        """Give the bytes of every asset by its path from the site's root."""
        return {asset.path: asset.content for asset in self._assets.values()}

    def _added(self) -> list[str]:
        """List what the site adds to every page, other than what is not there."""
        looks = self._site.looks
        return [name for name in (*looks.stylesheets, *looks.modules) if name in self._assets]

    def _make_environment(self) -> Environment:
        environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            loader=FunctionLoader(self._load),
        )
        environment.code_generator_class = _PlainGenerator
        environment.context_class = _PlainContext
        environment.extend(escape_quickly=_escape_quickly, keep=_Kept)
        environment.filters["prose"] = Markup
        environment.globals = {
            "_": self._translate,
            "asset": self.asset,
            "modules": self.modules,
            "ngettext": self._translate_number,
            "site": self._site,
            "stylesheets": self.stylesheets,
        }
        return environment

    def _translate(self, text: str, **values: object) -> str:
        """Give a text in the site's language, its `%(name)s` filled in and escaped."""
        translated = self._texts.gettext(text)
        return _filled(translated, values) if values else translated

    def _translate_number(self, singular: str, plural: str, n: int, **values: object) -> str:
        """Give the form of a text that goes with a number, which is `%(n)s` in it."""
        return _filled(self._texts.ngettext(singular, plural, n), {"n": n, **values})

    def _load(self, name: str) -> tuple[str, str, None] | None:
        if name not in self._sources:
            return None
        source = self._sources[name]
        path = str(source.folder.path / source.name)
        try:
            return source.content.decode(), path, None
        except UnicodeDecodeError as error:
            line = source.content[: error.start].count(b"\n") + 1
            raise TemplateSyntaxError("this file is not UTF-8", line, name, path) from error

    def _parse(self, name: str, way: tuple[Place, ...]) -> "_Parsed":
        if name not in self._parsed:
            tree = self._parse_anew(name, way)
            references = tuple(_references(tree))
            self._parsed[name] = _Parsed(tree, references, frozenset(self._assets_of(tree)))
        return self._parsed[name]

    def _parse_anew(self, name: str, way: tuple[Place, ...]) -> nodes.Template:
        try:
            loaded = self._load(name)
            if loaded is None:
                raise TemplateNotFound(name)
            text, path, _ = loaded
            return self._environment.parse(text, name, path)
        except TemplateError as error:
            raise self._found(error, way) from error

    def _templates_of(self, node: Reference) -> list[str]:
        """List the templates that an `extends`, `import` or `include` may mean."""
        try:
            value: str | list[str] = node.template.as_const()
        except nodes.Impossible:
            return [name for name, source in self._sources.items() if name == source.name]
        if isinstance(value, str) and not getattr(node, "ignore_missing", False):
            return [value]
        names = [value] if isinstance(value, str) else value
        return [name for name in names if name in self._sources]

    def _assets_of(self, tree: nodes.Template) -> set[str]:
        """List the assets that a template asks for; all of them where it computes a name."""
        named: set[str] = set()
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "asset":
                match call.args:
                    case [nodes.Const(value=str(name))]:
                        named.add(name)
                    case _:
                        named.update(self._assets)
        return {f"{FOLDER}/{name}" for name in named & self._assets.keys()}

    def _content(self, name: str) -> bytes:
        if name in self._sources:
            return self._sources[name].content
        return self._assets[name.removeprefix(f"{FOLDER}/")].content

    def _place(self, name: str, line: int) -> Place:
        source = self._sources.get(name)
        folder = source.folder if source else self._folders[0]
        return Place(folder, source.name if source else name, line)

    def _found(self, error: Exception, way: Sequence[Place]) -> ProblemsFound:
        """Make an exception of a template a problem; one of our own code is raised again."""
        way = (*way, *places_of(error, self._folders))
        code: Code = "template-error"
        match error:
            case TemplateNotFound():
                message = f"there is no template “{error.name}”"
                way = way or (self._place(str(error.name), 1),)
            case TemplateSyntaxError() if not error.translated:
                # It could not be decoded, so no line of it has run or been compiled.
                message = str(error.message)
                way = (*way, self._place(str(error.name), error.lineno))
            case UndefinedError():
                code, message = "undefined-variable", str(error.message)
            case TemplateError():
                message = str(error.message)
            case _:
                message = f"{type(error).__name__}: {error}"
        if not way:
            raise error
        return ProblemsFound((problem_at(way, code, message),))


def _references(tree: nodes.Template) -> Iterator[Reference]:
    return (node for node in tree.find_all(nodes.Stmt) if isinstance(node, Reference))


class _PlainContext(Context):
    """Calls functions as they are: none of a theme's asks for the context it is called from.

    Looking whether one does takes longer than most of these functions themselves.
    """

    def call(
        self,
        function: Callable[..., object],
        /,
        *args: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        return function(*args, **named)


class _PlainGenerator(CodeGenerator):
    """Compiles templates with their texts translated and quick ways taken."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        translate = cast("Callable[[str], str]", self.environment.globals["_"])
        super().visit_Template(_Translator(translate).visit(node), frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escape_quickly")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        # A part that is imported sees nothing of the page: the same card gives the same words.
        is_pure = (self.name or "").rpartition(":")[2].startswith(PARTS) and not (
            macro_ref.accesses_caller or macro_ref.accesses_varargs or macro_ref.accesses_kwargs
        )
        self.write("environment.keep(" if is_pure else "(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class _Kept:
    """A macro that gives again what it gave for the very same card."""

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        # A call by way of the macro itself takes as long as a short macro does.
        self._function: Callable[..., str] = macro._func  # noqa: SLF001 (there is no other way)
        self._length = len(macro.arguments)
        self._given: dict[object, tuple[object, str]] = {}

    def __call__(self, *given: object, **named: object) -> str:
        if not given or given[0].__class__ not in SHARED_CARDS:
            return self._make(given, named)
        # Cards are made once and never change, so which one it is tells all of what it says.
        key: object = id(given[0])
        if named or len(given) > 1:
            key = (key, *given[1:], *named.items())
        kept = self._given.get(key)
        if kept is None:
            # Another thread may do the same meanwhile, with the same words.
            if len(self._given) >= MOST_KEPT:
                self._given.clear()
            # The card is held, for the identity of what is gone may be another's.
            kept = self._given[key] = (given[0], self._make(given, named))
        return kept[1]

    def _make(self, given: tuple[object, ...], named: dict[str, object]) -> str:
        left = self._length - len(given)
        if named or left < 0:
            return self._macro(*given, **named)
        return _as_markup(self._function(*given, *(missing,) * left))


def _as_markup(text: str) -> Markup:
    """Take a text for HTML, without looking whether it is a text."""
    return str.__new__(Markup, text)


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Fill in the `%(name)s` of a text, both escaped."""
    escaped = {
        name: value if value.__class__ is int else str(_escape_quickly(value))
        for name, value in values.items()
    }
    return _as_markup(str(_escape_quickly(text)) % escaped)


def _escape_quickly(value: object) -> str:
    """Escape a value as `escape` does, but leave as it is what needs no escaping."""
    if value.__class__ is Markup or (value.__class__ is str and not UNSAFE(value)):
        return value
    return str(value) if value.__class__ in NUMBERS else escape(value)


class _Translator(NodeTransformer):
    """Puts the translation of a text where a template asks for it."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self._translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]
            ):
                return nodes.Const(self._translate(text), lineno=node.lineno)
        return node


def _read_sources(folders: Sequence[ThemeFolder]) -> Mapping[str, Source]:
    """Read all templates by name, those of the first folders in place of those of later ones."""
    sources: dict[str, Source] = {}
    for folder in reversed(folders):
        for path in sorted(folder.path.rglob("*.html")):
            name = path.relative_to(folder.path).as_posix()
            source = Source(folder, name, path.read_bytes())
            sources |= {name: source, f"{folder.label}{name}": source}
    return sources
