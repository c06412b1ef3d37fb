// The editor: each field saves itself shortly after the last key. Nothing is ever written into
// a field while somebody composes in it (Vietnamese input methods), and never over newer words.
const SAVE_AFTER = 700;
const page = document.querySelector(".editor");
const plan = page.dataset.plan;
const frozen = page.dataset.frozen === "true";
const words = document.getElementById("words-clash").content.textContent.trim().split("|");
const [ASK, MINE, THEIRS, SAVED, FAILED, SAVING, CLOSE, COMMENTS, NEW, OTHERS] = words;
const status = document.getElementById("status");
const timers = new Map();
const STACKS = `kehoach-edits-${plan}`;
const { done, undone } = JSON.parse(sessionStorage.getItem(STACKS) ?? '{"done": [], "undone": []}');
let waiting = 0; // requests under way

/** Edits that can be taken back or done again: kept as long as the window, also over a reload. */
function remember() {
  sessionStorage.setItem(STACKS, JSON.stringify({ done: done.slice(-200), undone: undone.slice(-200) }));
  document.getElementById("undo").disabled = !done.length;
  document.getElementById("redo").disabled = !undone.length;
}
remember();

const escape = (text) => text.replace(/\\(?=[*{])|[*{]/g, (sign) => (sign === "\\" ? "\\\\" : `\\${sign}`));

/** The words of a field as the file has them: chips are citations, bold and italic are marks. */
function source(field) {
  const read = (node, bold, italic) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.data.replace(/\s+/g, " ");
      if (!text) return "";
      const mark = "*".repeat((bold ? 2 : 0) + (italic ? 1 : 0));
      const [, head, middle, tail] = /^(\s*)(.*?)(\s*)$/s.exec(text);
      return middle ? head + mark + escape(middle) + mark + tail : text;
    }
    if (node.dataset?.cite) return `{${node.dataset.cite}}`;
    const name = node.nodeName;
    const inner = [...node.childNodes]
      .map((child) => read(child, bold || name === "B" || name === "STRONG", italic || name === "I" || name === "EM"))
      .join("");
    return name === "DIV" || name === "BR" ? ` ${inner}` : inner;
  };
  return [...field.childNodes].map((child) => read(child, false, false)).join("").trim();
}

/** Show words again from the pieces the server sent. */
function show(field, pieces) {
  const made = pieces.map((piece) => {
    if (piece.cite) {
      const chip = document.createElement("span");
      chip.className = "chip";
      chip.contentEditable = "false";
      chip.dataset.cite = piece.cite;
      chip.textContent = piece.text;
      return chip;
    }
    let node = document.createTextNode(piece.text);
    for (const [on, name] of [[piece.italic, "i"], [piece.bold, "b"]]) {
      if (!on) continue;
      const around = document.createElement(name);
      around.append(node);
      node = around;
    }
    return node;
  });
  field.replaceChildren(...made);
}

