// Nodes made, cut, joined, moved, taken out; and the fields beside their words.
import {
  dirty,
  end,
  fieldOf,
  fieldsOf,
  frozen,
  hand,
  list,
  named,
  nodeOf,
  nodes,
  part,
  siblings,
  status,
  words,
} from "./nodes.js";
import { drawSoon } from "./paper.js";
import { afterwards, rest, send, timers } from "./server.js";
import { caret, element, jointOf, place, source } from "./text.js";
import { brought, hurry, settled, soon, typed } from "./words.js";

export async function structure(operations, then = () => {}) {
  await settled();
  const { ok, value } = await send(() => operations);
  if (ok) then(value);
  return ok;
}

/** A node that nobody has saved yet, below another one: it can be typed into at once. */
function sketch(node, field, behind) {
  const made = element("article", { className: node.className });
  for (const name of ["kind", "parent", "key", "depth"]) made.dataset[name] = node.dataset[name];
  made.classList.remove("waits");
  const text = field.cloneNode(false);
  delete text.dataset.source;
  made.append(
    element("span", { className: "number" }),
    element("div", { className: "fields" }, text),
  );
  behind.after(made);
  return text;
}

async function made(text, make, lost) {
  const sent = send(() => make());
  drawSoon();
  const { ok, value } = await sent;
  const id = Object.values(value.added ?? {})[0];
  if (!ok || !id) {
    nodeOf(text).remove();
    return lost();
  }
  const now = named(id);
  const sketched = nodeOf(text);
  const here = document.activeElement === text ? caret(text) : -1;
  const chosen = getSelection().toString();
  const field =
    now.querySelector(`.text[data-field="${text.dataset.field}"]`) ?? now.querySelector(".text");
  if (source(text) !== field.dataset.source) {
    field.replaceChildren(...text.childNodes);
    soon(field);
  }
  clearTimeout(timers.get(text));
  timers.delete(text);
  sketched.remove();
  if (here >= 0) {
    place(field, here);
    if (chosen && chosen === field.textContent) getSelection().selectAllChildren(field);
  }
  return void rest();
}

/**
 * Enter: cut the text at the caret; at its end, a new node behind this one.
 * `at`: where the caret was when Enter was pressed in a node that was still being made;
 * what was typed since then belongs behind the cut.
 */
export async function enter(field, at) {
  const node = nodeOf(field);
  const { id, parent, key } = node.dataset;
  if (!id) {
    const here = caret(field);
    return void afterwards(() => enter(hand.field, here)); // being made
  }
  if (field.dataset.field === "trich_yeu") return;
  const since = at === undefined ? 0 : Math.max(caret(field) - at, 0);
  if (since) place(field, at);
  const chosen = getSelection().getRangeAt(0);
  const head = document.createRange();
  head.selectNodeContents(field);
  head.setEnd(chosen.startContainer, chosen.startOffset);
  const value = source(field);
  const before = source(element("div", {}, head.cloneContents()), jointOf(field));
  clearTimeout(timers.get(field));
  timers.delete(field);
  if (!before || before === value || field.dataset.field === "san_pham") {
    const text = sketch(node, node.querySelector(".text"), end(node));
    text.textContent = words.new;
    text.focus();
    getSelection().selectAllChildren(text);
    await made(
      text,
      () => [...brought(field, value), { type: "add", parent, key, after: id, text: words.new }],
      () => soon(field),
    );
    return;
  }
  const text = sketch(node, field, node);
  head.setStart(head.endContainer, head.endOffset);
  head.setEnd(field, field.childNodes.length);
  text.append(head.extractContents());
  place(text, since);
  let started = field.dataset.source;
  const cut = () => {
    started = field.dataset.source;
    const first = brought(field, value);
    field.dataset.source = before;
    return [
      ...first,
      { type: "split", node: id, field: field.dataset.field, at: before.length, base: value },
    ];
  };
  await made(text, cut, () => {
    field.dataset.source = started; // not the half of it
    typed(field, value);
    field.focus();
  });
}

