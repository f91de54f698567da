// Words to the passages that hold them. The index tells; what is asked stands in the address.

const AT_ONCE = 10;

const form = document.getElementById("_search");
const status = document.getElementById("_search-status");
const found = document.getElementById("_search-found");
const more = document.getElementById("_search-more");
const lists = document.getElementById("_search-lists");
const { index, root } = form.dataset;
const fields = [...form.querySelectorAll("[name]")];
const field = Object.fromEntries(fields.map((each) => [each.name, each]));
const kinds = new Map([...field.kind.options].map((each) => [each.value, each.text]));

// The index has signs of scripts without blanks one by one.
const SIGNS = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const apart = (text) => text.replace(new RegExp(`([${SIGNS}])`, "gu"), " $1 ").trim();
const together = (text) =>
  text
    .replace(new RegExp(`\\s*((?:<mark>)?[${SIGNS}](?:</mark>)?)\\s*`, "gu"), "$1")
    .replaceAll("</mark><mark>", "");

const isOneRun = (text) => new RegExp(`^[${SIGNS}]{2,}$`, "u").test(text);

let engine = null;
let known = {};
let hits = [];
let turn = 0;

async function start() {
  const asked = new URLSearchParams(location.search);
  for (const each of fields) each.value = asked.get(each.name) ?? "";
  form.hidden = false;
  status.textContent = "";
  try {
    engine = await import(`${index}pagefind.js`);
    await engine.options({ bundlePath: index, baseUrl: root, excerptLength: 32 });
    known = await engine.filters();
  } catch {
    form.hidden = true;
    status.textContent = status.dataset.missing;
    return;
  }
  offer(asked);
  await look();
  if (!field.q.value) field.q.focus({ preventScroll: true });
}

function offer(asked) {
  for (const name of ["entity", "publisher", "story"]) {
    const all = document.getElementById(`_search-${name}-all`);
    all.replaceChildren(...Object.keys(known[name] ?? {}).sort().map((each) => new Option("", each)));
  }
  const years = Object.keys(known.year ?? {}).sort((one, other) => other - one);
  field.year.append(...years.map((year) => new Option(year, year)));
  field.year.value = asked.get("year") ?? "";
  for (const each of [...field.kind.options]) {
    if (each.value && !known.kind?.[each.value]) each.remove();
  }
  field.kind.value = asked.get("kind") ?? "";
  for (const name of ["year", "kind"]) field[name].value ||= "";
}

function asked() {
  const filters = {};
  let unknown = "";
  for (const { name, value } of fields) {
    if (name === "q" || !value) continue;
    if (known[name]?.[value] === undefined) unknown = value;
    else filters[name] = value;
  }
  return { words: field.q.value.trim(), filters, unknown };
}

function keep() {
  const kept = fields.filter(({ value }) => value).map(({ name, value }) => [name, value]);
  const text = new URLSearchParams(kept).toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

async function look() {
  const mine = ++turn;
  const { words, filters, unknown } = asked();
  keep();
  const isAsked = words || Object.keys(filters).length;
  lists.hidden = Boolean(isAsked);
  if (!isAsked || unknown) {
    show([], unknown ? status.dataset.unknown.replace("{name}", () => unknown) : "");
    return;
  }
  const term = isOneRun(words) ? `"${apart(words)}"` : apart(words);
  const answer = await engine.search(term || null, { filters });
  if (mine !== turn) return;
  const count = status.dataset.count.replace("{n}", answer.results.length);
  show(answer.results, answer.results.length ? count : status.dataset.none);
}

function show(results, text) {
  hits = results;
  found.replaceChildren();
  status.textContent = text;
  showMore();
}

async function showMore() {
  const mine = turn;
  const next = hits.slice(0, AT_ONCE);
  hits = hits.slice(AT_ONCE);
  more.hidden = true;
  const data = await Promise.all(next.map((hit) => hit.data()));
  if (mine !== turn) return null;
  const rows = data.map(row);
  found.append(...rows);
  more.hidden = !hits.length;
  return rows[0];
}

function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts);
  return made;
}

// Never as HTML: an entry holds words as people wrote them.
function marked(excerpt) {
  return excerpt.split(/(<mark>.*?<\/mark>)/su).map((part) => {
    const word = /^<mark>(.*)<\/mark>$/su.exec(part);
    return word ? element("mark", "", plain(word[1])) : plain(part);
  });
}

const SIGNS_OF_HTML = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
const plain = (text) => text.replace(/&(?:lt|gt|amp|quot|#39);/gu, (sign) => SIGNS_OF_HTML[sign]);

// A browser scrolls to words that an address names, between the words before and after them.
function passage(excerpt) {
  const around = /(\S+)?\s*<mark>(.+?)<\/mark>(\S*)\s*(\S+)?/su.exec(excerpt);
  if (!around) return "";
  const [, before, word, rest, after] = around.map((part) => part && plain(part));
  const write = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
  if (new RegExp(`[${SIGNS}]`, "u").test(around[0])) return `#:~:text=${write(word)}`;
  const isMarked = /<mark>/u;
  const start = before && !isMarked.test(before) ? `${write(before)}-,` : "";
  const end = after && !rest && !isMarked.test(after) ? `,-${write(after)}` : "";
  return `#:~:text=${start}${write(word.replace(/[^\p{L}\p{N}]+$/u, ""))}${end}`;
}

function row(data) {
  const { title, in: within, when, by } = data.meta;
  const [kind] = data.filters.kind;
  const excerpt = together(data.excerpt);
  const address = root + (data.raw_url ?? data.url);
  const link = element("a", "", together(title));
  link.href = address.includes("#") ? address : address + passage(excerpt);
  link.dir = "auto";
  const words = element("p", "search-excerpt", ...marked(excerpt));
  words.dir = "auto";
  const facts = [kinds.get(kind) ?? "", within, by, when].filter(Boolean);
  const parts = facts.map((fact) => element("span", "", together(fact)));
  parts[0].className = `note-kind note-${kind}`;
  for (const part of parts) part.dir = "auto";
  return element(
    "li",
    "card",
    element("p", "card-title", link),
    words,
    element("p", "meta", ...parts),
  );
}

let timer = 0;

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 200);
});
more.addEventListener("click", async () => {
  const first = await showMore();
  first?.querySelector("a").focus();
});
start();
