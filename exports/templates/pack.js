"use strict";
const page = document.documentElement;
const folded = text => text.toLocaleLowerCase(page.lang);

/** The numbers of rows that ranges name: "1-5,8". */
function numbersOf(ranges) {
  const numbers = new Set();
  for (const range of ranges.split(",")) {
    const [first, last = first] = range.split("-").map(Number);
    for (let number = first; number <= last; number++) numbers.add(number);
  }
  return numbers;
}

/** A table whose rows can be shown in part: those behind a figure, those with a text in them. */
class Rows {
  constructor(box) {
    this.box = box;
    this.bar = box.querySelector(".bar");
    this.said = this.bar.querySelector("p");
    this.back = this.bar.querySelector(".back");
    this.search = box.querySelector("input");
    this.rows = [...(box.querySelector("tbody")?.rows ?? [])];
    this.total = box.querySelector(".total");
    this.bar.querySelector(".all").addEventListener("click", () => this.showAll());
    this.back.addEventListener("click", () => this.goBack());
    this.search?.addEventListener("input", () => this.look());
  }

  show(link) {
    this.link = link;
    this.numbers = numbersOf(link.dataset.rows);
    if (this.search) this.search.value = "";
    this.look();
    this.bar.scrollIntoView();
    this.bar.focus({ preventScroll: true });
  }

  look() {
    const wanted = folded(this.search?.value.trim() ?? "");
    if (wanted) this.texts ??= this.rows.map(row => folded(row.textContent));
    let shown = 0;
    this.rows.forEach((row, at) => {
      const fits = (!this.numbers || this.numbers.has(at + 1)) && (!wanted || this.texts[at].includes(wanted));
      row.hidden = !fits;
      shown += fits;
    });
    this.say(shown, wanted);
  }

  say(shown, wanted) {
    const filtered = Boolean(this.link || wanted);
    const named = this.link ? document.querySelector(`${this.link.hash} .name`).textContent : "";
    const words = this.said.dataset.words.replace("{shown}", shown).replace("{all}", this.rows.length);
    const what = [named, wanted && `“${this.search.value.trim()}”`].filter(Boolean).join(", ");
    this.said.textContent = filtered ? `${words}: ${what}` : "";
    this.box.classList.toggle("filtered", filtered);
    this.back.hidden = !this.link;
    if (this.total) this.total.hidden = filtered;
  }

  showAll() {
    this.link = this.numbers = undefined;
    if (this.search) this.search.value = "";
    this.look();
  }

  goBack() {
    const link = this.link;
    this.showAll();
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
  }
}

const tables = new Map();
for (const box of document.querySelectorAll(".rows")) {
  if (box.querySelector(".bar")) tables.set(box.dataset.table, new Rows(box));
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.rows) {
    event.preventDefault();
    tables.get(link.dataset.table ?? "annex").show(link);
    return;
  }
  const row = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (row?.hidden) tables.get(row.closest(".rows").dataset.table).showAll();
});
page.classList.add("js");
