// Asking the server: one request after the other, and the edits that can be taken back.
import { base, fieldOf, json, named, nodeOf, nodes, page, plan, status, words } from "./nodes.js";
import { released } from "./pressed.js";
import { reconcile } from "./reconcile.js";
import { caret, place } from "./text.js";

const STACKS = `kehoach-edits-${plan}`;
export const { done, undone } = JSON.parse(
  sessionStorage.getItem(STACKS) ?? '{"done": [], "undone": []}',
);
/** Fields whose words wait to be saved, with their timers. */
export const timers = new Map();
let waiting = 0; // requests under way
let held = 0; // of these: saved, and not shown yet

/** Edits that can be taken back or done again: kept as long as the window, also over a reload. */
function remember() {
  sessionStorage.setItem(
    STACKS,
    JSON.stringify({ done: done.slice(-200), undone: undone.slice(-200) }),
  );
  document.getElementById("undo").disabled = !done.length;
  document.getElementById("redo").disabled = !undone.length;
}
remember();

async function ask(address, options) {
  waiting += 1;
  status.textContent = words.saving;
  try {
    const answer = await fetch(base + address, options);
    const value = await answer.json();
    held += answer.ok;
    await released(); // what is pressed stays where it is
    held -= answer.ok;
    if (!answer.ok)
      status.textContent = answer.status === 401 ? words.session : value.message || words.failed;
    if (value.html) reconcile(value.html);
    if (value.waiting !== undefined) count(value.waiting);
    if (value.seen) page.dispatchEvent(new CustomEvent("shown", { detail: value }));
    return { ok: answer.ok, status: answer.status, value };
  } catch (fault) {
    // a proxy that does not reach the server answers with a page of its own
    if (!(fault instanceof TypeError || fault instanceof SyntaxError)) throw fault;
    status.textContent = words.kept; // nothing is lost: the field keeps its words and tries again
    return { ok: false, status: 0, value: {} };
  } finally {
    waiting -= 1;
    rest();
  }
}

/** "Saved" is said only when no letter waits: an earlier answer knows nothing of later ones. */
export function rest() {
  if (status.textContent === words.saving && !timers.size && !waiting)
    status.textContent = words.saved;
}

let line = Promise.resolve(); // one request after the other: each starts from what the last one made
export function send(make) {
  const mine = line.then(async () => {
    const operations = make();
    if (!operations.length) {
      rest();
      return { ok: true, status: 200, value: {} };
    }
    const answer = await ask("/operations", json(operations));
    if (answer.value.entry) {
      done.push(answer.value.entry);
      undone.length = 0;
      remember();
    }
    return answer;
  });
  line = mine.catch(() => {});
  return mine;
}

function count(open) {
  const told = document.getElementById("waiting");
  told.hidden = !open;
  told.textContent = told.textContent.replace(/\d+/, open);
}

/** What is there now, whoever made it. */
export const take = () => (line = line.then(() => ask("?part=nodes")));

/** Do something once everything asked so far is answered. */
export const afterwards = (act) => line.then(act);

/** Whether something typed or asked has not come back yet. */
export const unsaved = () => timers.size > 0 || waiting > held;

/** Take the last edit back, or the taking back: what others did since stays. */
export function back(from, onto) {
  line = line.then(async () => {
    const entry = from.pop();
    if (!entry) return;
    const field = document.activeElement?.closest?.(".text");
    const at = field ? caret(field) : 0;
    const ids = field ? nodes().map((one) => one.dataset.id) : [];
    const above = ids.slice(0, ids.indexOf(nodeOf(field)?.dataset.id));
    const form = document.activeElement?.closest?.(".more");
    if (form) document.activeElement.blur();
    field?.blur(); // its words are the server's now
    const { ok, value } = await ask(`/undo/${entry}`, { method: "POST" });
    if (ok && value.entry) onto.push(value.entry);
    const near = above.map((id) => named(id)?.querySelector(".text")).findLast(Boolean);
    const now = field && fieldOf(nodeOf(field)?.dataset.id ?? "", field.dataset.field);
    if (document.activeElement !== document.body) return remember();
    if (form) named(nodeOf(form).dataset.id)?.querySelector("summary")?.focus();
    if (now) place(now, Math.min(at, now.textContent.length)); // the next key goes on from here
    else if (near) place(near, Infinity);
    remember();
  });
}
