// Pictures of time: a closer look, moving along them, and filters of the events they show. What is
// chosen stands in the address, so that it can be shared.

const CLOSEST = 32;
const STEP = 1.5;
const DAY = 86400;
const CHOICES = ["entity", "story", "kind"];

const idIn = (link) => decodeURIComponent(new URL(link.href).pathname.split("/").at(-2));

const dayOf = (second) => {
  const date = new Date(second * 1000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
};

function remember(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

// What is chosen stays chosen on the way to other years.
function carry(chosen) {
  for (const link of document.querySelectorAll(".timeline-page :is(.density, .pager, .beside) a")) {
    link.search = new URLSearchParams(chosen);
  }
}

/* A closer look. Places are hundredths of the width, so only the width has to change. */

function look(figure, moved) {
  const box = figure.querySelector(".time-scroll");
  const svg = box.querySelector("svg");
  const later = [...svg.querySelectorAll("[data-zoom]")];
  const isMirrored = "mirrored" in figure.dataset;
  const [first, last] = [Number(figure.dataset.first), Number(figure.dataset.last)];
  let zoom = 1;

  const hidden = () => svg.clientWidth - box.clientWidth;
  const left = () => box.scrollLeft + (isMirrored ? hidden() : 0);
  const scrollTo = (x) => {
    box.scrollLeft = isMirrored ? x - hidden() : x;
  };

  // `at` is the part of the window, from its left, that stays where it is.
  function zoomTo(wanted, at = 0.5) {
    const next = Math.min(Math.max(wanted, 1), CLOSEST);
    const place = (left() + at * box.clientWidth) / svg.clientWidth;
    zoom = next;
    svg.style.width = zoom === 1 ? "" : `${zoom * 100}%`;
    svg.classList.toggle("is-close", zoom >= 4);
    for (const each of later) each.classList.toggle("later", Number(each.dataset.zoom) > zoom);
    scrollTo(place * svg.clientWidth - at * box.clientWidth);
    for (const button of figure.querySelectorAll("[data-zoom-by]")) {
      button.disabled = Number(button.dataset.zoomBy) > 1 ? zoom >= CLOSEST : zoom === 1;
    }
    moved();
  }

  function range() {
    if (zoom === 1) return { from: "", to: "" };
    const side = left() / svg.clientWidth;
    const ends = [side, side + box.clientWidth / svg.clientWidth];
    const [from, to] = isMirrored ? ends.map((end) => 1 - end).reverse() : ends;
    const [start, end] = [from, to].map((part) => first + part * (last - first));
    // To the nearest midnight, so that an address leads to itself again.
    return { from: dayOf(start + DAY / 2), to: dayOf(end - DAY / 2) };
  }

  function show(from, to) {
    const [start, end] = [Date.parse(from) / 1000, Date.parse(to) / 1000 + DAY];
    if (!(end > start)) return middle();
    zoomTo((last - first) / (end - start));
    const part = isMirrored ? (last - end) / (last - first) : (start - first) / (last - first);
    scrollTo(part * svg.clientWidth);
  }

  // All of it; where that is wider than the page, what the page is about, or else the middle event.
  function middle() {
    zoomTo(1);
    const all = [...svg.querySelectorAll(".happening")];
    const one = svg.querySelector(".is-here") ?? all[all.length >> 1];
    const { left: x, width } = one.getBoundingClientRect();
    scrollTo(x + width / 2 - svg.getBoundingClientRect().left - box.clientWidth / 2);
  }

  // Without them a closer look shows nothing more.
  const tools = figure.querySelector(".time-tools");
  if (tools) {
    tools.hidden = false;
    bind(tools, box, (factor, at) => zoomTo(zoom * factor, at));
  }
  box.addEventListener("scroll", moved, { passive: true });
  drag(box);
  middle();
  return { range, show };
}

function bind(tools, box, zoomBy) {
  tools.addEventListener("click", (event) => {
    const by = event.target.closest("[data-zoom-by]")?.dataset.zoomBy;
    if (by !== undefined) zoomBy(Number(by));
  });
  box.addEventListener("keydown", (event) => {
    const by = { "+": STEP, "=": STEP, "-": 1 / STEP, 0: 0 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    zoomBy(by);
  });
  box.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const at = (event.clientX - box.getBoundingClientRect().left) / box.clientWidth;
      zoomBy(2 ** (-event.deltaY / 200), at);
    },
    { passive: false },
  );
}

// Fingers scroll by themselves.
function drag(box) {
  let from = null;
  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX, left: box.scrollLeft };
    }
  });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    box.scrollLeft = from.left + from.x - event.clientX;
    box.classList.toggle("is-dragged", true);
  });
  addEventListener("pointerup", () => {
    from = null;
    setTimeout(() => box.classList.remove("is-dragged"));
  });
}

/* The events of the list, each with its shapes. */