async function send(operations) {
  waiting += 1;
  status.textContent = SAVING;
  try {
    const answer = await fetch(`/plans/${encodeURIComponent(plan)}/operations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(operations),
    });
    const value = await answer.json();
    status.textContent = answer.ok ? SAVED : value.message || FAILED;
    if (value.entry) {
      done.push(value.entry);
      undone.length = 0;
      remember();
    }
    if (value.nodes) refresh(value);
    const only = operations.every((one) => one.type === "set");
    if (only && value.nodes && !sameNodes(value.nodes)) status.textContent = OTHERS;
    return { ok: answer.ok, status: answer.status, value };
  } catch {
    status.textContent = FAILED; // nothing is lost: the field keeps its words and tries again
    return { ok: false, status: 0, value: {} };
  } finally {
    waiting -= 1;
  }
}

const paper = document.getElementById("pages");
let drawing = null; // the request for pages under way; a newer one takes its place

/** The printed pages, with what is typed and not saved yet. */
async function draw() {
  drawing?.abort();
  const mine = new AbortController();
  drawing = mine;
  const operations = [...document.querySelectorAll(".text")]
    .filter((field) => !field.dataset.composing && source(field) !== field.dataset.source)
    .map((field) => ({
      type: "set",
      node: field.closest(".node").dataset.id,
      field: field.dataset.field,
      value: source(field),
    }));
  const known = [...paper.querySelectorAll(".sheet")].map((sheet) => sheet.dataset.digest);
  try {
    const answer = await fetch(`/plans/${encodeURIComponent(plan)}/pages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ operations, known }),
      signal: mine.signal,
    });
    if (!answer.ok) return;
    const { count, pages, unknown } = await answer.json();
    while (paper.querySelectorAll(".sheet").length < count) {
      const sheet = document.createElement("div");
      sheet.className = "sheet";
      paper.append(sheet);
    }
    const sheets = [...paper.querySelectorAll(".sheet")];
    for (const extra of sheets.slice(count)) extra.remove();
    for (const { at, digest, svg } of pages) {
      sheets[at].dataset.digest = digest;
      sheets[at].innerHTML = svg; // drawn by the server from escaped text
    }
    paper.setAttribute("aria-label", `${count} ${paper.dataset.count}`);
    paper.title = unknown.length ? `${paper.dataset.guess}: ${unknown.join(", ")}` : "";
  } catch (fault) {
    if (fault.name !== "AbortError") throw fault;
  }
}
let redraw = 0;
function drawSoon() {
  clearTimeout(redraw);
  redraw = setTimeout(draw, 30);
}
paper.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const name = link?.getAttribute("href")?.slice(1);
  // one node may be printed at several places: each has the name of its field behind two strokes
  const node = name && (document.getElementById(name) ?? document.getElementById(name.replace(/__\w+$/, "")));
  if (!node) return;
  event.preventDefault();
  node.querySelector(".text")?.focus();
  node.scrollIntoView({ block: "center" });
});
let last = null; // the field somebody was in last
const arrived = location.hash && document.getElementById(location.hash.slice(1))?.querySelector(".text");
if (arrived) {
  arrived.focus();
  getSelection().selectAllChildren(arrived);
}
page.addEventListener("focusin", (event) => {
  last = event.target.closest(".text") ?? last;
  const node = event.target.closest(".node");
  for (const shown of paper.querySelectorAll("a.here")) shown.classList.remove("here");
  if (!node) return;
  const places = paper.querySelectorAll(`a[href="#${node.id}"], a[href^="#${node.id}__"]`);
  for (const place of places) place.classList.add("here");
  if (event.target.closest(".text")) places[0]?.scrollIntoView({ block: "nearest" });
});
new IntersectionObserver((entries, watcher) => {
  if (entries.some((entry) => entry.isIntersecting)) {
    watcher.disconnect(); // pages are drawn when they are looked at, not before
    draw();
  }
}).observe(paper);

/** Take over what the server says now: numbers, findings, words that others changed. */
function refresh({ nodes, waiting: open }, over = false) {
  const count = document.getElementById("waiting");
  count.hidden = !open;
  count.textContent = count.textContent.replace(/\d+/, open);
  for (const node of nodes) {
    const shown = document.getElementById(`n-${node.anchor}`);
    if (!shown) continue;
    shown.querySelector(".number").textContent = node.number;
    shown.classList.toggle("waits", node.waits);
    const ask = shown.querySelector(".ask");
    if (ask && !node.note) {
      if (ask.contains(document.activeElement)) shown.querySelector(".text").focus();
      ask.remove();
    }
    shown.querySelector("[data-act=protect]")?.setAttribute("aria-pressed", node.protected);
    for (const old of shown.querySelectorAll(".finding")) old.remove();
    for (const found of node.found) {
      if (found.code === "KH411") continue; // said by the note already
      const said = document.createElement("p");
      said.className = `note finding ${found.kind}`;
      said.textContent = found.message;
      shown.querySelector(".fields").append(said);
    }
    for (const one of node.words) {
      const field = shown.querySelector(`[data-field="${one.field}"]`);
      if (!field || field.dataset.source === one.source) continue;
      const mine = source(field);
      const free = over || document.activeElement !== field;
      if (mine === field.dataset.source && free) show(field, one.pieces);
      if (mine === one.source || free) field.dataset.source = one.source;
    }
  }
  drawSoon();
}

async function save(field) {
  timers.delete(field);
  const node = field.closest(".node");
  const value = source(field);
  const base = field.dataset.source;
  if (value === base || field.dataset.composing) return;
  field.classList.add("saving");
  const { ok, status: code, value: answer } = await send([
    { type: "set", node: node.dataset.id, field: field.dataset.field, value, base },
  ]);
  field.classList.remove("saving");
  if (ok) {
    const now = answer.nodes?.find((one) => one.id === node.dataset.id);
    field.dataset.source = now?.words.find((one) => one.field === field.dataset.field)?.source ?? value;
  } else if (code === 409) {
    choose(field, answer.clashes[0]);
  } else {
    timers.set(field, setTimeout(() => save(field), 5000));
  }
}

