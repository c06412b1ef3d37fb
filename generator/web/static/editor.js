// The editor's hands and keys: what a key, a click, a paste means.
import { act, addTable, enter, openFields, tools } from "./acts.js";
import "./elsewhere.js";
import { dirty, frozen, hand, list, nodeOf, nodes, page, part, siblings } from "./nodes.js";
import { drawSoon, mark, paper } from "./paper.js";
import { afterwards, back, done, timers, undone, unsaved } from "./server.js";
import { caret, place } from "./text.js";
import { keepDraft, offerDrafts, save, settled, soon } from "./words.js";

/** What opens over the editor. */
const aside =
  (name) =>
  async (...given) =>
    (await part("asides"))?.[name](...given);
const [cite, help, note, talk] = ["cite", "help", "note", "talk"].map(aside);

page.addEventListener("focusin", (event) => {
  const field = event.target.closest(".text");
  hand.field = field ?? hand.field;
  const places = mark();
  if (field && getComputedStyle(paper).position === "sticky")
    places[0]?.scrollIntoView({ block: "nearest" });
  tools();
});
// Somebody may have typed before this script was here: those words count.
const early = document.activeElement?.closest(".text");
if (early && dirty(early)) {
  hand.field = early;
  keepDraft(early);
  soon(early);
}
const arrived = !early && location.hash && document.getElementById(location.hash.slice(1));
if (arrived) {
  const field = arrived.querySelector(".text");
  const into = () => place(field, field.textContent.length);
  // The browser goes to the place too, and may do so later: that takes the caret out of the field.
  const again = () => setTimeout(() => document.activeElement === document.body && into());
  const hands = new AbortController();
  field?.addEventListener("focusout", again, { signal: hands.signal });
  for (const one of ["keydown", "pointerdown"])
    document.addEventListener(one, () => hands.abort(), { capture: true, once: true });
  if (field) into();
}
// A citation is no place for the caret, however it came there: it goes behind it.
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!chosen.isCollapsed || !chosen.anchorNode) return;
  const near = chosen.anchorNode;
  const found = (near.nodeType === Node.TEXT_NODE ? near.parentElement : near).closest(".chip");
  const field = found?.closest("[contenteditable=true]");
  if (!field) return;
  if (document.activeElement !== field) field.focus();
  if (found.nextSibling?.nodeType === Node.TEXT_NODE) chosen.collapse(found.nextSibling, 0);
  else chosen.collapse(found.parentNode, [...found.parentNode.childNodes].indexOf(found) + 1);
});
page.addEventListener("compositionstart", (event) => {
  event.target.dataset.composing = "yes";
});
page.addEventListener("compositionend", (event) => {
  delete event.target.dataset.composing;
  const field = event.target.closest("[data-field]");
  if (!field) return;
  keepDraft(field);
  soon(field);
  drawSoon();
});
page.addEventListener("input", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field || event.isComposing) return;
  delete field.dataset.composing; // its end is not always told
  keepDraft(field);
  soon(field);
  drawSoon();
});
// Enter that ends a composition is no key of ours: what it would put in is told here.
page.addEventListener("beforeinput", (event) => {
  const field = event.target.closest(".text");
  if (!field || !["insertParagraph", "insertLineBreak"].includes(event.inputType)) return;
  event.preventDefault();
  setTimeout(() => {
    delete field.dataset.composing;
    if (!frozen && field.isConnected) enter(field);
  });
});
page.addEventListener("focusout", (event) => {
  const field = event.target.closest?.("[data-field]");
  if (field && timers.has(field) && !field.contains(event.relatedTarget)) {
    clearTimeout(timers.get(field));
    save(field);
  }
});
page.addEventListener("paste", async (event) => {
  const field = event.target.closest(".text");
  if (!field && !event.target.closest(".cell")) return;
  event.preventDefault(); // words only: looks from elsewhere have no place in a plan
  const [text, html] = ["plain", "html"].map((kind) => event.clipboardData.getData(`text/${kind}`));
  const simply = () => document.execCommand("insertText", false, text.replace(/\s+/g, " "));
  if (!/[\n\t]/.test(text.trim())) return void simply();
  const pasting = await part("pasting");
  if (pasting) pasting.paste(event.target, { html, text });
  else simply();
});
const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
page.addEventListener("keydown", (event) => {
  const field = event.target.closest(".text");
  if (!field || event.isComposing || frozen) return;
  const node = nodeOf(field);
  const key = event.key.toLowerCase();
  const control = event.ctrlKey || event.metaKey;
  let name = null;
  if (event.altKey && event.shiftKey) name = KEYS[event.key];
  else if (event.altKey)
    name = { backspace: "join", delete: "remove", p: "protect", enter: "done" }[key];
  else if (
    event.key === "Backspace" &&
    getSelection().isCollapsed &&
    caret(field) === 0 &&
    siblings(node).indexOf(node) > 0
  )
    name = "join";
  if (name) {
    event.preventDefault();
    act(name, node);
  } else if (event.key === "Enter" && !control) {
    event.preventDefault();
    enter(field);
  } else if (control && ["z", "y"].includes(key)) {
    if (timers.has(field)) return; // letters not saved yet are the browser's own to take back
    event.preventDefault();
    if (key === "z" && !event.shiftKey) takeBack(done, undone);
    else takeBack(undone, done);
  }
});
list.addEventListener("click", (event) => {
  if (event.target.closest("button.done")) act("done", nodeOf(event.target));
});
document.getElementById("actions")?.addEventListener("click", (event) => {
  const name = event.target.closest("button")?.dataset.act;
  if (name) act(name, nodeOf(hand.field));
});

