// What opens over the editor: a citation to pick, the comments of a node, the keys.
import { show } from "./dialogs.js";
import { find } from "./fields.js";
import { frozen, hand, list, named, nodeOf, words } from "./nodes.js";
import { drawSoon } from "./paper.js";
import { picker } from "./picker.js";
import { send } from "./server.js";
import { caret, chip, element, moved, parsed, place, source } from "./text.js";
import { soon, taken } from "./words.js";

/** A citation at the caret, picked from the registry; the field stays while somebody picks. */
export function cite() {
  const field = hand.field;
  if (frozen || !field?.isConnected) return;
  const chosen = getSelection();
  const range =
    chosen.rangeCount && field.contains(chosen.focusNode)
      ? chosen.getRangeAt(0).cloneRange()
      : null;
  const [before, at] = [field.textContent, caret(field)];
  const dialog = element("dialog", { className: "citing" }, element("h2", {}, words.cite));
  dialog.setAttribute("aria-label", words.cite);
  const close = element("button", {}, words.close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (hand.held = null));
  const choose = ({ id, name }) => {
    dialog.close();
    const added = chip({ cite: id, text: name });
    field.focus();
    if (range && field.textContent === before) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    } else place(field, at < 0 ? field.textContent.length : moved(at, before, field.textContent)); // words of others came
    const target = getSelection().getRangeAt(0);
    target.deleteContents();
    target.insertNode(added);
    if (/[^\s(“]$/.test(at < 0 ? before : before.slice(0, at))) added.before(" ");
    const behind = document.createTextNode(" ");
    added.after(behind);
    getSelection().collapse(behind, 1);
    soon(field);
    drawSoon();
  };
  dialog.append(
    picker({
      label: words.cite,
      words: { ...words, none: words.none_cited },
      find: (query) => find("documents", query),
      choose,
    }),
    close,
  );
  hand.held = field;
  show(dialog, field);
}

/** A footnote at the caret: its mark here, its words in a field of their own; in a footnote, back to its mark. */
export async function note() {
  const field = hand.field;
  const node = nodeOf(field);
  if (frozen || !field?.isConnected || !node.dataset.id) return;
  if (node.dataset.kind === "ChuThich") {
    const mark = list.querySelector(`.chip[data-cite="chu-thich:${CSS.escape(node.dataset.id)}"]`);
    mark?.closest(".text").focus();
    if (mark)
      getSelection().collapse(mark.parentNode, [...mark.parentNode.childNodes].indexOf(mark) + 1);
    return;
  }
  if (caret(field) < 0) place(field, field.textContent.length);
  const target = getSelection().getRangeAt(0);
  target.collapse(false);
  const added = chip({ cite: "chu-thich:?", text: "[?]" });
  target.insertNode(added);
  const ask = () => ({
    type: "note",
    node: node.dataset.id,
    field: field.dataset.field,
    value: source(field),
    base: field.dataset.source,
    text: words.new_note,
  });
  const { ok, value } = await send(() => [ask()]);
  if (!ok) {
    added.remove();
    return void soon(field);
  }
  const [id] = Object.values(value.added);
  added.dataset.cite = `chu-thich:${id}`;
  taken(field, source(field), value);
  const now = parsed(value.html);
  for (const one of field.querySelectorAll('.chip[data-cite^="chu-thich:"]'))
    one.textContent =
      now.querySelector(`.chip[data-cite="${one.dataset.cite}"]`)?.textContent ?? one.textContent;
  const own = named(id).querySelector(".text");
  own.focus();
  getSelection().selectAllChildren(own);
}

/** Comments of a node, in a dialog over the editor. */
export async function talk(link) {
  const dialog = element("dialog");
  dialog.setAttribute("aria-label", words.comments);
  const fill = async (answer) => {
    dialog.innerHTML = await answer.text(); // a page of the server: its texts are escaped
    const close = element("button", {}, words.close);
    close.addEventListener("click", () => dialog.close());
    dialog.append(close);
    const open = Number(dialog.querySelector(".comments")?.dataset.open ?? 0);
    let told = link.querySelector(".count");
    if (!told) {
      told = element("span", { className: "count warning" });
      link.prepend(told);
    }
    told.textContent = open || "";
    told.hidden = !open;
  };
  await fill(await fetch(`${link.href}&part=1`));
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    const address = new URL(event.target.action);
    address.searchParams.set("part", "1");
    hand.spoke += 1;
    await fill(await fetch(address, { method: "POST", body }));
    dialog.querySelector("textarea")?.focus(); // what had the focus is there no more
  });
  show(dialog, link);
}

/** What each key does. */
export function help() {
  const dialog = document.getElementById("keys-shown").content.firstElementChild.cloneNode(true);
  show(dialog);
}