/** Two people changed the same words: both texts, one click. */
function choose(field, clash) {
  field.classList.add("clash");
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", ASK);
  const title = document.createElement("h2");
  title.textContent = ASK;
  dialog.append(title);
  for (const [name, text] of [[MINE, clash.mine], [THEIRS, clash.theirs]]) {
    const said = document.createElement("p");
    said.textContent = text ?? "";
    const button = document.createElement("button");
    button.textContent = name;
    button.addEventListener("click", () => {
      field.dataset.source = clash.theirs ?? "";
      field.classList.remove("clash");
      dialog.close();
      dialog.remove();
      if (name === THEIRS) show(field, [{ text: clash.theirs ?? "" }]);
      else save(field);
    });
    dialog.append(said, button);
  }
  document.body.append(dialog);
  dialog.showModal();
}

function soon(field) {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => save(field), SAVE_AFTER));
}

/** Everything typed is saved. */
const settled = () =>
  Promise.all([...timers.keys()].map((field) => (clearTimeout(timers.get(field)), save(field))));

/** Whether the page shows just these nodes in this order. */
function sameNodes(nodes) {
  const shown = [...document.querySelectorAll(".node")].map((node) => node.dataset.id);
  return shown.join() === nodes.filter((node) => node.words.length).map((node) => node.id).join();
}

async function structure(operations) {
  await settled();
  const { ok, value } = await send(operations);
  if (ok && !sameNodes(value.nodes ?? [])) {
    const added = Object.values(value.added ?? {})[0];
    const node = value.nodes?.find((one) => one.id === added);
    history.replaceState(null, "", node ? `#n-${node.anchor}` : location.pathname);
    location.reload();
  }
}

// A citation is no place for the caret, however it came there: it goes behind it.
document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!chosen.isCollapsed || !chosen.anchorNode) return;
  const near = chosen.anchorNode;
  const chip = (near.nodeType === Node.TEXT_NODE ? near.parentElement : near).closest(".chip");
  const field = chip?.closest("[contenteditable=true]");
  if (!field) return;
  if (document.activeElement !== field) field.focus();
  if (chip.nextSibling?.nodeType === Node.TEXT_NODE) chosen.collapse(chip.nextSibling, 0);
  else chosen.collapse(chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip) + 1);
});
page.addEventListener("compositionstart", (event) => {
  event.target.dataset.composing = "yes";
});
page.addEventListener("compositionend", (event) => {
  delete event.target.dataset.composing;
  soon(event.target.closest(".text"));
  drawSoon();
});
page.addEventListener("input", (event) => {
  const field = event.target.closest(".text");
  if (field && !event.isComposing) {
    soon(field);
    drawSoon();
  }
});
page.addEventListener("focusout", (event) => {
  const field = event.target.closest?.(".text");
  if (field && timers.has(field)) save(field);
});
page.addEventListener("paste", (event) => {
  if (!event.target.closest(".text")) return;
  event.preventDefault(); // words only: looks from elsewhere have no place in a plan
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain").replace(/\s+/g, " "));
});
page.addEventListener("keydown", (event) => {
  const field = event.target.closest(".text");
  if (!field || event.isComposing || frozen) return;
  const node = field.closest(".node").dataset;
  if (event.key === "Enter") {
    event.preventDefault();
    const range = getSelection().getRangeAt(0).cloneRange();
    range.selectNodeContents(field);
    range.setEnd(getSelection().focusNode, getSelection().focusOffset);
    const before = document.createElement("div");
    before.append(range.cloneContents());
    const head = source(before);
    const value = source(field);
    const set = { type: "set", node: node.id, field: field.dataset.field, value, base: field.dataset.source };
    if (!head || head === value) {
      structure([set, { type: "add", parent: node.parent, key: node.key, after: node.id, text: NEW }]);
    } else {
      structure([set, { type: "split", node: node.id, field: field.dataset.field, at: head.length, base: value }]);
    }
  } else if ((event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase())) {
    const fresh = timers.has(field); // letters not saved yet are the browser's own to take back
    if (fresh) return;
    event.preventDefault();
    if (event.key.toLowerCase() === "z" && !event.shiftKey) back(done, undone);
    else back(undone, done);
  } else if (event.key === "Backspace" && event.altKey) {
    event.preventDefault();
    structure([{ type: "merge", node: node.id }]);
  }
});
page.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const node = button?.closest(".node")?.dataset;
  if (!node) return;
  if (button.classList.contains("done")) structure([{ type: "done", node: node.id }]);
  const near = [...document.querySelectorAll(`.node[data-parent="${node.parent}"][data-key="${node.key}"]`)];
  const at = near.findIndex((one) => one.dataset.id === node.id);
  const move = (after) => structure([{ type: "move", node: node.id, parent: node.parent, key: node.key, after }]);
  const act = button.dataset.act;
  if (act === "remove") structure([{ type: "remove", node: node.id }]);
  if (act === "protect") structure([{ type: "protect", node: node.id, on: button.ariaPressed !== "true" }]);
  if (act === "up" && at > 0) move(near[at - 2]?.dataset.id ?? "");
  if (act === "down" && at < near.length - 1) move(near[at + 1].dataset.id);
});

