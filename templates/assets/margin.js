// Notes to the height of their passages, none on another; those that would push others far from
// their own are folded until they are asked for.

const text = document.getElementById("text");
const reading = text.parentElement;
const root = document.documentElement;
const wide = matchMedia("(min-width: 56em)");

// In pixels: between two notes; from a passage to its note, and from the text's end to the last.
const GAP = 14;
const FAR = 180;
const OVER = 160;
// What has to be won by folding a note.
const WORTH = 30;
const SHAPES = ["", "folded", "tight"];

const notes = [...text.querySelectorAll(".note")].map((element) => ({
  element,
  passage: document.getElementById(element.id.replace(/^note_/, "")),
  button: element.querySelector(".note-more"),
  heights: [0, 0, 0],
  shape: 0,
  isOpened: false,
}));
const noteOf = new Map(notes.map((note) => [note.element.id, note]));
let active = null;

function isFree(note) {
  return !note.isOpened && note !== active;
}

function setShape(note, shape) {
  note.element.classList.toggle("folded", shape === 1);
  note.element.classList.toggle("tight", shape === 2);
}

function measure() {
  for (const shape of SHAPES.keys()) {
    for (const note of notes) setShape(note, shape);
    for (const note of notes) note.heights[shape] = note.element.offsetHeight;
  }
  const top = text.getBoundingClientRect().top;
  for (const note of notes) {
    const [open, folded, tight] = note.heights;
    if (open - folded < WORTH) note.heights = [open, open, open - tight < WORTH ? open : tight];
    const place = note.passage?.getClientRects()[0];
    note.wanted = Math.max(0, (place?.top ?? top) - top);
  }
}

const heightOf = (note) => note.heights[note.shape];

function stack() {
  let free = 0;
  for (const note of notes) {
    note.top = Math.max(note.wanted, free);
    free = note.top + heightOf(note) + GAP;
  }
}

// Which note, from one on, is the first to stand too far from where it belongs; one past the last
// where only the end of the text is too far up.
function firstPushed(from, end) {
  const pushed = notes.findIndex((note, at) => at >= from && note.top - note.wanted > FAR);
  if (pushed >= 0) return pushed;
  const last = notes.at(-1);
  return from <= notes.length && last.top + heightOf(last) > end + OVER ? notes.length : -1;
}

// The tallest that can be made smaller among those which, each on the one before, push a note.
function tallest(pushed, shape) {
  let found = null;
  for (let at = pushed - 1; at >= 0; at -= 1) {
    const note = notes[at];
    const gain = heightOf(note) - note.heights[shape];
    if (isFree(note) && note.shape < shape && gain > 0) {
      if (!found || gain > heightOf(found) - found.heights[shape]) found = note;
    }
    if (note.top === note.wanted) break;
  }
  return found;
}

function choose(end) {
  for (const note of notes) note.shape = 0;
  stack();
  for (const shape of [1, 2]) {
    let from = 0;
    for (let pushed = firstPushed(0, end); pushed >= 0; pushed = firstPushed(from, end)) {
      const note = tallest(pushed, shape);
      if (note) note.shape = shape;
      else from = pushed + 1;
      stack();
    }
  }
}

// The note in hand stands beside its passage. Those before it make room upwards; where there is none
// left, all go down a little or, if that is not enough, the first of them go below it.
function settle() {
  const at = notes.indexOf(active);
  if (at < 0) return;
  active.top = active.wanted;
  for (let i = at - 1; i >= 0; i -= 1) {
    notes[i].top = Math.min(notes[i].top, notes[i + 1].top - GAP - heightOf(notes[i]));
  }
  const lack = Math.max(0, -notes[0].top);
  const below = notes.slice(at + 1);
  if (lack > FAR) below.unshift(...notes.slice(0, at).filter(({ top }) => top < 0));
  else for (const note of notes.slice(0, at + 1)) note.top += lack;
  let free = active.top + heightOf(active) + GAP;
  for (const note of below) {
    note.top = Math.max(note.wanted, free);
    free = note.top + heightOf(note) + GAP;
  }
}

function arrange() {
  if (!notes.length) return;
  const isBeside = wide.matches && root.dataset.notes !== "none";
  text.toggleAttribute("data-placed", isBeside);
  reading.style.removeProperty("--end");
  measure();
  if (isBeside) {
    choose(text.offsetHeight);
    settle();
    const end = Math.max(...notes.map((note) => note.top + heightOf(note)));
    reading.style.setProperty("--end", `${text.offsetTop + end}px`);
  } else {
    for (const note of notes) note.shape = isFree(note) ? 1 : 0;
  }
  for (const note of notes) {
    if (heightOf(note) === note.heights[0]) note.shape = 0;
    setShape(note, note.shape);
    note.element.style.setProperty("--top", `${note.top ?? 0}px`);
    const isShort = note.heights[2] === note.heights[0];
    // A template of a site's own may do without the button.
    note.button?.toggleAttribute("hidden", isShort || (note.shape === 0 && isFree(note)));
    note.button?.setAttribute("aria-expanded", note.shape === 0);
  }
}

function activate(note) {
  if (!note || note === active) return;
  active = note;
  // Under its paragraph a note stays as it is: text that moves under the eyes is worse than long.
  if (!wide.matches) note.isOpened = true;
  arrange();
}

function ofElement(element) {
  const mark = element.closest("mark[data-annotation]");
  const number = element.closest(".note-number a");
  const id = number ? number.hash.slice(1) : mark ? `note_${mark.dataset.annotation}` : "";
  return noteOf.get(element.closest(".note")?.id ?? decoded(id));
}

function activateTarget() {
  const id = decoded(location.hash.slice(1));
  activate(noteOf.get(id) ?? noteOf.get(`note_${id}`));
}

// Whatever somebody put into an address: nothing where it is no text.
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return "";
  }
}

text.addEventListener("focusin", ({ target }) => {
  if (!target.matches(".note-more")) activate(ofElement(target));
});
text.addEventListener("click", ({ target }) => {
  const note = ofElement(target);
  if (note && target.closest(".note-more")) {
    note.isOpened = target.getAttribute("aria-expanded") === "false";
    active = note.isOpened ? note : null;
    arrange();
  } else if (!target.closest("a")) {
    activate(note);
  }
});
addEventListener("hashchange", activateTarget);
root.addEventListener("chosen", arrange);
text.addEventListener("load", arrange, true);
new ResizeObserver(([{ contentRect }]) => {
  if (contentRect.width !== width) arrange();
  width = contentRect.width;
}).observe(text);
let width = text.clientWidth;
arrange();
activateTarget();
// From now on notes move to their places rather than appear there.
requestAnimationFrame(() => requestAnimationFrame(() => text.toggleAttribute("data-moves", true)));
