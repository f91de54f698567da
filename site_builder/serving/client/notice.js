// Shows problems over the page, in a tree of its own that the page's styles do not reach. All
// that is told goes into text nodes, so that none of it can be taken for HTML.

const CLOSED = "site-builder: closed";

let notice = null;
let version = "";

export function showProblems(state) {
  version = state.version;
  if (sessionStorage.getItem(CLOSED) === version) return;
  notice ??= make();
  const left = state.count - state.problems.length;
  notice.list.replaceChildren(...state.problems.map(describe));
  notice.rest.textContent = left ? `… and ${left} more: the terminal has them all.` : "";
  notice.open();
}

export function hideProblems() {
  version = "";
  notice?.dialog.close();
}

function make() {
  const host = document.createElement("site-builder-problems");
  host.lang = "en";
  host.dir = "ltr";
  const sheet = element("link", "", { rel: "stylesheet", href: new URL("notice.css", import.meta.url) });
  const list = element("ol");
  const rest = element("p");
  const close = element("button", "Close", { type: "button" });
  const dialog = element("dialog");
  dialog.setAttribute("aria-labelledby", "title");
  dialog.append(close, element("h1", "The site cannot be built", { id: "title" }), list, rest);
  host.attachShadow({ mode: "open" }).append(sheet, dialog);

  close.addEventListener("click", () => dialog.close());
  // Whoever closes it, with Escape or the button, wants to see the page until the next failure.
  dialog.addEventListener("close", () => {
    if (version) sessionStorage.setItem(CLOSED, version);
  });
  const styled = new Promise((resolve) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", resolve);
  });
  const open = async () => {
    await styled;
    if (version && !dialog.open) dialog.showModal();
  };
  document.documentElement.append(host);
  return { dialog, list, rest, open };
}

function describe(problem) {
  const item = element("li", "", { className: problem.severity });
  item.append(place(problem), " ", element("code", problem.code));
  item.append(element("p", problem.message, { className: "message" }));
  if (problem.hint) item.append(element("p", problem.hint, { className: "hint" }));
  if (problem.excerpt) item.append(element("pre", problem.excerpt));
  return item;
}

function place({ place, link }) {
  return link ? element("a", place, { href: link }) : element("span", place);
}

function element(name, text = "", properties = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, properties);
}
