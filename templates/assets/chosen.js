// What a reader chose – light or dark, no notes, no keys – kept, and in place before anything is
// painted.

{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // A browser that keeps nothing for a site throws when it is asked.
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // The choice then holds for this page.
    }
  };
  const put = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  };

  const isOn = {
    scheme: () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches),
    notes: () => root.dataset.notes === "none",
    keys: () => root.dataset.keys === "none",
  };
  // What the system asks for anyway is not kept: it may ask for something else tonight.
  const chosen = {
    scheme: (dark) => (dark === system.matches ? "" : dark ? "dark" : "light"),
    notes: (without) => (without ? "none" : ""),
    keys: (without) => (without ? "none" : ""),
  };
  const show = () => {
    for (const button of document.querySelectorAll("[data-chooses]")) {
      button.setAttribute("aria-pressed", isOn[button.dataset.chooses]());
    }
  };

  root.dataset.script = "";
  for (const name of Object.keys(isOn)) put(name, read(name));

  document.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-chooses]")?.dataset.chooses;
    if (!name) return;
    const value = chosen[name](!isOn[name]());
    put(name, value);
    keep(name, value);
    root.dispatchEvent(new Event("chosen"));
  });
  root.addEventListener("chosen", show);
  document.addEventListener("DOMContentLoaded", show);
  system.addEventListener("change", show);
}
