// The words of a field: saved shortly after the last key, merged or chosen where others wrote too.
// Nothing is ever written into a field while somebody composes in it, and never over newer words.
import { show } from "./dialogs.js";
import {
  baseOf,
  boxOf,
  dirty,
  fieldOf,
  fieldsOf,
  frozen,
  heldIn,
  nodeOf,
  page,
  pieced,
  plainly,
  plan,
  status,
  valueOf,
  words,
} from "./nodes.js";
import { drawSoon } from "./paper.js";
import { rest, send, timers } from "./server.js";
import { caret, element, moved, parsed, place, source } from "./text.js";

const SAVE_AFTER = 700;
const TRY_AGAIN = 5000;
const DRAFTS = `kehoach-drafts-${plan}`;

// Each window keeps its own: what another left unsaved is not this one's to write over or take away.
const WINDOW = sessionStorage.getItem("kehoach-window") ?? Math.random().toString(36).slice(2);
sessionStorage.setItem("kehoach-window", WINDOW);

/** What was sent and not answered: it may have arrived, so it is sent again as it was, before newer words. */
const asked = new WeakMap();

const drafts = () => JSON.parse(localStorage.getItem(DRAFTS) ?? "{}");
function store(kept) {
  if (Object.keys(kept).length) localStorage.setItem(DRAFTS, JSON.stringify(kept));
  else localStorage.removeItem(DRAFTS);
}
function forget(keys) {
  const kept = drafts();
  for (const key of keys) delete kept[key];
  store(kept);
}
export function keepDraft(field) {
  const id = nodeOf(field).dataset.id;
  if (!id) return;
  const key = `${id} ${field.dataset.field} ${WINDOW}`;
  const kept = [valueOf(field), baseOf(field), ...(asked.get(field) ?? [])];
  if (dirty(field) || asked.has(field)) store({ ...drafts(), [key]: kept });
  else forget([key]);
}
export const forgetDraft = (field) =>
  forget([`${nodeOf(field).dataset.id} ${field.dataset.field} ${WINDOW}`]);

/** What a crash or a closed window left: given back on a person's word, window by window. */
export function offerDrafts() {
  const left = {};
  for (const [key, kept] of Object.entries(drafts())) {
    const [id, name, from] = key.split(" ");
    const [value, base, ...sent] = Array.isArray(kept) ? kept : [kept];
    const field = fieldOf(id, name);
    const now = field ? field.dataset.source : heldIn(id, name);
    if (now === undefined && !frozen) lost(key, value);
    else if (JSON.stringify(now) === JSON.stringify(value) || frozen) forget([key]);
    else (left[from] ??= []).push({ key, id, name, field, value, sent, base: base ?? now });
  }
  for (const found of Object.values(left)) offer(found);
}

/** Words of a place that is no more: shown until somebody has read them. */
function lost(key, value) {
  const close = element("button", {}, words.forget);
  const bar = element(
    "div",
    { className: "note warning" },
    `${words.lost} “${plainly(value)}” `,
    close,
  );
  bar.setAttribute("role", "alert");
  close.addEventListener("click", () => {
    bar.remove();
    forget([key]);
  });
  page.before(bar);
}

function offer(found) {
  const bar = element("div", { className: "note warning" }, `${words.found} `);
  bar.setAttribute("role", "alert");
  for (const name of ["restore", "forget"]) {
    const button = element("button", {}, words[name]);
    button.addEventListener("click", () => {
      bar.remove();
      const words = found.filter((one) => one.field);
      forget((name === "forget" ? found : words).map((one) => one.key));
      if (name === "forget") return;
      for (const { field, value, base, sent } of words) {
        field.dataset.source = base; // what was saved there since is merged or asked about, never lost
        if (sent.length) asked.set(field, sent);
        typed(field, value);
      }
      for (const one of found) if (!one.field) putBack(one);
    });
    bar.append(button, " ");
  }
  page.before(bar);
}

const setting = (node, field, value, base) => ({ type: "set", node, field, value, base });
/** What brings the file to a value: from what was sent and not answered, whether it arrived or not. */
const bringing = (node, field, value, base, sent) =>
  [...sent, value].map((one, i) => setting(node, field, one, i ? sent[0] : base));
/** The same of a field, for a request that does more; the answer to it is the answer to all. */
export function brought(field, value) {
  const sent = asked.get(field) ?? [];
  asked.delete(field);
  return bringing(nodeOf(field).dataset.id, field.dataset.field, value, baseOf(field), sent);
}

/** What stood in a form that is closed now: the file gets it, and the draft stays until it has it. */
async function putBack({ key, id, name, value, base, sent }) {
  const { ok, status: code } = await send(() => bringing(id, name, value, base, sent));
  if (ok) return forget([key]);
  if (code !== 409 || heldIn(id, name) === undefined) return undefined;
  const theirs = heldIn(id, name);
  return ask(value, theirs, (kept) => {
    forget([key]);
    if (kept) send(() => [setting(id, name, value, theirs)]);
  });
}