function eventsOf(figure) {
  const scope = figure.closest(".part-body") ?? figure.closest("main");
  const rows = [...scope.querySelectorAll("li.event")];
  return [...figure.querySelectorAll(".happening")].map((shapes) => {
    const row = rows[Number(shapes.dataset.at)];
    const links = {
      entity: [...row.querySelectorAll(".event-entities a")],
      story: [...row.querySelectorAll(".event-stories a")],
    };
    return {
      row,
      shapes,
      links,
      entity: links.entity.map(idIn),
      story: links.story.map(idIn),
      kind: [
        ...(shapes.matches(".importance-3") ? ["major"] : []),
        ...(shapes.matches(".is-disputed") ? ["disputed"] : []),
        ...(shapes.querySelector(".mark-within, [fill]") ? ["rough"] : []),
      ],
    };
  });
}

function offer(select, links) {
  const found = new Map();
  for (const link of links) {
    const value = idIn(link);
    const label = link.textContent;
    found.set(value, { label, count: (found.get(value)?.count ?? 0) + 1 });
  }
  const sorted = [...found].sort(
    ([, a], [, b]) => b.count - a.count || a.label.localeCompare(b.label),
  );
  for (const [value, { label, count }] of sorted) {
    select.add(new Option(`${label} (${count})`, value));
  }
  select.closest("label").hidden = found.size < 2;
}

function filter(form, events, moved) {
  const output = form.querySelector("output");
  const selects = [...form.querySelectorAll("select")];
  const named = Object.fromEntries(selects.map((select) => [select.name, select]));

  function apply() {
    const chosen = CHOICES.map((name) => [name, named[name].value]).filter(([, v]) => v);
    let shown = 0;
    for (const event of events) {
      const isShown = chosen.every(([name, value]) => event[name].includes(value));
      event.row.hidden = !isShown;
      event.shapes.classList.toggle("is-out", !isShown);
      shown += isShown;
    }
    for (const list of document.querySelectorAll("ol.timeline")) {
      const isEmpty = !list.querySelector("li.event:not([hidden])");
      list.hidden = isEmpty;
      const before = list.previousElementSibling;
      if (before?.matches("h3.landmark")) before.hidden = isEmpty;
    }
    for (const year of document.querySelectorAll(".year")) {
      year.hidden = year.querySelector("li.event") && !year.querySelector("li.event:not([hidden])");
    }
    carry(chosen);
    const text = output.dataset.text.replace("{shown}", shown).replace("{all}", events.length);
    output.textContent = chosen.length ? text : "";
  }

  for (const name of ["entity", "story"]) {
    offer(named[name], events.flatMap((event) => event.links[name]));
  }
  for (const option of [...named.kind.options].slice(1)) {
    if (!events.some((event) => event.kind.includes(option.value))) option.remove();
  }
  named.kind.closest("label").hidden = named.kind.length < 2;
  form.hidden = selects.every((select) => select.closest("label").hidden);
  form.classList.toggle("is-needless", form.hidden);
  form.addEventListener("change", () => {
    apply();
    moved();
  });
  return {
    chosen: () => Object.fromEntries(CHOICES.map((name) => [name, named[name].value])),
    choose(values) {
      for (const name of CHOICES) {
        const select = named[name];
        const wanted = values.get(name) ?? "";
        select.value = [...select.options].some((option) => option.value === wanted) ? wanted : "";
      }
      apply();
    },
  };
}

// What is pointed at in the picture shows in the list, and the other way round.
function join(events) {
  for (const { row, shapes } of events) {
    const point = (isPointed) => () => {
      row.classList.toggle("is-pointed", isPointed);
      shapes.classList.toggle("is-pointed", isPointed);
    };
    for (const each of [row, shapes]) {
      each.addEventListener("pointerenter", point(true));
      each.addEventListener("pointerleave", point(false));
    }
    row.addEventListener("focusin", point(true));
    row.addEventListener("focusout", point(false));
    shapes.addEventListener("click", () => {
      if (shapes.closest(".is-dragged")) return;
      row.querySelector(".event-title a").focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    });
  }
}

function enhance(figure) {
  const form = figure.querySelector(".time-filters");
  let timer = 0;
  let isReady = false;
  const moved = () => {
    clearTimeout(timer);
    if (isReady) timer = setTimeout(() => remember({ ...view.range(), ...filters.chosen() }), 200);
  };
  const view = look(figure, form ? moved : () => {});
  if (!form) return;
  const events = eventsOf(figure);
  const filters = filter(form, events, moved);
  join(events);
  const recall = () => {
    const asked = new URLSearchParams(location.search);
    filters.choose(asked);
    view.show(asked.get("from"), asked.get("to"));
  };
  recall();
  addEventListener("popstate", recall);
  isReady = true;
}

for (const figure of document.querySelectorAll("figure.time")) enhance(figure);
