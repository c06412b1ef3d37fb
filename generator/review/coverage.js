"use strict";
// The page of a coverage matrix: units × tasks, both texts of a cell, deadlines over the levels.
// Rows share sequences of cells and of lines, so that the page of a whole country stays small.
const data = JSON.parse(document.getElementById("data").textContent);
const { above, states, tasks, words } = data;
const MISSING = 6;
const WRONG = [3, 4, 5];
const byId = (id) => document.getElementById(id);
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_hole, name) => values[name]);
const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");
const dayOf = (iso) => (iso ? `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : "");

function element(tag, className = "", text = undefined) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function unmarked(text) {
  const plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain.replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

const units = data.rows.map(([name, names, level, file, plan, day, cells, lines, own]) => ({
  name,
  names,
  level,
  file,
  plan,
  day,
  own,
  cells: data.cell_rows[cells],
  lines: data.line_rows[lines],
  searched: unmarked(`${names.join(" ")} ${plan}`),
}));
const stateOf = (cell) => data.cells[cell][0];
/** Texts of cells are shared by units: where one names its unit, a sign stands for the name. */
const named = (text, unit) =>
  text.replace(/[\ue000-\ue005]/g, (sign) => unit.names[sign.charCodeAt(0) - 0xe000]);

const counts = new Map(); // sequence of cells → how many of each state, counted once
for (const cells of data.cell_rows) {
  const found = Array.from(states, () => 0);
  for (const cell of cells) found[stateOf(cell)] += 1;
  counts.set(cells, found);
}
const unitsWith = new Map(); // sequence of cells → how many units have it
for (const unit of units) unitsWith.set(unit.cells, (unitsWith.get(unit.cells) ?? 0) + 1);

// -------------------------------------------------------------------- head
const totals = Array.from(states, () => 0);
for (const unit of units) counts.get(unit.cells).forEach((n, state) => (totals[state] += n));

function addTotal(number, text, colour = "") {
  const item = element("li");
  if (colour) item.style.setProperty("--c", colour);
  item.append(element("b", "", grouped(number)), element("span", "", text));
  byId("totals").append(item);
}

function showHead() {
  document.title = `${words.title} ${above.id}`;
  const day = above.day ? fill(words.of_day, { ngay: above.day }) : words.draft;
  byId("above").textContent =
    `${above.agency}${day}: ${above.subject} (${above.id}, ${above.file})`;
  const missing = units.filter((unit) => !unit.plan).length;
  const said = fill(words.units_missing, { so: grouped(missing) });
  addTotal(units.length, said, missing ? `var(--s${MISSING})` : "");
  states.forEach(([sign, name], state) => {
    if (state < MISSING) addTotal(totals[state], `${sign} ${name}`, `var(--s${state})`);
    const item = element("li");
    item.append(element("b", `s${state}`, sign), name);
    byId("legend").append(item);
  });
  addTotal(
    units.reduce((sum, unit) => sum + unit.own.length, 0),
    words.own_tasks,
  );
  byId("faults").hidden = !data.faults.length;
  for (const fault of data.faults)
    byId("faults")
      .querySelector("ul")
      .append(element("li", "", fault));
}

// -------------------------------------------------------------------- groups and filters
const groups = [];
tasks.forEach(([name], i) => {
  const last = groups.at(-1);
  if (last?.name === name) last.end = i + 1;
  else groups.push({ name, start: i, end: i + 1 });
});
const lastOfGroup = new Set(groups.map((group) => group.end - 1));
let shown = units; // the units that pass the filter
let columns = []; // numbers of the tasks that are shown
let wanted = new Set(); // states of which a unit must have one; empty for all

function addOption(select, value, text) {
  const option = element("option", "", text);
  option.value = value;
  select.append(option);
}

function showFilters() {
  groups.forEach((group, i) => addOption(byId("group"), i, group.name || words.no_group));
  byId("group-label").hidden = groups.length < 2;
  for (const [id, name] of Object.entries(data.levels)) addOption(byId("level"), id, name);
  byId("level-label").hidden = Object.keys(data.levels).length < 2;
  states.forEach(([sign, name], state) => {
    if (!totals[state]) return;
    const label = element("label", "chip");
    label.style.setProperty("--c", `var(--s${state})`);
    label.style.setProperty("--b", state === MISSING ? "#fbe9e7" : `var(--b${state})`);
    const box = Object.assign(element("input"), { type: "checkbox", value: state });
    label.append(box, element("i", "", sign), name);
    byId("states").append(label);
  });
}

function filter() {
  const text = unmarked(byId("search").value.trim());
  const level = byId("level").value;
  const group = groups[Number(byId("group").value)];
  wanted = new Set(
    [...byId("states").querySelectorAll("input:checked")].map((box) => Number(box.value)),
  );
  columns = [...tasks.keys()].filter((i) => !group || (i >= group.start && i < group.end));
  const passes = new Map(); // per sequence of cells: has one that is shown a wanted state?
  const hasWanted = (cells) => {
    if (!wanted.size) return true;
    if (!passes.has(cells))
      passes.set(
        cells,
        columns.some((i) => wanted.has(stateOf(cells[i]))),
      );
    return passes.get(cells);
  };
  shown = units.filter(
    (unit) =>
      (!text || unit.searched.includes(text)) &&
      (!level || unit.level === level) &&
      hasWanted(unit.cells),
  );
  const sums = { so: grouped(shown.length), tong: grouped(units.length) };
  byId("count").textContent = fill(words.units_shown, sums);
  drawHead();
  drawRows({ anew: true });
}

// -------------------------------------------------------------------- matrix
// Only the rows in view exist, unless the page is printed.
const frame = byId("frame");
const head = frame.querySelector("thead");
const rows = frame.querySelector("tbody");
const ROW_HEIGHT = 30;
const FEW = 400;
let from = -1; // the rows that exist
let to = -1;
let focus = [0, 0]; // row and column

function headCell(text, className, scope) {
  const cell = element("th", className, text);
  cell.scope = scope;
  return cell;
}

function drawHead() {
  const [names, numbers] = [element("tr"), element("tr")];
  names.append(Object.assign(headCell(words.unit, "u", "col"), { rowSpan: 2 }));
  for (const group of groups) {
    const inside = columns.filter((i) => i >= group.start && i < group.end).length;
    if (!inside) continue;
    const cell = headCell(group.name, "g", "colgroup");
    names.append(Object.assign(cell, { colSpan: inside, title: group.name }));
  }
  names.append(Object.assign(headCell(words.own, "w", "col"), { rowSpan: 2 }));
  for (const i of columns) {
    const cell = headCell(i + 1, "", "col");
    numbers.append(Object.assign(cell, { title: `${i + 1}. ${tasks[i][2]}` }));
  }
  head.replaceChildren(names, numbers);
  frame.querySelector("table").setAttribute("aria-rowcount", shown.length + 2);
}

function drawCell(unit, row, column) {
  const task = columns[column];
  const state = stateOf(unit.cells[task]);
  const classes = [`s${state}`];
  if (lastOfGroup.has(task)) classes.push("e");
  if (wanted.size && !wanted.has(state)) classes.push("faint");
  const cell = element("td", classes.join(" "), states[state][0]);
  cell.dataset.column = column;
  cell.tabIndex = row === focus[0] && column === focus[1] ? 0 : -1;
  const about = fill(words.task_number, { so: task + 1 });
  cell.setAttribute("aria-label", `${unit.name}, ${about}: ${states[state][1]}`);
  return cell;
}

function drawRow(unit, row) {
  const line = element("tr");
  line.dataset.row = row;
  line.setAttribute("aria-rowindex", row + 3);
  const name = headCell(unit.name, "u", "row");
  name.title = `${unit.names[1]}\n${unit.file || words.no_plan}`;
  line.append(name);
  for (const column of columns.keys()) line.append(drawCell(unit, row, column));
  const own = unit.own.length;
  const cell = element("td", own ? "w r" : "w", own ? `+${own}` : "");
  if (own) {
    cell.dataset.column = "own";
    cell.tabIndex = -1;
    cell.setAttribute("aria-label", `${unit.name}: ${fill(words.own_number, { so: own })}`);
  }
  line.append(cell);
  return line;
}

function spacer(height) {
  const line = element("tr", "pad");
  const cell = Object.assign(element("td"), { colSpan: columns.length + 2 });
  cell.style.height = `${height}px`;
  line.setAttribute("aria-hidden", "true");
  line.append(cell);
  return line;
}

function drawRows({ anew = false, every = false } = {}) {
  let [first, end] = [0, shown.length];
  if (!every && shown.length > FEW) {
    first = Math.max(0, Math.floor(frame.scrollTop / ROW_HEIGHT) - 15);
    end = Math.min(shown.length, first + Math.ceil((frame.clientHeight || 800) / ROW_HEIGHT) + 30);
  }
  if (!anew && first === from && end === to) return;
  const made = document.createDocumentFragment();
  if (first) made.append(spacer(first * ROW_HEIGHT));
  for (let row = first; row < end; row += 1) made.append(drawRow(shown[row], row));
  if (end < shown.length) made.append(spacer((shown.length - end) * ROW_HEIGHT));
  if (!shown.length) {
    const line = element("tr");
    line.append(Object.assign(element("td", "w", words.nothing), { colSpan: columns.length + 2 }));
    made.append(line);
  }
  const focused = rows.contains(document.activeElement);
  rows.replaceChildren(made);
  [from, to] = [first, end];
  if (focused) focusCell({ scroll: false });
}

const cellAt = (row, column) =>
  rows.querySelector(`tr[data-row="${row}"] td[data-column="${column}"]`);

function focusCell({ scroll }) {
  const [row, column] = focus;
  if (scroll && shown.length > FEW && (row < from || row >= to)) {
    frame.scrollTop = Math.max(0, row * ROW_HEIGHT - 100);
    drawRows({ anew: true });
  }
  for (const cell of rows.querySelectorAll('td[tabindex="0"]')) cell.tabIndex = -1;
  const cell = cellAt(row, column);
  if (!cell) return;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: !scroll });
}

const STEPS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [15, 0],
  PageUp: [-15, 0],
  Home: [0, -999],
  End: [0, 999],
};
const within = (number, count) => Math.min(count - 1, Math.max(0, number));

function onKey(event) {
  const step = STEPS[event.key];
  if (step) {
    focus = [within(focus[0] + step[0], shown.length), within(focus[1] + step[1], columns.length)];
    focusCell({ scroll: true });
  } else if (event.key === "Enter" || event.key === " ") open(event.target);
  else return;
  event.preventDefault();
}

let waiting = 0;
function onScroll() {
  if (waiting || shown.length <= FEW) return;
  waiting = requestAnimationFrame(() => {
    waiting = 0;
    const top = Math.floor(frame.scrollTop / ROW_HEIGHT);
    if (top < from + 5 || top + frame.clientHeight / ROW_HEIGHT > to - 5) drawRows();
  });
}

// -------------------------------------------------------------------- both texts of a cell
const [SAME, OLD, NEW] = [0, 1, 2];

/** Differences word by word: [kind, words]. Texts too long for it differ as a whole. */
function wordDifferences(above_, below) {
  const [x, y] = [above_.split(/(\s+)/), below.split(/(\s+)/)];
  if (x.length * y.length > 400_000)
    return [
      [OLD, above_],
      [NEW, below],
    ];
  const longest = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1));
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      const skipped = Math.max(longest[i + 1][j], longest[i][j + 1]);
      longest[i][j] = x[i] === y[j] ? longest[i + 1][j + 1] + 1 : skipped;
    }
  }
  const found = [];
  const add = (kind, text) => {
    const last = found.at(-1);
    if (last?.[0] === kind) last[1] += text;
    else found.push([kind, text]);
  };
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      add(SAME, x[i]);
      i += 1;
      j += 1;
    } else if (i < x.length && (j >= y.length || longest[i + 1][j] >= longest[i][j + 1])) {
      add(OLD, x[i]);
      i += 1;
    } else {
      add(NEW, y[j]);
      j += 1;
    }
  }
  return found;
}

function paragraph(above_, below, side) {
  const made = element("p", "t");
  for (const [kind, text] of wordDifferences(above_, below)) {
    if (kind === SAME) made.append(text);
    else if (kind === side) made.append(element(side === OLD ? "del" : "ins", "", text));
  }
  return made;
}

const FIELDS = [["lead", "leads"], ["helpers"], ["product"], ["late", "when"]]; // kinds of reasons

function fieldList(said, reasons = []) {
  const list = element("dl");
  words.fields.forEach((name, i) => {
    const wrong = FIELDS[i].some((kind) => reasons.includes(kind));
    list.append(element("dt", "", name), element("dd", wrong ? "x" : "", said[i + 1] || "–"));
  });
  return list;
}

function article(title, place, content) {
  const made = element("article");
  made.append(element("h3", "", title), element("p", "at", place), ...content);
  return made;
}

function open(cell) {
  const row = Number(cell.parentNode.dataset.row);
  const unit = shown[row];
  byId("dialog-in").replaceChildren();
  if (cell.dataset.column === "own") openOwn(unit);
  else {
    focus = [row, Number(cell.dataset.column)];
    openTask(unit, columns[focus[1]]);
    for (const other of rows.querySelectorAll("td.on")) other.classList.remove("on");
    cell.classList.add("on");
  }
  byId("dialog").showModal();
}

function openTask(unit, number) {
  const [state, said, reasons] = data.cells[unit.cells[number]];
  const task = tasks[number];
  const asked = task.slice(2, 8);
  const below = said ? said.map((text) => named(text, unit)) : null;
  byId("dialog-title").textContent =
    `${unit.name} · ${fill(words.task_number, { so: number + 1 })}`;
  const badge = byId("dialog-state");
  badge.className = `badge s${state}`;
  badge.textContent = states[state].join(" ");
  if (reasons.length) {
    const list = element("ul", "why");
    for (const [text] of reasons) list.append(element("li", "", named(text, unit)));
    byId("dialog-in").append(list);
  }
  const both = element("div", "two");
  const text = below ? paragraph(asked[0], below[0], OLD) : element("p", "t", asked[0]);
  const place = `${above.file}:${task[8]} · ${task[1]}`;
  both.append(article(above.agency, place, [text, fieldList(asked)]));
  both.append(below ? belowArticle(unit, number, asked, below, reasons) : noneArticle(unit, state));
  byId("dialog-in").append(both);
}

function belowArticle(unit, number, asked, below, reasons) {
  const kinds = reasons.map((reason) => reason[1]);
  const content = [paragraph(asked[0], below[0], NEW), fieldList(below, kinds)];
  const expected = reasons.find((reason) => reason[2]);
  if (expected) {
    const details = element("details");
    const text = element("p", "t", named(expected[2], unit));
    details.append(element("summary", "", words.derived), text);
    content.push(details);
  }
  return article(unit.names[1], `${unit.file}:${unit.lines[number]}`, content);
}

function noneArticle(unit, state) {
  const why = state === MISSING ? words.has_no_plan : words.has_no_task;
  return article(unit.names[1], unit.file || words.no_plan, [element("p", "t", why)]);
}

function openOwn(unit) {
  byId("dialog-title").textContent = `${unit.name} · ${words.own_title}`;
  byId("dialog-state").className = "badge";
  byId("dialog-state").textContent = `+${unit.own.length}`;
  const both = element("div", "two");
  for (const task of unit.own) {
    const said = task.slice(1, 7).map((text) => named(text, unit));
    const place = `${unit.file}:${task[7]} · ${task[8]}`;
    both.append(article(task[0], place, [element("p", "t", said[0]), fieldList(said)]));
  }
  byId("dialog-in").append(both);
}

// -------------------------------------------------------------------- tables below the matrix
function showSums() {
  byId("sums").hidden = !data.sums.length;
  for (const [task, short, text] of data.sums) {
    const line = element("tr");
    const name = element("td", "", `${task + 1}. ${tasks[task][2]}`);
    line.append(name, element("td", short ? "s5" : "", text));
    byId("sums").querySelector("tbody").append(line);
  }
}

function showTasks() {
  const fared = tasks.map(() => Array.from(states, () => 0));
  for (const [cells, n] of unitsWith) cells.forEach((cell, i) => (fared[i][stateOf(cell)] += n));
  tasks.forEach(([group, , text], i) => {
    if (group && group !== tasks[i - 1]?.[0]) byId("tasks").append(element("li", "h", group));
    const item = Object.assign(element("li", "", text), { value: i + 1 });
    item.append(fareBar(fared[i]));
    byId("tasks").append(item);
  });
}

function fareBar(fared) {
  const bar = element("div", "bar");
  const said = states.map(([, name], state) => (fared[state] ? `${name} ${fared[state]}` : ""));
  bar.title = said.filter(Boolean).join(", ");
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", bar.title);
  fared.forEach((n, state) => {
    if (!n) return;
    const part = element("i");
    part.style.width = `${(100 * n) / units.length}%`;
    part.style.background = state === MISSING ? `var(--b${MISSING})` : `var(--s${state})`;
    bar.append(part);
  });
  return bar;
}

const MOST_OWN = 200;

function showOwn() {
  const all = units.flatMap((unit) => unit.own.map((task) => [unit, task]));
  byId("own").hidden = !all.length;
  for (const [unit, task] of all.slice(0, MOST_OWN)) {
    const line = element("tr");
    const place = `${unit.file}:${task[7]}`;
    const cells = [unit.name, named(task[1], unit), named(task[2], unit), task[5], task[8], place];
    line.append(...cells.map((text) => element("td", "", text)));
    byId("own").querySelector("tbody").append(line);
  }
  const more = all.length - MOST_OWN;
  const note = more > 0 ? fill(words.more_own, { so: grouped(more) }) : "";
  byId("own").querySelector(".note").textContent = note;
}
