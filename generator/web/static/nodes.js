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
export const dirty = (field) =>
  field.dataset.source === undefined || source(field) !== field.dataset.source;
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

/** Words of the file's form as people read them. */
export function plainly(text) {
  return element("div", {}, ...pieced(text)).textContent;
}