/** Take the last edit back, or the taking back: what others did since stays. */
async function back(from, onto) {
  await settled();
  const entry = from.pop();
  if (!entry) return;
  const answer = await fetch(`/plans/${encodeURIComponent(plan)}/undo/${entry}`, { method: "POST" });
  const value = await answer.json();
  status.textContent = answer.ok ? SAVED : value.message || FAILED;
  if (answer.ok && value.entry) onto.push(value.entry);
  remember();
  if (value.nodes && !sameNodes(value.nodes)) location.reload();
  else if (value.nodes) refresh(value, true);
}
document.getElementById("undo").addEventListener("click", () => back(done, undone));
document.getElementById("redo").addEventListener("click", () => back(undone, done));

/** Bold and italic, as the keys of the browser do it. */
for (const look of ["bold", "italic"]) {
  const button = document.getElementById(look);
  button?.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay chosen
  button?.addEventListener("click", () => document.execCommand(look));
}

/** A new node behind the one at hand, at the level of the button. */
const LEVELS = { muc: ["muc"], khoan: ["khoan", "muc"], diem: ["diem", "khoan"] };
for (const [key, near] of Object.entries(LEVELS)) {
  document.getElementById(`add-${key}`)?.addEventListener("click", () => {
    const here = last?.closest(".node") ?? document.querySelector(`.node[data-key="${near[0]}"]`);
    for (let node = here; node; node = document.querySelector(`.node[data-id="${CSS.escape(node.dataset.parent)}"]`)) {
      const { id, parent, key: own } = node.dataset;
      if (own === key) return structure([{ type: "add", parent, key, after: id, text: NEW }]);
      if (own === near[1]) return structure([{ type: "add", parent: id, key, text: NEW }]);
    }
    return undefined;
  });
}

/** Comments of a node, in a dialog over the editor. */
async function talk(link) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", COMMENTS);
  const fill = async (answer) => {
    dialog.innerHTML = await answer.text(); // a page of the server: its texts are escaped
    const close = document.createElement("button");
    close.textContent = CLOSE;
    close.addEventListener("click", () => dialog.close());
    dialog.append(close);
    const open = Number(dialog.querySelector(".comments")?.dataset.open ?? 0);
    let count = link.querySelector(".count");
    if (!count) {
      count = document.createElement("span");
      count.className = "count warning";
      link.prepend(count);
    }
    count.textContent = open || "";
    count.hidden = !open;
  };
  await fill(await fetch(`${link.href}&part=1`));
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    await fill(await fetch(`${event.target.action}?part=1`, { method: "POST", body }));
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
page.addEventListener("click", (event) => {
  const link = event.target.closest("a.talk");
  if (!link) return;
  event.preventDefault();
  talk(link);
});

/** The next or previous place where a person has something to do. */
function step(by) {
  const places = [...document.querySelectorAll(".node.waits .text")];
  if (!places.length) return;
  const here = places.findIndex((one) => one.closest(".node").contains(document.activeElement));
  const next = places[(here + by + places.length) % places.length];
  next.focus();
  next.scrollIntoView({ block: "center" });
}
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.key.toLowerCase() === "j") step(1);
  if (event.altKey && event.key.toLowerCase() === "k") step(-1);
});
addEventListener("beforeunload", (event) => {
  if (timers.size || waiting) event.preventDefault();
});
