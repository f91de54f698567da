// Keeps the page on the screen like the site: asks how it stands after each change, and then
// reloads it, swaps its stylesheets, or shows the problems over it.

import { hideProblems, showProblems } from "./notice.js";

const HERE = new URL("./", import.meta.url);

const script = [...document.scripts].find(({ src }) => src === import.meta.url);
const shown = JSON.parse(script.dataset.state);
const links = shown.sheets.map(([href]) =>
  [...document.querySelectorAll("link[rel~=stylesheet i]")].find(
    (link) => link.getAttribute("href") === href,
  ),
);
let version = "";
let latest = 0;

async function look() {
  // A tab that nobody sees looks when it is seen.
  if (document.hidden) return;
  const asked = (latest += 1);
  const state = await ask();
  if (state === null || asked !== latest) return;
  version = state.version;
  if (state.page.content !== shown.content) {
    location.reload();
    return;
  }
  state.page.sheets.forEach(swap);
  if (state.problems.length) showProblems(state);
  else hideProblems();
}

async function ask() {
  const address = new URL("state", HERE);
  address.searchParams.set("page", location.pathname);
  try {
    const answer = await fetch(address, { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    // The server has ended; the stream says when it is back.
    return null;
  }
}

function swap([href, digest], place) {
  const [shownHref, shownDigest] = shown.sheets[place];
  const old = links[place];
  if ((href === shownHref && digest === shownDigest) || !old) return;
  shown.sheets[place] = [href, digest];
  const next = old.cloneNode();
  const address = new URL(href, location);
  // One name with other bytes: a browser would not ask for it twice within one page.
  if (href === shownHref) address.searchParams.set("digest", digest);
  next.href = address;
  // The old one holds until the new one does, so that the page is never seen bare.
  next.addEventListener("load", () => old.remove(), { once: true });
  next.addEventListener("error", () => location.reload(), { once: true });
  old.after(next);
  links[place] = next;
}

function hear() {
  const tabs = new BroadcastChannel(HERE.pathname);
  tabs.onmessage = ({ data }) => {
    if (data !== version) look();
  };
  const address = new URL("stream.js", HERE);
  const alone = () => import(address);
  try {
    new SharedWorker(address).addEventListener("error", alone, { once: true });
  } catch {
    alone();
  }
}

hear();
look();
document.addEventListener("visibilitychange", look);
// A page that the browser kept while another was shown may be an old one.
window.addEventListener("pageshow", ({ persisted }) => persisted && look());
