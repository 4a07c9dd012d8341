// The search box is of use only where scripts run: then it is shown. Tables that scroll sideways say so to the keyboard only when they do.
"use strict";
(() => {
  for (const form of document.querySelectorAll("form.seek")) form.hidden = false;
  const fit = () => {
    for (const box of document.querySelectorAll(".wide")) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0"); else box.removeAttribute("tabindex");
    }
  };
  fit();
  addEventListener("resize", fit);
})();