const acts = {
  remove: ({ id }, node) => {
    const near = node.nextElementSibling ?? node.previousElementSibling;
    return structure([{ type: "remove", node: id }], () => near?.querySelector(".text")?.focus());
  },
  protect: ({ id, protected: on }) => structure([{ type: "protect", node: id, on: on !== "true" }]),
  done: ({ id }) => structure([{ type: "done", node: id }]),
  join: ({ id }, node) => {
    const before = siblings(node)[siblings(node).indexOf(node) - 1];
    const field = before?.querySelector(".text");
    const at = field?.textContent.length ?? 0;
    return structure([{ type: "merge", node: id }], () => {
      const now = before && fieldOf(before.dataset.id, field.dataset.field);
      if (now) place(now, at);
    });
  },
  up: ({ id, parent, key }, node) => {
    const near = siblings(node);
    const at = near.indexOf(node);
    return (
      at > 0 &&
      structure([{ type: "move", node: id, parent, key, after: near[at - 2]?.dataset.id ?? "" }])
    );
  },
  down: ({ id, parent, key }, node) => {
    const near = siblings(node);
    const after = near[near.indexOf(node) + 1];
    return after && structure([{ type: "move", node: id, parent, key, after: after.dataset.id }]);
  },
  in: ({ id, key }, node) => {
    const before = siblings(node)[siblings(node).indexOf(node) - 1];
    if (!before) return false;
    const inside = nodes().filter(
      (one) => one.dataset.parent === before.dataset.id && one.dataset.key === key,
    );
    return structure([
      {
        type: "move",
        node: id,
        parent: before.dataset.id,
        key,
        after: inside.at(-1)?.dataset.id ?? "",
      },
    ]);
  },
  out: ({ id, parent, key }) => {
    const around = named(parent);
    return (
      around &&
      structure([{ type: "move", node: id, parent: around.dataset.parent, key, after: parent }])
    );
  },
};
const MOVABLE = [
  "khoan",
  "diem",
  "muc",
  "mo_dau",
  "can_cu",
  "ket_thuc",
  "noi_nhan",
  "nhiem_vu",
  "nhom",
  "phu_luc",
];
export function act(name, node) {
  if (node && !node.dataset.id) return void afterwards(() => act(name, nodeOf(hand.field))); // being made
  if (!frozen && node?.dataset.id && (name === "done" || MOVABLE.includes(node.dataset.key)))
    acts[name](node.dataset, node);
}

/** The tools act on the node at hand; those that it has no use for are off. */
export function tools() {
  const node = nodeOf(hand.field);
  for (const button of document.querySelectorAll("#actions [data-act]"))
    button.disabled = !node?.isConnected || !MOVABLE.includes(node.dataset.key);
  document
    .querySelector("[data-act=protect]")
    ?.setAttribute("aria-pressed", node?.dataset.protected === "true");
}
tools();

// ---------------------------------------------------------------- fields beside the words

const building = new WeakMap(); // forms on their way
async function built(more) {
  const fields = await part("fields");
  fields?.form(more, { words, frozen, changed: hurry });
  building.delete(more);
}
/** The form of a node's fields, made once for each time it is opened. */
function build(more) {
  if (more.querySelector(".form")) return undefined;
  if (!building.has(more)) building.set(more, built(more));
  return building.get(more);
}
list.addEventListener(
  "toggle",
  ({ target: more }) => {
    if (!more.matches?.(".more")) return;
    if (more.open) build(more);
    else if (!fieldsOf(more).some(dirty)) more.querySelector(".form")?.remove();
  },
  true,
);
export async function openFields(node) {
  const more = node?.querySelector(".more");
  if (!more) return;
  more.hidden = false;
  more.open = true;
  await build(more);
  more.querySelector("input, select, textarea")?.focus();
}

const EMPTY = { cot: ["", ""], hang: [["", ""]] };
export function addTable(table = EMPTY) {
  const node = nodeOf(hand.field);
  const more = node?.querySelector(".more");
  const held = more && JSON.parse(more.dataset.details).find((one) => one.kind === "table");
  if (frozen || !held) return void (status.textContent = words.no_table);
  const { id } = node.dataset;
  structure(
    [{ type: "set", node: id, field: held.name, value: [...held.value, table], base: held.value }],
    async () => {
      await openFields(named(id));
      named(id)?.querySelector(".tables > div:last-child .cell")?.focus();
      status.textContent = words.pasted;
    },
  );
}

/** A new node behind the one at hand, at the level of the button. */
const LEVELS = {
  muc: ["muc"],
  khoan: ["khoan", "muc"],
  diem: ["diem", "khoan"],
  nhiem_vu: ["nhiem_vu", "phu_luc"],
  can_cu: ["can_cu"],
  noi_nhan: ["noi_nhan"],
};
const OF_THE_PLAN = ["muc", "can_cu", "noi_nhan"]; // these stand in no other node
for (const [key, near] of Object.entries(LEVELS)) {
  document.getElementById(`add-${key}`)?.addEventListener("click", () => {
    const fresh = ({ added }) => {
      const field = named(Object.values(added)[0])?.querySelector(".text");
      field?.focus();
      if (field) getSelection().selectAllChildren(field);
    };
    const here = nodeOf(hand.field) ?? nodes().find((one) => one.dataset.key === near[0]);
    for (let node = here; node; node = named(node.dataset.parent)) {
      const { id, parent, key: own } = node.dataset;
      if (own === key)
        return structure([{ type: "add", parent, key, after: id, text: words.new }], fresh);
      if (own === near[1])
        return structure([{ type: "add", parent: id, key, text: words.new }], fresh);
    }
    const first = nodes().find((one) => one.dataset.key === near.at(-1));
    if (first && first.dataset.key !== key)
      return structure([{ type: "add", parent: first.dataset.id, key, text: words.new }], fresh);
    if (OF_THE_PLAN.includes(key)) {
      const after = nodes().findLast((one) => one.dataset.key === key)?.dataset.id ?? "";
      return structure([{ type: "add", parent: "", key, after, text: words.new }], fresh);
    }
    status.textContent = words.no_place;
    return undefined;
  });
}
