// The editor: each field saves itself shortly after the last key. Nothing is ever written into
// a field while somebody composes in it (Vietnamese input methods), and never over newer words.
import { form, pasted, picker } from "./fields.js";
import { caret, chip, element, place, shown, source } from "./text.js";

const SAVE_AFTER = 700;
const TRY_AGAIN = 5000;
const page = document.querySelector(".editor");
const list = document.getElementById("nodes");
const plan = page.dataset.plan;
const base = `/plans/${encodeURIComponent(plan)}`;
const frozen = page.dataset.frozen === "true";
const words = JSON.parse(document.getElementById("said").content.textContent);
const status = document.getElementById("status");
const timers = new Map();
const STACKS = `kehoach-edits-${plan}`;
const DRAFTS = `kehoach-drafts-${plan}`;
const { done, undone } = JSON.parse(sessionStorage.getItem(STACKS) ?? '{"done": [], "undone": []}');
let waiting = 0; // requests under way
let last = null; // the field somebody was in last

const nodeOf = (inside) => inside?.closest(".node");
const nodes = () => [...list.querySelectorAll(".node")];
const named = (id) => list.querySelector(`.node[data-id="${CSS.escape(id)}"]`);
const fieldOf = (id, name) => named(id)?.querySelector(`.text[data-field="${name}"]`);
const dirty = (field) => field.dataset.source === undefined || source(field) !== field.dataset.source;
const json = (value) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

/** Edits that can be taken back or done again: kept as long as the window, also over a reload. */
function remember() {
  sessionStorage.setItem(STACKS, JSON.stringify({ done: done.slice(-200), undone: undone.slice(-200) }));
  document.getElementById("undo").disabled = !done.length;
  document.getElementById("redo").disabled = !undone.length;
}
remember();

// ---------------------------------------------------------------- drafts: words not saved yet

const drafts = () => JSON.parse(localStorage.getItem(DRAFTS) ?? "{}");
function keepDraft(field) {
  const kept = drafts();
  const id = nodeOf(field).dataset.id;
  if (!id) return;
  const key = `${id} ${field.dataset.field}`;
  if (dirty(field)) kept[key] = source(field);
  else delete kept[key];
  if (Object.keys(kept).length) localStorage.setItem(DRAFTS, JSON.stringify(kept));
  else localStorage.removeItem(DRAFTS);
}

/** What a crash or a closed window left: given back on a person's word. */
function offerDrafts() {
  const found = Object.entries(drafts()).map(([key, value]) => [fieldOf(...key.split(" ")), value]);
  const left = found.filter(([field, value]) => field && field.dataset.source !== value);
  if (!left.length || frozen) return localStorage.removeItem(DRAFTS);
  const bar = element("div", { className: "note warning" }, `${words.found} `);
  bar.setAttribute("role", "alert");
  for (const name of ["restore", "forget"]) {
    const button = element("button", {}, words[name]);
    button.addEventListener("click", () => {
      bar.remove();
      localStorage.removeItem(DRAFTS);
      if (name === "restore") for (const [field, value] of left) typed(field, value);
    });
    bar.append(button, " ");
  }
  return page.before(bar);
}

/** Put words of the file's form into a field, as if they had been typed. */
function typed(field, value) {
  field.replaceChildren(...pieced(value));
  soon(field);
  drawSoon();
}

