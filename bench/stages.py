"""Turns one build inside this process into where its time goes, by stage, module and function."""

import runpy
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FrameType

import msgspec

SAMPLE_SECONDS = 0.001
IMPORTING = "<frozen importlib._bootstrap>"
PACKAGES = "/site-packages/"
TEMPLATE = ".html"
DRIVER = "build"


class Place(msgspec.Struct, frozen=True, array_like=True):
    """The code that a moment is charged to."""

    stage: str
    """What the driver of the build was waiting for, such as `read`; `build` for itself."""

    module: str
    """The innermost module of ours on the stack, such as `reading/prose`."""

    function: str
    """Its function; what that calls in compiled code is charged to it."""

    library: str
    """Whose Python code that function was waiting for; empty for its own."""


def profile_build(site: Path) -> Counter[Place]:
    """Build a site in this process and count the nanoseconds of processor time by place."""
    command = ("build", "--no-cache", "--jobs", "1", "--quiet", "--site", str(site))
    package = _package_folder()
    with _arguments(command), _sampling(lambda frame: place_of(frame, package)) as nanoseconds:
        try:
            runpy.run_module("site_builder", run_name="__main__", alter_sys=True)
        except SystemExit as end:
            if end.code:
                raise
    return nanoseconds


def place_of(frame: FrameType, package: str) -> Place:
    """Tell what a frame is part of; `package` is the folder of ours, with a slash at its end."""
    stack = tuple(_callers(frame))
    if any(caller.co_filename == IMPORTING for caller in stack):
        return Place("imports", "imports", "", "")
    innermost = stack[0].co_filename
    library = "" if _is_ours(innermost, package) else _library(innermost)
    ours = [caller for caller in stack if _is_ours(caller.co_filename, package)]
    modules = [_module(caller, package) for caller in ours]
    if not ours:
        return Place("start", "start", "", library)
    return Place(_stage(modules), modules[0], ours[0].co_name, library)


def describe_profile(nanoseconds: Counter[Place], rows: int) -> str:
    """Lay out a profile as tables by stage, module and function, each with its largest rows."""
    stages: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for place, spent in nanoseconds.items():
        stages[place.stage] += spent
        modules[place.module] += spent
        through = f" → {place.library}" if place.library else ""
        functions[f"{place.module}.{place.function}".rstrip(".") + through] += spent
    tables = {"stage": stages, "module": modules, "function": functions}
    return "\n\n".join(
        "\n".join(_table(title, counts, rows=rows)) for title, counts in tables.items()
    )


@contextmanager
def _sampling(place: Callable[[FrameType], Place]) -> Iterator[Counter[Place]]:
    nanoseconds: Counter[Place] = Counter()
    last = time.process_time_ns()

    def charge(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time_ns()
        if frame is not None:
            nanoseconds[place(frame)] += now - last
        # Taken again, so that what the sampling itself costs is charged to nobody.
        last = time.process_time_ns()

    former = signal.signal(signal.SIGPROF, charge)
    signal.setitimer(signal.ITIMER_PROF, SAMPLE_SECONDS, SAMPLE_SECONDS)
    try:
        yield nanoseconds
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


@contextmanager
def _arguments(arguments: Sequence[str]) -> Iterator[None]:
    former = sys.argv
    sys.argv = ["site_builder", *arguments]
    try:
        yield
    finally:
        sys.argv = former


def _callers(frame: FrameType | None) -> Iterator[CodeType]:
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back


def _is_ours(path: str, package: str) -> bool:
    # A template of the theme, which lies there too once it is installed, is no module.
    return path.startswith(package) and path.endswith(".py")


def _module(code: CodeType, package: str) -> str:
    return code.co_filename.removeprefix(package).removesuffix(".py")


def _stage(modules: Sequence[str]) -> str:
    """Name the module that the driver called, given all on the stack, the innermost first."""
    if DRIVER not in modules:
        return "start"
    called = modules[: modules.index(DRIVER)]
    return called[-1] if called else DRIVER


def _library(path: str) -> str:
    if path.endswith(TEMPLATE):
        return "templates"
    _, found, inside = path.rpartition(PACKAGES)
    return inside.partition("/")[0].removesuffix(".py") if found else "python"


def _package_folder() -> str:
    found = find_spec("site_builder")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("site_builder is not installed")
    return f"{Path(found.origin).parent}/"


def _table(title: str, counts: Counter[str], *, rows: int) -> Iterator[str]:
    total = counts.total()
    yield f"  seconds  share  {title}"
    for name, spent in counts.most_common(rows):
        yield f"{spent / 1e9:9.3f} {spent / total:6.1%}  {name}"
