// The nodes of the page, how they are found, and what every part of the editor shares.
import { element, shown, source } from "./text.js";

export const page = document.querySelector(".editor");
export const list = document.getElementById("nodes");
export const base = `/plans/${encodeURIComponent(page.dataset.plan)}`;
export const frozen = page.dataset.frozen === "true";
export const words = JSON.parse(document.getElementById("said").content.textContent);
export const status = document.getElementById("status");
export const plan = page.dataset.plan;

/** The field somebody was in last: its node is the one at hand. `held`: one that a dialog works on. `spoke`: comments made here. */
export const hand = { field: null, held: null, spoke: 0 };

/** A part that is fetched when somebody first needs it; told, and nothing, while the server is away. */
export async function part(name) {
  try {
    return await import(`./${name}.js`);
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    status.textContent = words.away;
    return null;
  }
}

export const nodeOf = (inside) => inside?.closest(".node");
export const nodes = () => [...list.querySelectorAll(".node")];
export const named = (id) => list.querySelector(`.node[data-id="${CSS.escape(id)}"]`);
export const fieldOf = (id, name) => named(id)?.querySelector(`.text[data-field="${name}"]`);

const boxes = new WeakMap();
/**
 * A box of a form is a field as the words are: `read` tells what it says, `base` is what the file
 * had when somebody began; both as the file has values. `kept`: what the server has of it.
 */
export function hold(box, name, base, read) {
  box.dataset.field = name;
  boxes.set(box, { base, read, kept: JSON.stringify(read()) });
}
export const boxOf = (field) => boxes.get(field);
/** What a field says, words or a box of a form; and what it started from. */
export const valueOf = (field) => (boxOf(field) ? boxOf(field).read() : source(field));
export const baseOf = (field) => (boxOf(field) ? boxOf(field).base : field.dataset.source);
export function dirty(field) {
  const box = boxOf(field);
  if (box) return JSON.stringify(box.read()) !== box.kept;
  return field.dataset.source === undefined || source(field) !== field.dataset.source;
}
/** What the file has in a field beside the words, as its box tells it; undefined where there is none. */
export function heldIn(id, name) {
  const more = named(id)?.querySelector(".more");
  const one = more && JSON.parse(more.dataset.details).find((field) => field.name === name);
  return one && (one.kind === "deadline" ? one.shown || null : one.value);
}
/** The fields inside an element, boxes of an open form too. */
export const fieldsOf = (inside) => [...inside.querySelectorAll("[data-field]")];
export const json = (value) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
export const siblings = (node) =>
  nodes().filter(
    (one) => one.dataset.parent === node.dataset.parent && one.dataset.key === node.dataset.key,
  );

/** The last of the nodes inside a node; itself when it has none. */
export function end(node) {
  const depth = Number(node.dataset.depth);
  let found = node;
  while (found.nextElementSibling && Number(found.nextElementSibling.dataset.depth) > depth)
    found = found.nextElementSibling;
  return found;
}

/** Words of the file's form as a field shows them; citations stay chips. */
export function pieced(value) {
  const known = new Map(
    [...list.querySelectorAll(".chip[data-cite]")].map((one) => [one.dataset.cite, one.title]),
  );
  const pieces = [];
  for (const part of value.split(/(\{[a-z0-9_-]+(?::[a-z]+)?\}|\*{1,3}[^*]+\*{1,3})/)) {
    const cite = /^\{(.+)\}$/.exec(part)?.[1];
    const marked = /^(\*{1,3})([^*]+)\*{1,3}$/.exec(part);
    if (cite) pieces.push({ cite, text: known.get(cite) ?? cite });
    else if (marked)
      pieces.push({ text: marked[2], bold: marked[1].length > 1, italic: marked[1].length !== 2 });
    else if (part) pieces.push({ text: part.replace(/\\([*{\\])/g, "$1") });
  }
  return shown(pieces);
}

/** Words of the file's form as people read them; of a table its cells. */
export function plainly(said) {
  if (said === null || said === undefined) return "";
  if (typeof said !== "object") return element("div", {}, ...pieced(String(said))).textContent;
  const parts = Object.values(said).map(plainly).filter(Boolean);
  return parts.join(Array.isArray(said) ? " · " : " ");
}
