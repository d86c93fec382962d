// What htmx leaves undone where a recommendation opens beside the list: whole rows open it, and the focus goes with it.
// Without scripts the same links load whole pages.
"use strict";
const heading = () => document.querySelector("#panel h1");
const marked = () => document.querySelector(".rows a[aria-current]");
const topOf = (row) => (row?.offsetParent ? row.getBoundingClientRect().top : null);
let row = null, before = null;

addEventListener("load", () => heading()?.focus({ preventScroll: true }));

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {  // another window, as for any link
    if (event.target.closest("[hx-get]")) event.stopPropagation();
  } else if (!event.target.closest("a, input, label") && !getSelection().toString()) {
    event.target.closest(".rows tbody tr")?.querySelector("a.code").click();
  }
}, true);

document.addEventListener("htmx:beforeSwap", (event) => {
  row = (event.detail.requestConfig.elt.closest(".rows a") ?? marked())?.closest("tr");
  before = topOf(row);
});

document.addEventListener("htmx:afterOnLoad", () => {
  const code = document.getElementById("shown")?.textContent;
  marked()?.removeAttribute("aria-current");
  if (code) document.getElementById(code)?.querySelector("a.code").setAttribute("aria-current", "true");
  if (before !== null && topOf(row) !== null) scrollBy(0, topOf(row) - before);  // the list stays where it was
  if (!heading()) return row?.querySelector("a.code").focus();
  heading().focus({ preventScroll: true });
  heading().scrollIntoView({ block: "nearest" });
});

// Nobody answers: the browser says so on a page of its own.
document.addEventListener("htmx:sendError", (event) => location.assign(event.detail.requestConfig.elt.href ?? location.href));