/** Put words of the file's form into a field, as if they had been typed. */
export function typed(field, value) {
  field.replaceChildren(...pieced(value));
  keepDraft(field);
  soon(field);
  drawSoon();
}

export async function save(field) {
  timers.delete(field);
  if (!field.isConnected) return void rest();
  if (field.dataset.composing) return;
  if (baseOf(field) === undefined) return void soon(field); // a node that is being made
  const node = nodeOf(field);
  if (!dirty(field) && !asked.has(field)) {
    rest();
    return void keepDraft(field);
  }
  field.classList.add("saving");
  let value;
  const {
    ok,
    status: code,
    value: answer,
  } = await send(() => {
    if (!dirty(field) && !asked.has(field)) return [];
    if (!asked.has(field)) asked.set(field, [valueOf(field)]);
    [value] = asked.get(field);
    keepDraft(field);
    const { id } = node.dataset;
    return [setting(id, field.dataset.field, value, baseOf(field)), ...printedSo(field, id)];
  });
  field.classList.remove("saving");
  if (code) asked.delete(field);
  if (ok) {
    taken(field, value, answer);
    keepDraft(field);
    if (dirty(field) && !timers.has(field)) await save(field); // what was typed since then
  } else if (code === 409 && answer.clashes?.[0]?.why === "changed") {
    choose(field, node.dataset.id, answer.clashes[0]);
  } else if (code !== 422 && code !== 409) {
    timers.set(
      field,
      setTimeout(() => save(field), TRY_AGAIN),
    );
  }
}

/** Words that are printed in the place of agencies would hide that others were chosen. */
function printedSo(field, id) {
  const name = `loi_${field.dataset.field}`;
  const words = Array.isArray(boxOf(field)?.base) ? heldIn(id, name) : null;
  return words ? [setting(id, name, null, words)] : [];
}

/** The server has this value now, alone or merged with words of others. */
export function taken(field, value, answer) {
  const box = boxOf(field);
  // From this the next words start: what others put beside them is merged again, not written over.
  if (box && value !== undefined) {
    Object.assign(box, { base: value, kept: JSON.stringify(value) });
    const now = heldIn(nodeOf(field).dataset.id, field.dataset.field);
    const free = !field.contains(document.activeElement) && !dirty(field);
    if (free && JSON.stringify(now) !== box.kept) anew(field);
  }
  if (box) return;
  if (!field.isConnected || !answer.html) return;
  const path = `.node[data-id="${CSS.escape(nodeOf(field).dataset.id)}"] .text[data-field="${field.dataset.field}"]`;
  const now = parsed(answer.html).querySelector(path);
  field.dataset.source = value; // from this the next words start, whatever others put beside them
  if (!now || now.dataset.source === value || source(field) !== value || field.dataset.composing)
    return;
  const at = caret(field);
  const before = field.textContent;
  field.replaceChildren(...now.childNodes);
  field.dataset.source = now.dataset.source;
  if (at >= 0) place(field, moved(at, before, field.textContent));
}

/** Two people changed the same words: both texts, one click. */
function choose(field, id, clash) {
  field.classList.add("clash");
  const box = boxOf(field);
  const theirs = box ? heldIn(id, field.dataset.field) : (clash.theirs ?? "");
  ask(valueOf(field), theirs, (kept) => {
    field.classList.remove("clash");
    if (box) box.base = theirs;
    else field.dataset.source = theirs;
    if (kept) return save(field);
    if (!box) typed(field, theirs);
    else {
      box.kept = JSON.stringify(box.read());
      forgetDraft(field);
      return anew(field);
    }
    return save(field);
  });
}

/** A form shows what the file has now; not while something typed in another box of it waits. */
function anew(field) {
  const more = field.closest(".more");
  if (!more || fieldsOf(more).some(dirty)) return;
  more.querySelector(".form").remove();
  more.dispatchEvent(new Event("toggle"));
}

function ask(mine, theirs, then) {
  // It opens while somebody types: a blank or Enter meant for the text must not press a button.
  const asked = element("h2", { tabIndex: -1, autofocus: true }, words.ask);
  const dialog = element("dialog", {}, asked);
  dialog.setAttribute("aria-label", words.ask);
  for (const [name, text] of [
    [words.mine, mine],
    [words.theirs, theirs],
  ]) {
    const button = element("button", {}, name);
    button.addEventListener("click", () => {
      dialog.close();
      then(name === words.mine);
    });
    dialog.append(element("p", {}, plainly(text)), button);
  }
  show(dialog);
}

export function soon(field) {
  status.textContent = words.saving;
  clearTimeout(timers.get(field));
  timers.set(
    field,
    setTimeout(() => save(field), SAVE_AFTER),
  );
}

/** Something was chosen in a form, not typed: saved at once. */
export function hurry(field) {
  keepDraft(field);
  clearTimeout(timers.get(field));
  save(field);
  drawSoon();
}

/** Everything typed is saved. */
export const settled = () =>
  Promise.all([...timers.keys()].map((field) => (clearTimeout(timers.get(field)), save(field))));
