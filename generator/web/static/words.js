// The words of a field: saved shortly after the last key, merged or chosen where others wrote too.
// Nothing is ever written into a field while somebody composes in it, and never over newer words.
import { show } from "./dialogs.js";
import {
  dirty,
  fieldOf,
  frozen,
  nodeOf,
  page,
  pieced,
  plainly,
  plan,
  status,
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
  if (dirty(field)) store({ ...drafts(), [key]: [source(field), field.dataset.source] });
  else forget([key]);
}
export const forgetDraft = (field) =>
  forget([`${nodeOf(field).dataset.id} ${field.dataset.field} ${WINDOW}`]);

/** What a crash or a closed window left: given back on a person's word, window by window. */
export function offerDrafts() {
  const left = {};
  for (const [key, kept] of Object.entries(drafts())) {
    const [id, name, from] = key.split(" ");
    const [value, base] = [kept].flat();
    const field = fieldOf(id, name);
    if (!field && !frozen) lost(key, value);
    else if (!field || field.dataset.source === value || frozen) forget([key]);
    else (left[from] ??= []).push({ key, field, value, base: base ?? field.dataset.source });
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
      forget(found.map((one) => one.key));
      if (name === "forget") return;
      for (const { field, value, base } of found) {
        field.dataset.source = base; // what was saved there since is merged or asked about, never lost
        typed(field, value);
      }
    });
    bar.append(button, " ");
  }
  page.before(bar);
}

/** Put words of the file's form into a field, as if they had been typed. */
export function typed(field, value) {
  field.replaceChildren(...pieced(value));
  soon(field);
  drawSoon();
}

export async function save(field) {
  timers.delete(field);
  if (!field.isConnected) return void rest();
  if (field.dataset.composing) return;
  if (field.dataset.source === undefined) return void soon(field); // a node that is being made
  const node = nodeOf(field);
  if (!dirty(field)) {
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
    value = source(field);
    return dirty(field)
      ? [
          {
            type: "set",
            node: node.dataset.id,
            field: field.dataset.field,
            value,
            base: field.dataset.source,
          },
        ]
      : [];
  });
  field.classList.remove("saving");
  if (ok) {
    taken(field, value, answer);
    keepDraft(field);
  } else if (code === 409 && answer.clashes?.[0]?.why === "changed") {
    choose(field, answer.clashes[0]);
  } else if (code !== 422 && code !== 409) {
    timers.set(
      field,
      setTimeout(() => save(field), TRY_AGAIN),
    );
  }
}

/** The server has this value now, alone or merged with words of others. */
export function taken(field, value, answer) {
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
function choose(field, clash) {
  field.classList.add("clash");
  // It opens while somebody types: a blank or Enter meant for the text must not press a button.
  const asked = element("h2", { tabIndex: -1, autofocus: true }, words.ask);
  const dialog = element("dialog", {}, asked);
  dialog.setAttribute("aria-label", words.ask);
  for (const [name, text] of [
    [words.mine, clash.mine],
    [words.theirs, clash.theirs],
  ]) {
    const button = element("button", {}, name);
    button.addEventListener("click", () => {
      field.dataset.source = clash.theirs ?? "";
      field.classList.remove("clash");
      dialog.close();
      if (name === words.theirs) typed(field, clash.theirs ?? "");
      save(field);
    });
    dialog.append(element("p", {}, plainly(text ?? "")), button);
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

/** Everything typed is saved. */
export const settled = () =>
  Promise.all([...timers.keys()].map((field) => (clearTimeout(timers.get(field)), save(field))));