document.getElementById("undo").addEventListener("click", () => takeBack(done, undone));
document.getElementById("redo").addEventListener("click", () => takeBack(undone, done));

/** What is typed is saved first, so that it can be taken back too. */
async function takeBack(from, onto) {
  await settled();
  back(from, onto);
}

/** Bold and italic, as the keys of the browser do it; the words stay chosen. */
for (const button of document.querySelectorAll(".tools button"))
  button.addEventListener("mousedown", (event) => event.preventDefault());
for (const look of ["bold", "italic"])
  document.getElementById(look)?.addEventListener("click", () => document.execCommand(look));
document.getElementById("cite")?.addEventListener("click", cite);
document.getElementById("note")?.addEventListener("click", note);
document.getElementById("add-table")?.addEventListener("click", () => addTable());

page.addEventListener("click", (event) => {
  const link = event.target.closest("a.talk");
  if (!link) return;
  event.preventDefault();
  talk(link);
});

/** The next or previous place where a person has something to do. */
function step(by) {
  const places = [...document.querySelectorAll(".node.waits")];
  if (!places.length) return;
  const all = nodes();
  const at = all.indexOf(nodeOf(document.activeElement) ?? nodeOf(hand.field));
  const ahead =
    by > 0
      ? places.find((one) => all.indexOf(one) > at)
      : places.findLast((one) => all.indexOf(one) < at);
  const next = ahead ?? places.at(by > 0 ? 0 : -1);
  (next.querySelector(".text") ?? next.querySelector("summary")).focus();
  next.scrollIntoView({ block: "center" });
}
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.getElementById("keys").addEventListener("click", help);
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (event.key === "F1") {
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) help();
  }
  // Where the key was pressed, not where the focus is by now: taking back takes it out of a field.
  if (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    !event.target.closest("input, textarea, select, dialog, [contenteditable=true]")
  ) {
    if (key === "z" && !event.shiftKey) takeBack(done, undone); // the node somebody was in is gone
    else if (["z", "y"].includes(key)) takeBack(undone, done);
  }
  if (!event.altKey || event.ctrlKey || event.shiftKey) return;
  const does = {
    j: () => step(1),
    k: () => step(-1),
    c: cite,
    t: note,
    i: () => print.click(),
    f: () => openFields(nodeOf(document.activeElement) ?? nodeOf(hand.field)),
  }[key];
  if (!does) return;
  event.preventDefault();
  does();
});
const print = document.getElementById("print");
print.addEventListener("click", async (event) => {
  if (!unsaved()) return;
  event.preventDefault(); // what was typed just now belongs on the paper
  await settled();
  await afterwards(() => {}); // what was under way already
  if (!unsaved()) location.assign(print.href);
});
addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // the back button shows what is there now
});
offerDrafts();
const wide = matchMedia("(min-width: 100rem)");
const widened = () => wide.matches && part("column");
wide.addEventListener("change", widened);
widened();
part("proof"); // nobody waits for it
