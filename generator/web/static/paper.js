// The printed pages beside the nodes: drawn again after each key, a click leads to the node.
import { base, boxOf, dirty, fieldsOf, hand, json, list, nodeOf, valueOf } from "./nodes.js";
import { released } from "./pressed.js";
import { element, parsed } from "./text.js";

export const paper = document.getElementById("pages");
let drawing = false; // pages are being asked for
let stale = false; // something was typed since

/** A page as it is now; of the old one only what differs is replaced, and so laid out and painted again. */
function redraw(sheet, svg) {
  const fresh = parsed(svg).firstElementChild;
  const { width, height } = fresh.viewBox.baseVal;
  const form = `${width} / ${height}`;
  if (sheet.dataset.form !== form || !sheet.firstElementChild) {
    sheet.dataset.form = form;
    sheet.style.aspectRatio = form;
    return void sheet.replaceChildren(fresh);
  }
  const [was, is] = [[...sheet.firstElementChild.children], [...fresh.children]];
  while (was.length && is.length && was[0].isEqualNode(is[0]))
    [was, is].forEach((some) => some.shift());
  while (was.length && is.length && was.at(-1).isEqualNode(is.at(-1)))
    [was, is].forEach((some) => some.pop());
  if (was.length) was[0].before(...is);
  else if (is.length) sheet.firstElementChild.replaceChildren(...fresh.children);
  for (const one of was) one.remove();
}

/** The printed pages, with what is typed and not saved yet. */
async function draw() {
  const operations = fieldsOf(list)
    .filter(
      (field) =>
        (boxOf(field) || field.dataset.source !== undefined) &&
        !field.dataset.composing &&
        dirty(field),
    )
    .map((field) => ({
      type: "set",
      node: nodeOf(field).dataset.id,
      field: field.dataset.field,
      value: valueOf(field),
    }));
  const known = [...paper.querySelectorAll(".sheet")].map((sheet) => sheet.dataset.digest);
  try {
    const answer = await fetch(`${base}/pages`, json({ operations, known }));
    if (!answer.ok) return;
    const { count: total, pages, unknown } = await answer.json();
    await released(); // a click that began on a page ends on it
    while (paper.querySelectorAll(".sheet").length < total)
      paper.append(element("div", { className: "sheet" }));
    const sheets = [...paper.querySelectorAll(".sheet")];
    for (const extra of sheets.slice(total)) extra.remove();
    const here = paper.contains(document.activeElement)
      ? document.activeElement.getAttribute("href")
      : null;
    for (const { at, digest, svg } of pages) {
      sheets[at].dataset.digest = digest;
      redraw(sheets[at], svg);
    }
    if (here && !paper.contains(document.activeElement))
      paper.querySelector(`a[href="${CSS.escape(here)}"]`)?.focus();
    paper.setAttribute("aria-label", `${total} ${paper.dataset.count}`);
    paper.title = unknown.length ? `${paper.dataset.guess}: ${unknown.join(", ")}` : "";
    mark();
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault; // away: drawn at the next key
  }
}
let looked = false; // pages are drawn when they are looked at, not before
/** Draw after the letter is on the screen: one question at a time, and the last one sees the last key. */
export async function drawSoon() {
  if (!looked) return;
  stale = true;
  if (drawing) return;
  drawing = true;
  try {
    while (stale) {
      await new Promise((turn) => setTimeout(turn, 0));
      stale = false;
      await draw();
    }
  } finally {
    drawing = false;
  }
}
paper.addEventListener("click", (event) => {
  const name = event.target.closest("a")?.getAttribute("href")?.slice(1);
  // one node may be printed at several places: each has the name of its field behind two strokes
  const node =
    name && (document.getElementById(name) ?? document.getElementById(name.replace(/__\w+$/, "")));
  if (!node) return;
  event.preventDefault();
  if (paper.classList.contains("alone")) turn();
  (node.querySelector(".text") ?? node.querySelector("summary")).focus();
  node.scrollIntoView({ block: "center" });
});
export function mark() {
  const node = nodeOf(hand.field);
  for (const was of paper.querySelectorAll("a.here")) was.classList.remove("here");
  if (!node?.id) return [];
  const places = [...paper.querySelectorAll(`a[href="#${node.id}"], a[href^="#${node.id}__"]`)];
  for (const one of places) one.classList.add("here");
  return places;
}
new IntersectionObserver((entries, watcher) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  looked = true;
  drawSoon();
}).observe(paper);

/** On a narrow window: the nodes or the pages. */
function turn() {
  const alone = paper.classList.toggle("alone");
  list.classList.toggle("away", alone);
  document.getElementById("turn").setAttribute("aria-expanded", alone);
  if (!alone) return;
  looked = true;
  drawSoon();
}
document.getElementById("turn").addEventListener("click", turn);
