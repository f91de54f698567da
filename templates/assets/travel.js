// A passage and its note show each other, and keys lead from one to the next.

const text = document.getElementById("text");
const root = document.documentElement;
const help = document.getElementById("_keys");
const passages = [...text.querySelectorAll("mark[id]")];

// By the letter, or by the key where a keyboard has other letters than Latin ones.
const STEPS = { n: 1, j: 1, p: -1, k: -1 };
const CODES = { KeyN: "n", KeyJ: "j", KeyP: "p", KeyK: "k" };

function noteOf(passage) {
  return document.getElementById(`note_${passage.dataset.annotation}`);
}

function passageOf(note) {
  return document.getElementById(note.id.replace(/^note_/, ""));
}

// Passages lie within each other; the innermost is meant.
function pairOf(element) {
  const note = element.closest?.(".note");
  const passage = note ? passageOf(note) : element.closest?.("mark[data-annotation]");
  if (passage) return [note ?? noteOf(passage), passage.dataset.annotation];
  const number = element.closest?.(".note-number a");
  const named = number && document.getElementById(decoded(number.hash.slice(1)));
  return named ? [named, passageOf(named)?.dataset.annotation] : [null, ""];
}

function light(element) {
  const [note, id] = pairOf(element);
  const lit = new Set(id ? text.querySelectorAll(`mark[data-annotation="${CSS.escape(id)}"]`) : []);
  if (note) lit.add(note);
  for (const each of document.querySelectorAll(".lit")) each.classList.toggle("lit", lit.has(each));
  for (const each of lit) each.classList.add("lit");
}

text.addEventListener("pointerover", ({ target }) => light(target));
text.addEventListener("pointerleave", () => light(document.activeElement));
document.addEventListener("focusin", ({ target }) => light(target));

function goTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

// Where the reader sees the first line: under the byline, if that stays on top.
function edge() {
  const byline = document.querySelector(".byline");
  const isOnTop = byline && getComputedStyle(byline).position === "sticky";
  return isOnTop ? byline.getBoundingClientRect().bottom : 0;
}

function step(by) {
  const here = document.activeElement;
  const note = here.closest(".note");
  const at = passages.indexOf(note ? passageOf(note) : here.closest("mark[id]"));
  if (at >= 0) return passages[at + by];
  const below = passages.findIndex((passage) => passage.getBoundingClientRect().top >= edge());
  const next = below < 0 ? passages.length : below;
  return passages[by > 0 ? next : next - 1];
}

function travel(by) {
  const passage = step(by);
  if (!passage) return;
  showNotes();
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView({ block: "center" });
}

function open() {
  const note = document.activeElement.matches("mark[id]") && noteOf(document.activeElement);
  if (note) goTo(note);
  return Boolean(note);
}

function back() {
  const note = document.activeElement.closest(".note");
  if (note && passageOf(note)) goTo(passageOf(note));
  else if (document.activeElement.matches("mark[id]")) document.activeElement.blur();
  else return false;
  return true;
}

function act(key) {
  if (key === "?") return help?.togglePopover(), true;
  if (key === "Enter") return open();
  if (key === "Escape") return back();
  if (key in STEPS) return travel(STEPS[key]), true;
  return false;
}

// Whoever comes for a note wants to see notes, whatever was chosen before.
function showNotes() {
  if (root.dataset.notes !== "none") return;
  delete root.dataset.notes;
  root.dispatchEvent(new Event("chosen"));
}

// Whatever somebody put into an address: nothing where it is no text.
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return "";
  }
}

function showTarget() {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  if (!target?.matches(".note, mark[data-annotation]")) return;
  showNotes();
  light(target);
}

const isWritten = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const { target, key, code } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || root.dataset.keys === "none" || isWritten(target)) return;
  // What lies over the page closes first.
  if (key === "Escape" && document.querySelector(":popover-open")) return;
  const meant = /^[a-z?]$/i.test(key) ? key.toLowerCase() : (CODES[code] ?? key);
  if (act(meant)) event.preventDefault();
});
addEventListener("hashchange", showTarget);
showTarget();
