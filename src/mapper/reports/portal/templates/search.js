// Finds pages: loads those few files of the index that hold the words of the query, and counts a word of a title more than one of a text.
"use strict";
(() => {
  const index = globalThis.mapperIndex;
  const form = document.getElementById("query");
  const field = document.getElementById("q");
  const selects = [...form.querySelectorAll("select")];
  const told = document.getElementById("told");
  const list = document.getElementById("results");
  const further = document.getElementById("further");
  const STEP = 25;
  const FIRST = { theme: 1.2, pair: 0.4 };
  const HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff";
  const WORD = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const common = new Set(index.common);
  const loading = new Map();
  let found = [];
  let shown = 0;
  let turn = 0;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = (word) => (IS_HAN.test(word) && word.length > 1 ? [...word].slice(1).map((_, at) => word.slice(at, at + 2)) : [word]);
  const words = (text) => [...new Set((plain(text).match(WORD) ?? []).flatMap(parts).map((word) => word.slice(0, 40)))];

  function load(part, number) {
    const name = `search/${part[0]}${number}.js`;
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = name;
        script.onload = () => done(index[part][number]);
        script.onerror = () => failed(new Error(name));
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function numbers(steps) {
    let at = 0;
    return steps ? steps.split(" ").map((step) => (at += parseInt(step, 36))) : [];
  }

  // Which files may hold words that begin so: those from the last that begins at or before the word to the last that begins with it.
  function shards(word) {
    let first = 0;
    while (first + 1 < index.firsts.length && index.firsts[first + 1] <= word) first += 1;
    let last = first;
    while (last + 1 < index.firsts.length && index.firsts[last + 1].startsWith(word)) last += 1;
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }

  async function pagesOf(word) {
    const exact = word.startsWith("=") || (word.length < 2 && !IS_HAN.test(word));
    const scores = new Map();
    for (const held of await Promise.all(shards(word).map((number) => load("words", number)))) {
      for (const [other, steps] of Object.entries(held)) {
        if (other !== word && (exact || !other.startsWith(word))) continue;
        const [title, body] = (steps + "|").split("|").map(numbers);
        const whole = other === word ? 1 : 0.6;
        for (const page of body) scores.set(page, Math.max(scores.get(page) ?? 0, whole));
        for (const page of title) scores.set(page, Math.max(scores.get(page) ?? 0, 5 * whole));
      }
    }
    return scores;
  }

  async function find(query, marks) {
    const asked = words(query);
    const telling = asked.filter((word) => !common.has(word));
    const each = await Promise.all([...telling, ...marks.map((mark) => `=${mark}`)].map(pagesOf));
    if (!each.length) return [];
    const [least, ...others] = [...each].sort((one, other) => one.size - other.size);
    const rare = each.map((scores, at) => (at < telling.length ? Math.log(1 + index.count / (scores.size || 1)) : 0));
    const kept = [...least.keys()].filter((page) => others.every((scores) => scores.has(page)));
    return kept.map((page) => [page, each.reduce((sum, scores, at) => sum + rare[at] * scores.get(page), 0)]);
  }

  async function draw() {
    const mine = turn;
    const wanted = found.slice(shown, shown + STEP);
    const held = await Promise.all(wanted.map(([page]) => load("pages", Math.floor(page / index.size))));
    if (mine !== turn) return;
    wanted.forEach(([page], at) => {
      const [address, title, kind, about] = held[at][page % index.size];
      const entry = document.createElement("li");
      const link = document.createElement("a");
      const sort = document.createElement("span");
      const line = document.createElement("small");
      link.href = address;
      link.textContent = title;
      link.dir = "auto";
      sort.className = "chip";
      sort.textContent = kind;
      line.textContent = about;
      line.dir = "auto";
      entry.append(link, " ", sort, line);
      list.append(entry);
    });
    shown += wanted.length;
    further.hidden = shown >= found.length;
  }

  async function ordered(scored) {
    const numbersOf = [...new Set(scored.map(([page]) => Math.floor(page / index.size)))];
    const boosted = scored.length > 2000 ? scored : await Promise.all(numbersOf.map((number) => load("pages", number))).then(() => scored.map(([page, score]) => {
      const kind = index.pages[Math.floor(page / index.size)][page % index.size][2];
      return [page, score * (FIRST[kind] ?? 1)];
    }));
    return boosted.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  async function search() {
    turn += 1;
    const mine = turn;
    const marks = selects.map((select) => select.value).filter(Boolean);
    const query = field.value.trim();
    told.textContent = query || marks.length ? "Searching…" : "Type a number, a title or words of a clause, or choose a filter.";
    const scored = await find(query, marks).catch(() => null);
    if (mine !== turn) return;
    if (scored === null) {
      told.textContent = "The index could not be read: it stands in the folder search beside this page; export the portal again.";
      return;
    }
    const sorted = await ordered(scored);
    if (mine !== turn) return;
    found = sorted;
    shown = 0;
    list.replaceChildren();
    await draw();
    if (mine !== turn) return;
    const passed = words(query).filter((word) => common.has(word));
    const note = passed.length ? ` Passed over, since it stands on more than a third of all pages: ${passed.join(", ")}.` : "";
    if (query || marks.length) told.textContent = `${found.length} ${found.length === 1 ? "page" : "pages"} found.${note}`;
  }

  function address() {
    const state = new URLSearchParams();
    if (field.value.trim()) state.set("q", field.value.trim());
    for (const select of selects) if (select.value) state.append("m", select.value);
    history.replaceState(null, "", `${location.pathname}${state.size ? `?${state}` : ""}`);
  }

  function follow() {
    const state = new URLSearchParams(location.search || location.hash.slice(1));
    field.value = state.get("q") ?? "";
    const marks = new Set(state.getAll("m"));
    for (const select of selects) select.value = [...select.options].find((option) => option.value && marks.has(option.value))?.value ?? "";
  }

  let waiting = 0;
  const changed = () => { address(); search(); };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 150); });
  selects.forEach((select) => select.addEventListener("change", changed));
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(); });
  further.addEventListener("click", draw);
  form.hidden = false;
  follow();
  search();
})();