/** Words of the file's form as a field shows them; citations stay chips. */
function pieced(value) {
  const known = new Map([...list.querySelectorAll(".chip[data-cite]")].map((one) => [one.dataset.cite, one.title]));
  const pieces = [];
  for (const part of value.split(/(\{[a-z0-9_-]+(?::[a-z]+)?\}|\*{1,3}[^*]+\*{1,3})/)) {
    const cite = /^\{(.+)\}$/.exec(part)?.[1];
    const marked = /^(\*{1,3})([^*]+)\*{1,3}$/.exec(part);
    if (cite) pieces.push({ cite, text: known.get(cite) ?? cite });
    else if (marked) pieces.push({ text: marked[2], bold: marked[1].length > 1, italic: marked[1].length !== 2 });
    else if (part) pieces.push({ text: part.replace(/\\([*{\\])/g, "$1") });
  }
  return shown(pieces);
}

// ---------------------------------------------------------------- asking the server

async function ask(address, options) {
  waiting += 1;
  status.textContent = words.saving;
  try {
    const answer = await fetch(base + address, options);
    const value = await answer.json();
    if (!answer.ok) status.textContent = answer.status === 401 ? words.session : value.message || words.failed;
    if (value.html) reconcile(value.html);
    if (value.waiting !== undefined) count(value.waiting);
    return { ok: answer.ok, status: answer.status, value };
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    status.textContent = words.kept; // nothing is lost: the field keeps its words and tries again
    return { ok: false, status: 0, value: {} };
  } finally {
    waiting -= 1;
    rest();
  }
}

/** "Saved" is said only when no letter waits: an earlier answer knows nothing of later ones. */
function rest() {
  if (status.textContent === words.saving && !timers.size && !waiting) status.textContent = words.saved;
}

let line = Promise.resolve(); // one request after the other: each starts from what the last one made
function send(make) {
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

/** Take over what the server says now, without a touch to words that somebody is typing. */
function reconcile(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html; // rendered by the server from escaped text
  const active = document.activeElement;
  const field = active?.closest?.(".text");
  const at = field ? caret(field) : -1;
  let next = list.firstElementChild;
  const kept = new Set();
  for (const now of [...fresh.content.querySelectorAll(".node")]) {
    const old = named(now.dataset.id);
    const one = old ? updated(old, now, active) : now;
    kept.add(one);
    if (old && one !== old) {
      old.replaceWith(one);
      if (next === old) next = one;
    }
    while (next && !kept.has(next) && !next.dataset.id) next = next.nextElementSibling;
    if (one === next) next = next.nextElementSibling;
    else list.insertBefore(one, next);
  }
  for (const old of nodes()) if (!kept.has(old) && old.dataset.id) old.remove();
  if (field?.isConnected && document.activeElement !== field && at >= 0) place(field, at);
  drawSoon();
}

/** One node as it is now: the new one, or the old one where somebody is at work in it. */
function updated(old, now, active) {
  const busy = old.contains(active) || [...old.querySelectorAll(".text")].some(dirty);
  if (!busy) {
    for (const more of ["more", "origin"]) {
      const was = old.querySelector(`.${more}`);
      const is = now.querySelector(`.${more}`);
      if (was?.open && is) {
        is.hidden = false;
        is.open = true;
      }
    }
    return now;
  }
  for (const name of now.getAttributeNames()) old.setAttribute(name, now.getAttribute(name));
  old.querySelector(".number").textContent = now.querySelector(".number").textContent;
  for (const is of now.querySelectorAll(".text")) {
    const was = old.querySelector(`.text[data-field="${is.dataset.field}"]`);
    if (was && was !== active && !dirty(was) && !was.dataset.composing) was.replaceWith(is);
    else if (was && source(was) === is.dataset.source) was.dataset.source = is.dataset.source;
  }
  const fields = old.querySelector(".fields");
  for (const name of [".more", ".note", ".origin", ".talk"]) {
    const was = [...old.querySelectorAll(name)];
    const is = [...now.querySelectorAll(name)];
    const inside = was.find((one) => one.contains(active));
    if (inside && is[0] && name === ".more") {
      inside.dataset.details = is[0].dataset.details;
      inside.querySelector(".said").textContent = is[0].querySelector(".said").textContent;
      continue;
    }
    if (inside && !is.length) old.querySelector(".text")?.focus();
    const open = was.some((one) => one.open);
    for (const one of was) one.remove();
    for (const one of is) {
      if (open) Object.assign(one, { open: true, hidden: false });
      (name === ".talk" ? old : fields).append(one);
    }
  }
  return old;
}

// ---------------------------------------------------------------- words

async function save(field) {
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
  const { ok, status: code, value: answer } = await send(() => {
    value = source(field);
    return dirty(field) ? [{ type: "set", node: node.dataset.id, field: field.dataset.field, value, base: field.dataset.source }] : [];
  });
  field.classList.remove("saving");
  if (ok) {
    taken(field, value, answer);
    keepDraft(field);
  } else if (code === 409 && answer.clashes?.[0]?.why === "changed") {
    choose(field, answer.clashes[0]);
  } else if (code !== 422) {
    timers.set(field, setTimeout(() => save(field), TRY_AGAIN));
  }
}

/** The server has this value now, alone or merged with words of others. */
function taken(field, value, answer) {
  if (!field.isConnected || !answer.html) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = answer.html;
  const path = `.node[data-id="${CSS.escape(nodeOf(field).dataset.id)}"] .text[data-field="${field.dataset.field}"]`;
  const now = fresh.content.querySelector(path);
  field.dataset.source = value; // from this the next words start, whatever others put beside them
  if (!now || now.dataset.source === value || source(field) !== value || field.dataset.composing) return;
  const at = caret(field);
  const before = field.textContent;
  field.replaceChildren(...now.childNodes);
  field.dataset.source = now.dataset.source;
  if (at < 0) return;
  const same = before.slice(0, at) === field.textContent.slice(0, at);
  place(field, same ? at : Math.max(0, field.textContent.length - (before.length - at)));
}

/** Two people changed the same words: both texts, one click. */
function choose(field, clash) {
  field.classList.add("clash");
  const dialog = element("dialog", {}, element("h2", {}, words.ask));
  dialog.setAttribute("aria-label", words.ask);
  for (const [name, text] of [[words.mine, clash.mine], [words.theirs, clash.theirs]]) {
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

/** Words of the file's form as people read them. */
function plainly(text) {
  return element("div", {}, ...pieced(text)).textContent;
}

function show(dialog, back = document.activeElement) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function soon(field) {
  status.textContent = words.saving;
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => save(field), SAVE_AFTER));
}

/** Everything typed is saved. */
const settled = () =>
  Promise.all([...timers.keys()].map((field) => (clearTimeout(timers.get(field)), save(field))));

// ---------------------------------------------------------------- nodes

async function structure(operations, then = () => {}) {
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
  made.append(element("span", { className: "number" }), element("div", { className: "fields" }, text));
  behind.after(made);
  return text;
}

/** The last of the nodes inside a node; itself when it has none. */
function end(node) {
  const depth = Number(node.dataset.depth);
  let found = node;
  while (found.nextElementSibling && Number(found.nextElementSibling.dataset.depth) > depth) found = found.nextElementSibling;
  return found;
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
  const field = now.querySelector(`.text[data-field="${text.dataset.field}"]`);
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
async function enter(field, at) {
  const node = nodeOf(field);
  const { id, parent, key } = node.dataset;
  if (!id) {
    const here = caret(field);
    return void line.then(() => enter(last, here)); // being made
  }
  if (field.dataset.field === "trich_yeu") return;
  const since = at === undefined ? 0 : Math.max(caret(field) - at, 0);
  if (since) place(field, at);
  const chosen = getSelection().getRangeAt(0);
  const head = document.createRange();
  head.selectNodeContents(field);
  head.setEnd(chosen.startContainer, chosen.startOffset);
  const value = source(field);
  const before = source(element("div", {}, head.cloneContents()));
  const started = () => field.dataset.source;
  const set = () => ({ type: "set", node: id, field: field.dataset.field, value, base: started() });
  clearTimeout(timers.get(field));
  timers.delete(field);
  if (!before || before === value || field.dataset.field === "san_pham") {
    const text = sketch(node, node.querySelector(".text"), end(node));
    text.textContent = words.new;
    text.focus();
    getSelection().selectAllChildren(text);
    await made(text, () => [set(), { type: "add", parent, key, after: id, text: words.new }], () => soon(field));
    return;
  }
  const text = sketch(node, field, node);
  head.setStart(head.endContainer, head.endOffset);
  head.setEnd(field, field.childNodes.length);
  text.append(head.extractContents());
  place(text, since);
  const cut = () => {
    const first = set();
    field.dataset.source = before;
    return [first, { type: "split", node: id, field: field.dataset.field, at: before.length, base: value }];
  };
  await made(text, cut, () => {
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
    return at > 0 && structure([{ type: "move", node: id, parent, key, after: near[at - 2]?.dataset.id ?? "" }]);
  },
  down: ({ id, parent, key }, node) => {
    const near = siblings(node);
    const after = near[near.indexOf(node) + 1];
    return after && structure([{ type: "move", node: id, parent, key, after: after.dataset.id }]);
  },
  in: ({ id, key }, node) => {
    const before = siblings(node)[siblings(node).indexOf(node) - 1];
    if (!before) return false;
    const inside = nodes().filter((one) => one.dataset.parent === before.dataset.id && one.dataset.key === key);
    return structure([{ type: "move", node: id, parent: before.dataset.id, key, after: inside.at(-1)?.dataset.id ?? "" }]);
  },
  out: ({ id, parent, key }) => {
    const around = named(parent);
    return around && structure([{ type: "move", node: id, parent: around.dataset.parent, key, after: parent }]);
  },
};
const siblings = (node) => nodes().filter((one) => one.dataset.parent === node.dataset.parent && one.dataset.key === node.dataset.key);
const MOVABLE = ["khoan", "diem", "muc", "mo_dau", "can_cu", "ket_thuc", "noi_nhan", "nhiem_vu", "nhom", "phu_luc"];
function act(name, node) {
  if (node && !node.dataset.id) return void line.then(() => act(name, nodeOf(last))); // being made
  if (!frozen && node?.dataset.id && (name === "done" || MOVABLE.includes(node.dataset.key))) acts[name](node.dataset, node);
}

/** The tools act on the node at hand; those that it has no use for are off. */
function tools() {
  const node = nodeOf(last);
  for (const button of document.querySelectorAll("#actions [data-act]")) button.disabled = !node?.isConnected || !MOVABLE.includes(node.dataset.key);
  document.querySelector("[data-act=protect]")?.setAttribute("aria-pressed", node?.dataset.protected === "true");
}
tools();

// ---------------------------------------------------------------- fields beside the words

const find = async (kind, query) => {
  const answer = await fetch(`${base}/lookup?kind=${kind}&q=${encodeURIComponent(query)}`);
  return answer.ok ? answer.json() : [];
};
const build = (more) => form(more, { words, find, frozen, set: (operations) => send(() => operations) });
list.addEventListener("toggle", (event) => event.target.matches?.(".more") && event.target.open && build(event.target), true);
function openFields(node) {
  const more = node?.querySelector(".more");
  if (!more) return;
  more.hidden = false;
  if (!more.open) {
    more.open = true;
    build(more);
  }
  more.querySelector("input, select, textarea")?.focus();
}

function addTable(rows = [["", ""], ["", ""]]) {
  const node = nodeOf(last);
  const more = node?.querySelector(".more");
  const held = more && JSON.parse(more.dataset.details).find((one) => one.kind === "table");
  if (frozen || !held) return void (status.textContent = words.no_table);
  const widest = Math.max(...rows.map((row) => row.length));
  const [cot, ...hang] = rows.map((row) => [...row, ...Array(widest - row.length).fill("")]);
  const table = { cot, hang: hang.length ? hang : [cot.map(() => "")] };
  const { id } = node.dataset;
  structure([{ type: "set", node: id, field: held.name, value: [...held.value, table], base: held.value }], () => {
    openFields(named(id));
    named(id)?.querySelector(".tables > div:last-child .cell")?.focus();
    status.textContent = words.pasted;
  });
}

/** Rows from a spreadsheet on a task become tasks: words, lead, others, product, deadline. */
function addTasks(node, rows) {
  const { id, parent, key } = node.dataset;
  const names = ["", "chu_tri", "phoi_hop", "san_pham", "thoi_han"];
  const tasks = rows.map((row) => (/^\d*[.)]?$/.test(row[0]) ? row.slice(1) : row)).filter((row) => row[0]);
  structure(
    tasks.reverse().map((row) => ({
      type: "add", parent, key, after: id, text: row[0],
      fields: Object.fromEntries(names.flatMap((name, i) => (name && row[i] ? [[name, row[i]]] : []))),
    })),
    () => (status.textContent = words.saved),
  );
}

/** A citation at the caret, picked from the registry. */
function cite() {
  const field = last;
  if (frozen || !field?.isConnected) return;
  const chosen = getSelection();
  const range = chosen.rangeCount && field.contains(chosen.focusNode) ? chosen.getRangeAt(0).cloneRange() : null;
  const dialog = element("dialog", { className: "citing" }, element("h2", {}, words.cite));
  dialog.setAttribute("aria-label", words.cite);
  const close = element("button", {}, words.close);
  close.addEventListener("click", () => dialog.close());
  const choose = ({ id, name }) => {
    dialog.close();
    const added = chip({ cite: id, text: name });
    field.focus();
    if (range) {
      range.deleteContents();
      range.insertNode(added);
    } else field.append(" ", added);
    const behind = document.createTextNode(" ");
    added.after(behind);
    getSelection().collapse(behind, 1);
    soon(field);
    drawSoon();
  };
  dialog.append(picker({ label: words.cite, words, find: (query) => find("documents", query), choose }), close);
  show(dialog, field);
}

// ---------------------------------------------------------------- printed pages

const paper = document.getElementById("pages");
let drawing = null; // the request for pages under way; a newer one takes its place

/** The printed pages, with what is typed and not saved yet. */
async function draw() {
  drawing?.abort();
  const mine = new AbortController();
  drawing = mine;
  const operations = [...document.querySelectorAll(".text")]
    .filter((field) => field.dataset.source !== undefined && !field.dataset.composing && dirty(field))
    .map((field) => ({ type: "set", node: nodeOf(field).dataset.id, field: field.dataset.field, value: source(field) }));
  const known = [...paper.querySelectorAll(".sheet")].map((sheet) => sheet.dataset.digest);
  try {
    const answer = await fetch(`${base}/pages`, { ...json({ operations, known }), signal: mine.signal });
    if (!answer.ok) return;
    const { count: total, pages, unknown } = await answer.json();
    while (paper.querySelectorAll(".sheet").length < total) paper.append(element("div", { className: "sheet" }));
    const sheets = [...paper.querySelectorAll(".sheet")];
    for (const extra of sheets.slice(total)) extra.remove();
    for (const { at, digest, svg } of pages) {
      sheets[at].dataset.digest = digest;
      sheets[at].innerHTML = svg; // drawn by the server from escaped text
    }
    paper.setAttribute("aria-label", `${total} ${paper.dataset.count}`);
    paper.title = unknown.length ? `${paper.dataset.guess}: ${unknown.join(", ")}` : "";
    mark();
  } catch (fault) {
    if (fault.name !== "AbortError" && !(fault instanceof TypeError)) throw fault; // away: drawn at the next key
  }
}
let redraw = 0;
let looked = false; // pages are drawn when they are looked at, not before
function drawSoon() {
  clearTimeout(redraw);
  if (looked) redraw = setTimeout(draw, 30);
}
paper.addEventListener("click", (event) => {
  const name = event.target.closest("a")?.getAttribute("href")?.slice(1);
  // one node may be printed at several places: each has the name of its field behind two strokes
  const node = name && (document.getElementById(name) ?? document.getElementById(name.replace(/__\w+$/, "")));
  if (!node) return;
  event.preventDefault();
  if (paper.classList.contains("alone")) turn();
  (node.querySelector(".text") ?? node.querySelector("summary")).focus();
  node.scrollIntoView({ block: "center" });
});
function mark() {
  const node = nodeOf(last);
  for (const was of paper.querySelectorAll("a.here")) was.classList.remove("here");
  if (!node?.id) return [];
  const places = [...paper.querySelectorAll(`a[href="#${node.id}"], a[href^="#${node.id}__"]`)];
  for (const one of places) one.classList.add("here");
  return places;
}
page.addEventListener("focusin", (event) => {
  const field = event.target.closest(".text");
  last = field ?? last;
  const places = mark();
  if (field && getComputedStyle(paper).position === "sticky") places[0]?.scrollIntoView({ block: "nearest" });
  tools();
});
new IntersectionObserver((entries, watcher) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  looked = true;
  draw();
}).observe(paper);

/** On a narrow window: the nodes or the pages. */
function turn() {
  const alone = paper.classList.toggle("alone");
  list.classList.toggle("away", alone);
  document.getElementById("turn").setAttribute("aria-expanded", alone);
  if (!alone) return;
  looked = true;
  draw();
}
document.getElementById("turn").addEventListener("click", turn);

// ---------------------------------------------------------------- hands and keys

const arrived = location.hash && document.getElementById(location.hash.slice(1));
if (arrived) {
  const field = arrived.querySelector(".text");
  if (field) place(field, field.textContent.length);
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
  const field = event.target.closest(".text");
  if (!field) return;
  keepDraft(field);
  soon(field);
  drawSoon();
});
page.addEventListener("input", (event) => {
  const field = event.target.closest(".text");
  if (!field || event.isComposing) return;
  keepDraft(field);
  soon(field);
  drawSoon();
});
page.addEventListener("focusout", (event) => {
  const field = event.target.closest?.(".text");
  if (field && timers.has(field)) {
    clearTimeout(timers.get(field));
    save(field);
  }
});
page.addEventListener("paste", (event) => {
  const field = event.target.closest(".text");
  if (!field && !event.target.closest(".cell")) return;
  event.preventDefault(); // words only: looks from elsewhere have no place in a plan
  const rows = pasted(event.clipboardData);
  if (field && rows && rows.length > 1) {
    if (nodeOf(field).dataset.kind === "NhiemVu") return addTasks(nodeOf(field), rows);
    return addTable(rows);
  }
  return document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, " "));
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
  else if (event.altKey) name = { backspace: "join", delete: "remove", p: "protect", enter: "done" }[key];
  else if (event.key === "Backspace" && getSelection().isCollapsed && caret(field) === 0 && siblings(node).indexOf(node) > 0) name = "join";
  if (name) {
    event.preventDefault();
    act(name, node);
  } else if (event.key === "Enter" && !control) {
    event.preventDefault();
    enter(field);
  } else if (control && ["z", "y"].includes(key)) {
    if (timers.has(field)) return; // letters not saved yet are the browser's own to take back
    event.preventDefault();
    if (key === "z" && !event.shiftKey) back(done, undone);
    else back(undone, done);
  }
});
list.addEventListener("click", (event) => {
  if (event.target.closest("button.done")) act("done", nodeOf(event.target));
});
document.getElementById("actions")?.addEventListener("click", (event) => {
  const name = event.target.closest("button")?.dataset.act;
  if (name) act(name, nodeOf(last));
});

