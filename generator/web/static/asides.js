// What opens over the editor: a citation to pick, the comments of a node, the keys.
import { find } from "./acts.js";
import { show } from "./dialogs.js";
import { picker } from "./fields.js";
import { frozen, hand, words } from "./nodes.js";
import { drawSoon } from "./paper.js";
import { caret, chip, element, moved, place } from "./text.js";
import { soon } from "./words.js";

/** A citation at the caret, picked from the registry; the field stays while somebody picks. */
export function cite() {
  const field = hand.field;
  if (frozen || !field?.isConnected) return;
  const chosen = getSelection();
  const range = chosen.rangeCount && field.contains(chosen.focusNode) ? chosen.getRangeAt(0).cloneRange() : null;
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
  dialog.append(picker({ label: words.cite, words, find: (query) => find("documents", query), choose }), close);
  hand.held = field;
  show(dialog, field);
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
    hand.spoke += 1;
    await fill(await fetch(`${event.target.action}?part=1`, { method: "POST", body }));
  });
  show(dialog, link);
}

/** What each key does. */
export function help() {
  const dialog = document.getElementById("keys-shown").content.firstElementChild.cloneNode(true);
  show(dialog);
}
