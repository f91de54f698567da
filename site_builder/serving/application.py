"""Requests to responses: the site, and the server's own files beside it."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

import msgspec
from starlette.datastructures import Headers
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from site_builder.serving.answers import Answer, answer
from site_builder.serving.events import Bell, tell_versions
from site_builder.serving.files import digest_of
from site_builder.serving.gate import METHODS, Gate, refusal
from site_builder.serving.live import Live
from site_builder.serving.media import media_type_of
from site_builder.serving.pages import CLIENT, PageState
from site_builder.serving.problems import ShownProblem, shown_problems

FILES = Path(__file__).parent / "client"
PLAIN = "text/plain; charset=utf-8"
EVENTS = "text/event-stream; charset=utf-8"
JSON = "application/json"

# A page of a stranger may not take in what is served here, not as a picture or a script either.
ALWAYS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}

WITH_REFUSAL = {
    HTTPStatus.METHOD_NOT_ALLOWED: {"Allow": ", ".join(METHODS)},
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: {"Connection": "close"},
}


class TabState(msgspec.Struct, frozen=True, kw_only=True):
    """What a tab is told when it asks how its page stands."""

    version: str
    page: PageState
    problems: tuple[ShownProblem, ...]
    count: int
    """Of all problems, those too that are not among `problems`."""


def make_application(live: Live, bell: Bell, *, gate: Gate, editor: str) -> ASGIApp:
    """Make what answers every request; `bell` is rung after each change of `live`."""
    files = {path.name: path.read_bytes() for path in FILES.iterdir()}

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
        refused = refusal(
            gate,
            scope["method"],
            hosts=headers.getlist("host"),
            origins=headers.getlist("origin"),
            size=_size_of(scope),
        )
        if refused is not None:
            response = _refuse(refused)
        elif path == f"{CLIENT}events":
            response = _stream(live, bell, method=scope["method"])
        elif path == f"{CLIENT}state":
            response = _tell_state(live, query, editor)
        elif path.startswith(CLIENT):
            response = _respond(_own_file(files, path), headers)
        else:
            response = _respond(answer(live.moment, path), headers, query)
        await response(scope, receive, send)

    return application


def _size_of(scope: Scope) -> int:
    """Count the bytes of a request's path and headers, with the signs between them."""
    lines = sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    return len(scope["raw_path"]) + len(scope["query_string"]) + lines


def _refuse(status: HTTPStatus) -> Response:
    return Response(status.phrase, status, {**ALWAYS, **WITH_REFUSAL.get(status, {})}, PLAIN)


def _stream(live: Live, bell: Bell, *, method: str) -> Response:
    if method == "HEAD":
        return Response(headers=ALWAYS, media_type=EVENTS)
    return StreamingResponse(tell_versions(live, bell), headers=ALWAYS, media_type=EVENTS)


def _tell_state(live: Live, query: str, editor: str) -> Response:
    (path,) = parse_qs(query).get("page", ["/"])[:1]
    moment = live.moment
    page = answer(moment, path).state
    if page.content:
        live.look_at(path)
    state = TabState(
        version=moment.version,
        page=page,
        problems=shown_problems(moment.problems, editor),
        count=len(moment.problems),
    )
    return Response(msgspec.json.encode(state), headers=ALWAYS, media_type=JSON)


def _own_file(files: Mapping[str, bytes], path: str) -> Answer:
    name = path.removeprefix(CLIENT)
    if name not in files:
        return Answer(status=HTTPStatus.NOT_FOUND, media_type=PLAIN)
    return Answer(status=HTTPStatus.OK, body=files[name], media_type=media_type_of(name))


def _respond(answered: Answer, asked: Headers, query: str = "") -> Response:
    headers = dict(ALWAYS)
    if answered.location:
        headers["Location"] = f"{answered.location}?{query}" if query else answered.location
    elif answered.status == HTTPStatus.OK:
        headers["ETag"] = f'"{digest_of(answered.body)}"'
        if _is_known(headers["ETag"], asked.getlist("if-none-match")):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(answered.body, answered.status, headers, answered.media_type)


def _is_known(tag: str, lines: list[str]) -> bool:
    """Tell whether a client already has the bytes of a tag (RFC 9110, 13.1.2)."""
    known = {each.strip().removeprefix("W/") for line in lines for each in line.split(",")}
    return tag in known or "*" in known
