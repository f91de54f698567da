"""A built site to everything in it that leads nowhere, by following every address it holds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

import msgspec

from tests.site.documents import Document, Reference, parse, references
from tests.site.hosting import BASE_URL, ORIGIN, answer

OUTWARD = ("http", "https", "mailto")
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)""")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

UNLINKED = frozenset(
    (".nojekyll", ".site-builder", "404.html", "data/urls.txt", "robots.txt", "sitemap.xml")
)
"""Files that hosts, crawlers and the builder know by their names."""


class Crawl(msgspec.Struct, frozen=True):
    """What following every address of a site came to."""

    faults: tuple[str, ...]
    reached: frozenset[str]
    """Files of the output that a reader comes to from the front page, or a page loads."""

    redirects: frozenset[str]
    """Files that only lead on."""


def crawl(site: Path) -> Crawl:
    """Follow every address from the front page on, then check the files that nothing leads to."""
    crawler = _Crawler(site)
    crawler.follow(BASE_URL)
    reached = frozenset(crawler.seen)
    for file in sorted(site.rglob("*.html")):
        crawler.visit(file, address_of(site, file))
    crawler.visit(site / "404.html", f"{BASE_URL}of/no/page/at/all")
    for address in (*_listed_in_sitemap(site), *_named_in_robots(site)):
        crawler.check(address, f"{BASE_URL}sitemap.xml")
    redirects = {path for path, page in crawler.pages.items() if _leads_on(page)}
    return Crawl(tuple(dict.fromkeys(crawler.faults)), reached, frozenset(redirects))


def address_of(site: Path, file: Path) -> str:
    """Give the address at which a host shows an HTML file."""
    path = file.relative_to(site).as_posix()
    return BASE_URL + quote(path.removesuffix("index.html") if path != "404.html" else path)


class _Crawler:
    def __init__(self, site: Path) -> None:
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self.pages: dict[str, Document] = {}
        self._site = site
        self._done: set[tuple[str, str]] = set()
        self._waiting: list[str] = []
        self._known: dict[str, str] = {}

    def follow(self, address: str) -> None:
        """Go to an address, and to all that can be reached from there."""
        self._waiting.append(address)
        while self._waiting:
            address = self._waiting.pop()
            file = answer(self._site, urlsplit(address).path).file
            if file is not None and self._path(file) not in self.seen:
                self.seen.add(self._path(file))
                self.visit(file, address)

    def visit(self, file: Path, address: str) -> None:
        """Check all that a file refers to when it is shown at an address."""
        if (self._path(file), address) in self._done:
            return
        self._done.add((self._path(file), address))
        match file.suffix:
            case ".html":
                for reference in references(self._page(file)):
                    self._check_reference(reference, file, address)
            case ".css":
                for found in IN_STYLES.finditer(file.read_text(encoding="utf-8")):
                    asset = Reference("asset", found[1] or found[2], 0)
                    self._check_reference(asset, file, address)
            case ".xml":
                for target in _listed_in_feed(file):
                    self.check(target, address)

    def check(self, target: str, at: str) -> None:
        """Check that an address of the site itself leads to a file, and to a place in it."""
        if target not in self._known:
            self._known[target] = self._fault_of(target)
        if self._known[target]:
            self.faults.append(f"{at}: {target} {self._known[target]}")

    def _fault_of(self, target: str) -> str:
        page, fragment = urldefrag(target)
        # What follows names words; a browser takes it off before it looks for the place.
        fragment = fragment.partition(":~:")[0]
        if not page.startswith(BASE_URL):
            return "is outside of the site"
        answered = answer(self._site, urlsplit(page).path)
        if answered.status != HTTPStatus.OK or answered.file is None:
            return f"answers {answered.status.value}"
        self._waiting.append(page)
        is_there = not fragment or unquote(fragment) in self._page(answered.file).ids
        return "" if is_there else "has no such place"

    def _check_reference(self, reference: Reference, file: Path, address: str) -> None:
        target = urljoin(address, reference.address)
        if reference.address.startswith("#"):
            # Without a request: a place in whatever page is shown.
            if unquote(reference.address[1:]) not in self._page(file).ids:
                self.faults.append(f"{address}: there is no {reference.address}")
        elif target.startswith(f"{ORIGIN}/"):
            self.check(target, address)
        elif reference.use != "link" or urlsplit(target).scheme not in OUTWARD:
            self.faults.append(f"{address}: {reference.use} {reference.address} is of another host")

    def _page(self, file: Path) -> Document:
        path = self._path(file)
        if path not in self.pages:
            self.pages[path] = parse(file.read_text(encoding="utf-8"))
        return self.pages[path]

    def _path(self, file: Path) -> str:
        return file.relative_to(self._site).as_posix()


def _leads_on(page: Document) -> bool:
    return any(reference.use == "moved" for reference in references(page))


def _listed_in_feed(file: Path) -> Iterator[str]:
    for link in ET.parse(file).getroot().iter(f"{ATOM}link"):  # noqa: S314 (of our own making)
        # An entry tells of an original elsewhere, too.
        if link.attrib.get("rel") not in ("related", "via"):
            yield link.attrib["href"]


def _listed_in_sitemap(site: Path) -> list[str]:
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 (of our own making)
    return [entry.text or "" for entry in root.iter(f"{SITEMAP}loc")]


def _named_in_robots(site: Path) -> list[str]:
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.startswith("Sitemap:")]
