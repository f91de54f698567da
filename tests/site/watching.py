"""A page in a browser to all that goes wrong on it, and what its text reads like there."""

from http import HTTPStatus

import msgspec
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response

TEXT = """() => {
  const text = document.getElementById("text").cloneNode(true);
  text.querySelectorAll("[data-added]").forEach((added) => added.remove());
  const marks = {};
  for (const mark of text.querySelectorAll("mark[data-annotation]")) {
    marks[mark.dataset.annotation] = (marks[mark.dataset.annotation] ?? "") + mark.textContent;
  }
  return { text: text.textContent, marks };
}"""

TREE = """(html) => {
  const written = [];
  const walk = (element, depth) => {
    written.push(`${depth} ${element.localName.toLowerCase()}`);
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(new DOMParser().parseFromString(html, "text/html").documentElement, 0);
  return written;
}"""

DANGERS = r"""() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      // The theme's own scripts put measures there, and nothing else.
      const isStyle = name === "style" && !/^(--[a-z]+: -?[\d.]+px;? ?)*$/.test(value);
      const isHandler = name.startsWith("on") || isStyle || name === "srcdoc";
      if (isHandler) found.push(`${element.localName} ${name}=${value}`);
    }
    for (const name of ["href", "src", "action", "data"]) {
      const address = element[name];
      if (typeof address !== "string" || address === "") continue;
      const { protocol } = new URL(address, location);
      if (!["http:", "https:", "mailto:"].includes(protocol)) found.push(address);
    }
    if (["STYLE", "IFRAME", "OBJECT", "EMBED", "BASE", "FORM"].includes(element.tagName)) {
      found.push(element.outerHTML);
    }
    const isDrawn = element.closest("svg[data-drawn]") !== null;
    const isForeign = element.namespaceURI !== "http://www.w3.org/1999/xhtml";
    if (isForeign && !isDrawn) found.push(element.outerHTML);
  }
  return found;
}"""


class TextSeen(msgspec.Struct, frozen=True):
    """The text of an article as a browser has it."""

    text: str
    marks: dict[str, str]
    """By annotation, the words of all its marks."""


def watch(page: Page, host: str) -> list[str]:
    """Note from now on what goes wrong on a page that is served by a host; the list grows."""
    faults: list[str] = []

    def noted(said: str | None) -> None:
        if said is not None:
            faults.append(f"{page.url}: {said}")

    def on_dialog(dialog: Dialog) -> None:
        noted(f"a script has run: {dialog.message}")
        dialog.dismiss()

    page.on("console", lambda message: noted(_fault_of_message(message)))
    page.on("pageerror", lambda error: noted(f"a script fails: {error}"))
    page.on("requestfailed", lambda request: noted(_fault_of_failure(request)))
    page.on("request", lambda request: noted(_fault_of_request(request, host)))
    page.on("response", lambda response: noted(_fault_of_response(response)))
    page.on("dialog", on_dialog)
    return faults


def _fault_of_message(message: ConsoleMessage) -> str | None:
    return message.text if message.type in ("error", "warning") else None


def _fault_of_failure(request: Request) -> str | None:
    # What is still under way when the test goes on to the next page is given up, no more.
    is_given_up = request.failure == "net::ERR_ABORTED"
    return None if is_given_up else f"{request.url} fails: {request.failure}"


def _fault_of_request(request: Request, host: str) -> str | None:
    return None if request.url.startswith(host) else f"asks another host, {request.url}"


def _fault_of_response(response: Response) -> str | None:
    is_bad = response.status >= HTTPStatus.BAD_REQUEST
    return f"{response.url} answers {response.status}" if is_bad else None


def text_seen(page: Page) -> TextSeen:
    """Read the text of the article that a page shows, without what the builder added."""
    return msgspec.convert(page.evaluate(TEXT), TextSeen)
