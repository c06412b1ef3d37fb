// Paragraphs and tables from elsewhere, put where the caret is: each paragraph in a place of its own.
import { addTable, structure } from "./acts.js";
import { hand, named, nodeOf, status, words } from "./nodes.js";
import { drawSoon } from "./paper.js";
import { brought, unmarked } from "./pasted.js";
import { afterwards, send, timers } from "./server.js";
import { element, escape, jointOf, place, source } from "./text.js";
import { soon, typed } from "./words.js";

/** Kinds of nodes that stand one below the other. */
const LISTED = ["muc", "khoan", "diem", "mo_dau", "can_cu", "ket_thuc", "noi_nhan", "nhiem_vu"];
const type = (text) => document.execCommand("insertText", false, text);
const cellOf = (text) => {
  const lines = text.split("\n").map(escape);
  return lines.length > 1 ? lines : lines[0];
};
const flat = (block) => (Array.isArray(block) ? block.flat().join(" ") : block);

/** A table as a plan holds it: the first row is the head. */
export function table(rows) {
  const widest = Math.max(...rows.map((row) => row.length));
  const [cot, ...hang] = rows.map((row) => [...row, ...Array(widest - row.length).fill("")]);
  return {
    cot: cot.map((cell) => escape(cell.replaceAll("\n", " "))),
    hang: (hang.length ? hang : [cot.map(() => "")]).map((row) => row.map(cellOf)),
  };
}

/** What lies on the clipboard, put into the field (or cell) at hand. */
export function paste(target, clipboard) {
  const found = brought(clipboard);
  const field = target.closest(".text");
  if (!found.length) return type(clipboard.text);
  if (!field) return inCell(found);
  const node = nodeOf(field);
  if (!node.dataset.id) return void afterwards(() => paste(hand.field, clipboard)); // being made
  const [rows] = found;
  if (found.length === 1 && Array.isArray(rows) && rows.length > 1)
    return node.dataset.key === "nhiem_vu" ? addTasks(node, rows) : addTable(table(rows));
  const alone = field === node.querySelector(".text") && field.dataset.field !== "trich_yeu";
  if (found.length === 1 || !alone || !LISTED.includes(node.dataset.key))
    return type(found.map(flat).join(" "));
  return pour(field, node, found);
}

function inCell(found) {
  found.map(flat).forEach((line, i) => {
    if (i) document.execCommand("insertLineBreak");
    type(line.replaceAll("\n", " "));
  });
}

/** The first paragraph at the caret, each other one in a node behind; what stood behind the caret is last. */
async function pour(field, node, found) {
  const { id, parent, key } = node.dataset;
  getSelection().deleteFromDocument();
  const [first, ...others] = Array.isArray(found[0]) ? ["", ...found] : found;
  type(unmarked(first));
  const rest = document.createRange();
  rest.setStart(getSelection().focusNode, getSelection().focusOffset);
  rest.setEnd(field, field.childNodes.length);
  const behind = source(element("div", {}, rest.extractContents()), jointOf(field));
  const added = [];
  for (const block of others)
    if (!Array.isArray(block)) added.push({ text: escape(unmarked(block)), tables: [] });
    else if (added.length) added.at(-1).tables.push(table(block));
    else added.push({ text: words.table, tables: [table(block)] });
  if (behind) added.at(-1).text += ` ${behind}`;
  clearTimeout(timers.get(field));
  timers.delete(field);
  let before;
  let value;
  const { ok, value: answer } = await send(() => {
    before = field.dataset.source;
    value = source(field);
    field.dataset.source = value;
    const set = { type: "set", node: id, field: field.dataset.field, value, base: before };
    const adds = added.map(({ text, tables }) => ({
      type: "add",
      parent,
      key,
      after: id,
      text,
      fields: tables.length ? { bang: tables } : {},
    }));
    return [set, ...adds.reverse()];
  });
  if (!ok) {
    field.dataset.source = before; // refused, or nobody there: all words in one field, none lost
    const kept = others.map((block) => escape(unmarked(flat(block))));
    typed(field, [value, ...kept, behind].filter(Boolean).join(" "));
    return;
  }
  const last = named(Object.values(answer.added)[0])?.querySelector(".text");
  if (last) place(last, last.textContent.length - behind.length);
  status.textContent = words.poured;
  drawSoon();
  soon(field);
}

/** Rows from a spreadsheet on a task become tasks: words, lead, others, product, deadline. */
function addTasks(node, rows) {
  const { id, parent, key } = node.dataset;
  const names = ["", "chu_tri", "phoi_hop", "san_pham", "thoi_han"];
  const lined = new Set(["", "san_pham"]); // their cells have paragraphs
  const tasks = rows
    .map((row) => (/^\d*[.)]?$/.test(row[0]) ? row.slice(1) : row))
    .map((row) => row.map((cell, i) => (lined.has(names[i]) ? cell : cell.replaceAll("\n", " "))))
    .filter((row) => row[0]);
  structure(
    tasks.reverse().map((row) => ({
      type: "add",
      parent,
      key,
      after: id,
      text: escape(row[0]),
      fields: Object.fromEntries(
        names.flatMap((name, i) => (name && row[i] ? [[name, row[i]]] : [])),
      ),
    })),
    () => (status.textContent = words.saved),
  );
}
