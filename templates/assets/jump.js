// From any page to a name or a headline: "/" or Control and K open a box, arrows choose.

const MOST = 12;

const box = document.getElementById("_jump");
const field = document.getElementById("_jump-words");
const list = document.getElementById("_jump-found");
const status = box.querySelector(".jump-status");
const { names: first, root, search } = box.dataset;
const labels = new Map(
  [...box.querySelector("[data-kinds]").children].map((b) => [b.dataset.kind, b.textContent]),
);

let ways = [];
let loading = null;
let hasFailed = false;
let chosen = -1;

// Case, accents and the forms of a letter are nothing that a reader should have to know.
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o");

async function load(address, number = 1) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const { files, names } = await answer.json();
  const read = names.map(([kind, name, path, others = []]) => ({
    kind,
    path,
    names: [name, ...others],
    folded: [name, ...others].map(fold),
  }));
  ways = [...ways, ...read];
  show();
  if (number < files) {
    await load(address.replace(/-\d+\.json$/, `-${number + 1}.json`), number + 1);
  }
}

// How well a name fits, 0 best; -1 not at all.
function rank(name, words) {
  const whole = words.join(" ");
  if (name === whole) return 0;
  if (name.startsWith(whole)) return 1;
  const isPart = (word) => name.includes(word);
  if (!words.every(isPart)) return -1;
  const begins = (word) => name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
  return words.every(begins) ? 2 : 3;
}

function find(text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = [];
  for (const way of ways) {
    const ranks = way.folded.map((name) => rank(name, words));
    const fitting = ranks.filter((each) => each >= 0);
    if (!fitting.length) continue;
    const best = Math.min(...fitting);
    found.push({ way, best, name: way.names[ranks.indexOf(best)] });
  }
  // Sorting keeps the order of those that fit alike.
  return found.sort((one, other) => one.best - other.best).slice(0, MOST);
}

function option(address, parts) {
  const row = document.createElement("li");
  row.role = "option";
  row.id = `_jump-${list.children.length}`;
  row.dataset.address = address;
  row.setAttribute("aria-selected", "false");
  for (const [name, text] of parts) {
    const part = document.createElement("span");
    part.className = name;
    part.dir = "auto";
    part.textContent = text;
    row.append(part, " ");
  }
  list.append(row);
}

function show() {
  const text = field.value.trim();
  list.replaceChildren();
  const found = find(text);
  for (const { way, name } of found) {
    const parts = [["jump-name", way.names[0]]];
    if (name !== way.names[0]) parts.push(["jump-other", name]);
    option(root + way.path, [...parts, ["jump-kind", labels.get(way.kind)]]);
  }
  if (text && search) {
    const address = `${search}?q=${encodeURIComponent(text)}`;
    option(address, [["jump-all", labels.get("search").replace("{words}", () => text)]]);
  }
  const isMissing = text && !found.length && !loading;
  status.textContent = hasFailed ? status.dataset.failed : isMissing ? status.dataset.none : "";
  field.setAttribute("aria-expanded", String(list.children.length > 0));
  choose(list.children.length ? 0 : -1);
}

function choose(at) {
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = at;
  const row = list.children[at];
  if (!row) return field.removeAttribute("aria-activedescendant");
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", row.id);
}

function go(row, isApart) {
  if (!row) return;
  if (isApart) return void open(row.dataset.address, "_blank", "noopener");
  box.close();
  location.assign(row.dataset.address);
}

async function start() {
  if (!loading) {
    hasFailed = false;
    ways = [];
    loading = load(first);
    try {
      await loading;
      loading = Promise.resolve();
    } catch {
      hasFailed = true;
      loading = null;
    }
    show();
  }
}

function openBox() {
  if (box.open) return;
  box.showModal();
  field.select();
  show();
  start();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const count = list.children.length;
  if (event.key in STEPS && count) choose((chosen + STEPS[event.key] + count) % count);
  else if (event.key === "Enter") go(list.children[chosen], event.ctrlKey || event.metaKey);
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => {
  go(event.target.closest("[role=option]"), event.ctrlKey || event.metaKey);
});
box.querySelector(".jump-close").addEventListener("click", () => box.close());
box.addEventListener("click", ({ target }) => target === box && box.close());
for (const button of document.querySelectorAll(".jump-open")) {
  button.addEventListener("click", openBox);
}

const isWritten = (element) => element.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const hasControl = event.ctrlKey || event.metaKey;
  const isCombined = hasControl && !event.shiftKey && (event.key === "k" || event.code === "KeyK");
  // A single key is one that a reader may have chosen to do without.
  const isOff = document.documentElement.dataset.keys === "none" || isWritten(event.target);
  if (!isCombined && (event.key !== "/" || hasControl || isOff)) return;
  event.preventDefault();
  openBox();
});