/** Take the last edit back, or the taking back: what others did since stays. */
async function back(from, onto) {
  await settled();
  line = line.then(async () => {
    const entry = from.pop();
    if (!entry) return;
    document.activeElement?.closest?.(".text")?.blur(); // its words are the server's now
    const { ok, value } = await ask(`/undo/${entry}`, { method: "POST" });
    if (ok && value.entry) onto.push(value.entry);
    remember();
  });
}
document.getElementById("undo").addEventListener("click", () => back(done, undone));
document.getElementById("redo").addEventListener("click", () => back(undone, done));

/** Bold and italic, as the keys of the browser do it; the words stay chosen. */
for (const button of document.querySelectorAll(".tools button")) button.addEventListener("mousedown", (event) => event.preventDefault());
for (const look of ["bold", "italic"]) document.getElementById(look)?.addEventListener("click", () => document.execCommand(look));
document.getElementById("cite")?.addEventListener("click", cite);
document.getElementById("add-table")?.addEventListener("click", () => addTable());

/** A new node behind the one at hand, at the level of the button. */
const LEVELS = { muc: ["muc"], khoan: ["khoan", "muc"], diem: ["diem", "khoan"], nhiem_vu: ["nhiem_vu", "phu_luc"] };
for (const [key, near] of Object.entries(LEVELS)) {
  document.getElementById(`add-${key}`)?.addEventListener("click", () => {
    const fresh = ({ added }) => {
      const field = named(Object.values(added)[0])?.querySelector(".text");
      field?.focus();
      if (field) getSelection().selectAllChildren(field);
    };
    const here = nodeOf(last) ?? nodes().find((one) => one.dataset.key === near[0]);
    for (let node = here; node; node = named(node.dataset.parent)) {
      const { id, parent, key: own } = node.dataset;
      if (own === key) return structure([{ type: "add", parent, key, after: id, text: words.new }], fresh);
      if (own === near[1]) return structure([{ type: "add", parent: id, key, text: words.new }], fresh);
    }
    const first = nodes().find((one) => one.dataset.key === near.at(-1));
    if (first && first.dataset.key !== key) return structure([{ type: "add", parent: first.dataset.id, key, text: words.new }], fresh);
    return undefined;
  });
}

