"use strict";
(() => {
  const STEP = 150;
  const table = document.getElementById("table");
  const search = document.getElementById("q");
  const selects = [...document.querySelectorAll("#filters select")];
  const between = document.getElementById("between");
  const pairs = [...table.tBodies].map((body, place) => ({ body, place, text: null }));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let limit = STEP;
  let shown = pairs;
  let cells = {};
  let sort = "";

  const read = (pair) => (pair.text ??= plain(pair.body.textContent.replace(/\s+/g, " ")));
  const AXES = ["bodies", "sectors"];
  const holds = (data, key, value) => (key === "s" && value === "live" ? data.live === "yes" : data[key] === value);

  function keeps(pair, words, chosen) {
    const data = pair.body.dataset;
    return chosen.every(([key, value]) => holds(data, key, value))
      && AXES.every((axis) => !cells[axis] || data[axis].split("|").includes(cells[axis]))
      && words.every((word) => read(pair).includes(word));
  }

  const cell = (pair, column) => pair.body.rows[0].cells[column].textContent;
  const KEYS = {
    left: (pair) => cell(pair, 0), relation: (pair) => pair.body.dataset.r, right: (pair) => cell(pair, 2),
    likely: (pair) => Number(pair.body.dataset.p || -1), state: (pair) => cell(pair, 4),
  };

  function arrange() {
    const key = KEYS[sort.replace("-", "")];
    const down = sort.startsWith("-") ? -1 : 1;
    const compare = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other, "en", { numeric: true }));
    const sorted = pairs.map((pair) => ({ pair, key: key ? key(pair) : 0 }))
      .sort((one, other) => down * compare(one.key, other.key) || one.pair.place - other.pair.place);
    const all = document.createDocumentFragment();
    sorted.forEach(({ pair }) => all.append(pair.body));
    table.append(all);
    pairs.splice(0, pairs.length, ...sorted.map(({ pair }) => pair));
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.sort !== sort.replace("-", "")) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", down < 0 ? "descending" : "ascending");
    }
  }

  function show() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value).map((select) => [select.dataset.key, select.value]);
    shown = pairs.filter((pair) => keeps(pair, words, chosen));
    const visible = new Set(shown.slice(0, limit));
    pairs.forEach((pair) => { pair.body.hidden = !visible.has(pair); });
    const named = AXES.map((axis) => cells[axis]).filter(Boolean).join(", ");
    between.hidden = !named;
    between.firstElementChild.textContent = named && `Only ${named}`;
    const first = visible.size < shown.length ? `, the first ${visible.size} shown` : "";
    document.getElementById("count").textContent = `${shown.length} of ${pairs.length} pairs${first}`;
    document.getElementById("further").hidden = visible.size === shown.length;
    highlight(words, visible);
  }

  function highlight(words, visible) {
    if (!globalThis.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    if (words.length) for (const { body } of visible) {
      const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode() && ranges.length < 5000) {
        const text = walk.currentNode.data.toLowerCase();
        for (const word of words) for (let at = text.indexOf(word); at >= 0 && text.length === walk.currentNode.length; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(walk.currentNode, at);
          range.setEnd(walk.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function address() {
    const state = new URLSearchParams();
    if (search.value.trim()) state.set("q", search.value.trim());
    selects.forEach((select) => select.value && state.set(select.dataset.key, select.value));
    Object.entries(cells).forEach(([key, value]) => value && state.set(key, value));
    if (sort) state.set("sort", sort);
    history.replaceState(null, "", `#${state.toString() || "pairs"}`);
    mark();
  }

  function mark() {
    for (const link of document.querySelectorAll(".heat a")) {
      const to = new URLSearchParams(link.hash.slice(1));
      const same = AXES.some((axis) => to.get(axis) && to.get(axis) === cells[axis]);
      if (same) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  }

  function lead(id) {
    const pair = pairs.find(({ body }) => body.id === id);
    if (!pair) return;
    pair.body.hidden = false;
    pair.body.querySelector("details").open = true;
    pair.body.scrollIntoView();
  }

  function follow() {
    const hash = location.hash.slice(1);
    if (hash.startsWith("p-")) lead(hash);
    if (!hash.includes("=")) return;
    const state = new URLSearchParams(hash);
    const jumped = AXES.some((axis) => state.has(axis));
    search.value = state.get("q") ?? "";
    selects.forEach((select) => { select.value = state.get(select.dataset.key) ?? ""; });
    cells = Object.fromEntries(AXES.map((axis) => [axis, state.get(axis) ?? ""]));
    sort = KEYS[(state.get("sort") ?? "").replace("-", "")] ? state.get("sort") : "";
    limit = STEP;
    if (sort) arrange();
    show();
    mark();
    if (jumped) document.getElementById("pairs").scrollIntoView();
  }

  const changed = () => { limit = STEP; show(); address(); };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 120); });
  selects.forEach((select) => select.addEventListener("change", changed));
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("anywhere").addEventListener("click", () => { cells = {}; changed(); search.focus(); });
  document.getElementById("clear").addEventListener("click", () => {
    search.value = "";
    selects.forEach((select) => { select.value = ""; });
    cells = {};
    changed();
    search.focus();
  });
  document.getElementById("open").addEventListener("click", () => {
    shown.slice(0, limit).forEach(({ body }) => { body.querySelector("details").open = true; });
  });
  document.getElementById("more").addEventListener("click", () => { limit += STEP; show(); });
  document.getElementById("all").addEventListener("click", () => { limit = Infinity; show(); });
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.dataset.name = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const key = head.dataset.sort;
      const first = key === "likely" ? `-${key}` : key;
      sort = sort === first ? (first === key ? `-${key}` : key) : first;
      arrange();
      changed();
    });
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => { const before = limit; limit = Infinity; show(); limit = before; });
  addEventListener("afterprint", show);
  document.getElementById("filters").hidden = false;
  show();
  follow();
})();
