"use strict";
(() => {
  const all = (key) => document.querySelectorAll(`[data-n="${key}"]`);
  const nodes = [...document.querySelectorAll(".node")];
  const light = (event, on) => {
    const key = event.target.closest?.("[data-n]")?.dataset.n;
    if (key) all(key).forEach((one) => one.classList.toggle("on", on));
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.(".box[data-n]");
    if (!box) return;
    event.preventDefault();
    const node = document.getElementById(`t${box.dataset.n}`);
    node?.scrollIntoView({ block: "nearest" });
    node?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = nodes.indexOf(document.activeElement);
    if (!step || here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    nodes[here + step]?.focus();
  });
})();