/** Comments of a node, in a dialog over the editor. */
async function talk(link) {
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
    await fill(await fetch(`${event.target.action}?part=1`, { method: "POST", body }));
  });
  show(dialog, link);
}
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
  const at = all.indexOf(nodeOf(document.activeElement) ?? nodeOf(last));
  const ahead = by > 0 ? places.find((one) => all.indexOf(one) > at) : places.findLast((one) => all.indexOf(one) < at);
  const next = ahead ?? places.at(by > 0 ? 0 : -1);
  (next.querySelector(".text") ?? next.querySelector("summary")).focus();
  next.scrollIntoView({ block: "center" });
}
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
function help() {
  const dialog = document.getElementById("keys-shown").content.firstElementChild.cloneNode(true);
  show(dialog);
}
document.getElementById("keys").addEventListener("click", help);
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (event.key === "F1") {
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) help();
  }
  if (!event.altKey || event.ctrlKey || event.shiftKey) return;
  const does = { j: () => step(1), k: () => step(-1), c: cite, f: () => openFields(nodeOf(document.activeElement) ?? nodeOf(last)) }[key];
  if (!does) return;
  event.preventDefault();
  does();
});
addEventListener("beforeunload", (event) => {
  if (timers.size || waiting) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // the back button shows what is there now
});
offerDrafts();
