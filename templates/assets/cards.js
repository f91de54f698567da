// A card over the page for whoever, whatever or which source a link names: what this page says of
// it at once, and what its own page adds when that has come.

const DELAY = 250;
const SUBJECT = /\/(?:entities|events|sources)\/[^/]+\/$|\/articles\/[^/]+\/#(?:event|source)-.+$/;

const sheet = document.querySelector(".sheet");
const card = document.getElementById("_card");
const pages = new Map();
let opener = null;
let timer = 0;
let isLeft = false;

function addressOf(link) {
  const url = new URL(link.href);
  return url.origin === location.origin ? url.pathname + decodeURI(url.hash) : "";
}

function subjectOf(element) {
  const link = element.closest?.("a[href]:not(.note-back, .note-links a)");
  return link && SUBJECT.test(addressOf(link)) ? link : null;
}

// A copy without ids, whose links mean what they mean where it comes from.
function copy(element, from) {
  const made = element.cloneNode(true);
  for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
  for (const link of made.querySelectorAll("a[href^='#']")) {
    link.href = new URL(link.getAttribute("href"), from).href;
  }
  return alone(made);
}

// A row goes into a list of its own, and a heading becomes a line: the card has no parts.
function alone(made) {
  const around = made.matches("li") ? "ul" : made.querySelector(":scope > dt") ? "dl" : "";
  if (!around && !made.matches("h1, h2")) return made;
  const other = document.createElement(around || "p");
  other.className = around ? "facts" : made.matches("h1") ? "over-name" : "label";
  other.append(...(around ? [made] : made.childNodes));
  return other;
}

function rows(page, address) {
  const hash = address.split("#")[1];
  if (hash) return [page.getElementById(hash)];
  return [...page.querySelectorAll(".entity-name a, .citation cite a, .event-title a")]
    .filter((link) => link.getAttribute("href") === address)
    .map((link) => link.closest("li"))
    .slice(0, 1);
}

const PARTS = ":scope > :not(.rests, .landmark), .event-what";

function known(page, address, from) {
  const [row] = rows(page, address);
  return row ? [...row.querySelectorAll(PARTS)].map((part) => copy(part, from)) : [];
}

function opening(page, from) {
  const found = page.querySelectorAll("main .opening > :is(.kicker, h1, .facts)");
  return [...found].map((part) => copy(part, from));
}

function more(page, from) {
  const latest = [...page.querySelectorAll("main .statement")].slice(0, 2);
  const heading = latest[0]?.closest(".part")?.querySelector("h2");
  const found = [
    ...page.querySelectorAll("main .opening .standfirst, main [data-card]"),
    ...(heading ? [heading, ...latest] : []),
  ];
  return found.filter(({ textContent }) => !said(textContent)).map((part) => copy(part, from));
}

const said = (words) => card.textContent.includes(words.trim());

async function fetched(address) {
  const path = address.split("#")[0];
  if (!pages.has(path)) {
    const answer = fetch(path).then(async (got) => {
      if (!got.ok) throw new Error(got.statusText);
      return new DOMParser().parseFromString(await got.text(), "text/html");
    });
    pages.set(path, answer);
  }
  return pages.get(path);
}

function place() {
  const line = [...opener.getClientRects()].at(-1);
  const under = innerHeight - line.bottom - 18;
  const over = line.top - 18;
  const height = card.scrollHeight + 2;
  const isUnder = height <= under || under >= over;
  const left = Math.max(12, Math.min(line.left, innerWidth - card.offsetWidth - 12));
  card.style.setProperty("--room", `${Math.max(isUnder ? under : over, 120)}px`);
  card.style.setProperty("--x", `${left}px`);
  const top = isUnder ? line.bottom + 6 : line.top - card.offsetHeight - 6;
  card.style.setProperty("--y", `${Math.max(6, top)}px`);
}

function fill(parts) {
  const first = document.createElement("div");
  first.id = "_card-first";
  first.append(...parts);
  card.replaceChildren(first);
}

async function show(link) {
  clearTimeout(timer);
  if (link === opener && card.matches(":popover-open")) return;
  hide();
  opener = link;
  const address = addressOf(link);
  const parts = known(document, address, location);
  if (parts.length) open(parts);
  try {
    const page = await fetched(address);
    if (opener !== link) return;
    const from = new URL(address, location);
    if (!parts.length) open(from.hash ? known(page, address, from) : opening(page, from));
    if (!from.hash) card.append(...more(page, from));
    place();
  } catch {
    // What this page says stands; there is no more to be had now.
    pages.delete(address.split("#")[0]);
  }
}

function open(parts) {
  if (!parts.length) return;
  fill(parts);
  card.lang = root.lang;
  card.showPopover();
  opener.setAttribute("aria-describedby", "_card-first");
  place();
}

function hide() {
  clearTimeout(timer);
  if (card.matches(":popover-open")) card.hidePopover();
}

function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, DELAY);
}

const root = document.documentElement;
const links = () => [...card.querySelectorAll("a[href]")];

sheet.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const link = subjectOf(target);
  if (link) later(() => show(link));
  else later(hide);
});
sheet.addEventListener("pointerleave", () => later(hide));
card.addEventListener("pointerenter", () => clearTimeout(timer));
card.addEventListener("pointerleave", () => later(hide));
// Focus that comes back from the card asks for no card.
card.addEventListener("beforetoggle", ({ newState }) => {
  isLeft = newState === "closed" && card.contains(document.activeElement);
});
card.addEventListener("toggle", ({ newState }) => {
  if (newState === "open") return;
  opener?.removeAttribute("aria-describedby");
  if (card.contains(document.activeElement)) opener?.focus();
  opener = null;
});

// A finger has no hovering: the first touch shows the card, the second goes where the link leads.
sheet.addEventListener("click", (event) => {
  const link = subjectOf(event.target);
  if (!link || event.pointerType !== "touch" || link.matches("[aria-describedby]")) return;
  event.preventDefault();
  show(link);
});

sheet.addEventListener("focusin", ({ target }) => {
  const link = subjectOf(target);
  if (link && !isLeft && link.matches(":focus-visible")) later(() => show(link));
  isLeft = false;
});
sheet.addEventListener("focusout", ({ relatedTarget }) => {
  if (!card.contains(relatedTarget)) later(hide);
});

// The card comes after its link in the order of Tab, wherever it stands in the page.
function enter(event) {
  const [first] = links();
  if (!first) return;
  event.preventDefault();
  first.focus();
}

function leave(event, isBack) {
  isLeft = true;
  opener.focus();
  if (isBack) event.preventDefault();
  hide();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || !opener || !card.matches(":popover-open")) return;
  const here = document.activeElement;
  if (here === opener && !event.shiftKey) enter(event);
  else if (here === links()[0] && event.shiftKey) leave(event, true);
  else if (here === links().at(-1) && !event.shiftKey) leave(event, false);
});
addEventListener("scroll", () => opener && !card.matches(":hover") && hide(), { passive: true });
