// Deadlines across the levels: the plan above's as a diamond, those below as circles of units.
const DAY = 86_400_000;
const [WIDTH, TEXT, EDGE, LANE, TOP] = [1160, 400, 30, 40, 34];
const [INK, SOFT, BLUE, LATE] = ["#1b2430", "#5a6776", "#1b6192", "#8a5600"];
const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;

function svg(tag, attributes, text = undefined) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** What has a day: [number of the task, day above or "", day below → how many units]. */
function dated() {
  const found = [];
  tasks.forEach((task, i) => {
    const below = new Map();
    for (const [cells, n] of unitsWith) {
      const due = data.cells[cells[i]][1]?.[5];
      if (due) below.set(due, (below.get(due) ?? 0) + n);
    }
    if (task[7] || below.size) found.push([i, task[7], below]);
  });
  return found;
}

/** First days of years, quarters, months or weeks between two days, as many as can be read. */
function marks(first, last) {
  const days = last - first;
  const months = days > 900 ? 12 : days > 420 ? 3 : days > 70 ? 1 : 0;
  const found = [];
  if (!months) {
    for (let day = Math.ceil(first / 7) * 7; day <= last; day += 7) found.push(day);
    return { found, months };
  }
  const year = new Date(first * DAY).getUTCFullYear();
  for (let month = 0; ; month += months) {
    const day = Date.UTC(year, month, 1) / DAY;
    if (day > last) return { found, months };
    if (day >= first) found.push(day);
  }
}

function showDeadlines() {
  const lanes = dated();
  if (!lanes.length) {
    byId("axis").append(element("p", "", words.no_deadlines));
    return;
  }
  const days = lanes.flatMap(([, day, below]) => [...(day ? [day] : []), ...below.keys()]);
  if (above.iso) days.push(above.iso);
  const numbers = days.map(dayNumber);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = Math.max(5, (most - least) * 0.06);
  const [first, last] = [least - margin, most + margin];
  const x = (day) => TEXT + ((day - first) / (last - first)) * (WIDTH - TEXT - EDGE);
  const height = TOP + lanes.length * LANE + 14;
  const label = fill(words.deadlines_of, { so: lanes.length });
  const viewBox = `0 0 ${WIDTH} ${height}`;
  const picture = svg("svg", { viewBox, role: "img", "aria-label": label });
  drawMarks(picture, marks(first, last), x, height);
  if (above.iso) drawIssue(picture, x(dayNumber(above.iso)), height);
  lanes.forEach((lane, i) => picture.append(drawLane(lane, TOP + i * LANE + LANE / 2, x)));
  byId("axis").append(picture);
}

function drawMarks(picture, { found, months }, x, height) {
  for (const day of found) {
    const date = new Date(day * DAY);
    const week = months ? "" : `${date.getUTCDate()}/`;
    const text = `${week}${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;
    const at = { x: x(day), y: 18, "text-anchor": "middle", fill: SOFT };
    picture.append(svg("line", { x1: x(day), x2: x(day), y1: 26, y2: height, stroke: "#e3e8ed" }));
    picture.append(svg("text", at, text));
  }
}

function drawIssue(picture, at, height) {
  const ends = { x1: at, x2: at, y1: 26, y2: height };
  const line = svg("line", { ...ends, stroke: "#14507a", "stroke-dasharray": "4 3" });
  line.append(svg("title", {}, `${words.issued_above}: ${above.day}`));
  picture.append(line);
}

function drawLane([number, due, below], y, x) {
  const name = `${number + 1}. ${tasks[number][2]}`;
  const lane = svg("g", {});
  const under = { x1: 0, x2: WIDTH, y1: y + LANE / 2, y2: y + LANE / 2, stroke: "#eef1f4" };
  const short = name.length > 58 ? `${name.slice(0, 57)}…` : name;
  const said = tasks[number][6] || words.no_deadline_above;
  lane.append(svg("title", {}, name), svg("line", under));
  lane.append(svg("text", { x: 0, y: y - 2, fill: INK }, short));
  lane.append(svg("text", { x: 22, y: y + 13, fill: SOFT, "font-size": 11.5 }, said));
  for (const [day, n] of below) lane.append(drawUnits(day, n, due && day > due, x, y));
  if (due) {
    const path = `M${x(dayNumber(due))} ${y - 19}l6 6l-6 6l-6 -6z`;
    const diamond = svg("path", { d: path, fill: "#14507a" });
    diamond.append(svg("title", {}, `${words.plan_above}: ${dayOf(due)}`));
    lane.append(diamond);
  }
  return lane;
}

function drawUnits(day, n, late, x, y) {
  const at = x(dayNumber(day));
  const ink = late ? LATE : BLUE;
  const circle = { cx: at, cy: y, r: 8 + Math.min(6, String(n).length * 1.6), stroke: ink };
  const text = { x: at, y: y + 4, "text-anchor": "middle", fill: ink, "font-weight": 700 };
  const made = svg("g", {});
  const told = `${dayOf(day)}: ${fill(words.number_of_units, { so: n })}`;
  made.append(svg("title", {}, late ? `${told}, ${words.later}` : told));
  made.append(
    svg("circle", { ...circle, fill: late ? "#fdeecb" : "#e2eff8", "stroke-width": 1.5 }),
  );
  made.append(svg("text", { ...text, "font-size": n > 999 ? 9 : 11 }, n));
  return made;
}

// -------------------------------------------------------------------- all of it
showHead();
showFilters();
showSums();
showTasks();
showOwn();
showDeadlines();
filter();
rows.addEventListener("keydown", onKey);
rows.addEventListener("click", (event) => {
  const cell = event.target.closest("td[data-column]");
  if (cell) open(cell);
});
frame.addEventListener("scroll", onScroll);
byId("filters").addEventListener("input", filter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("close").addEventListener("click", () => byId("dialog").close());
byId("dialog").addEventListener("click", (event) => {
  if (event.target === byId("dialog")) byId("dialog").close();
});
byId("dialog").addEventListener("close", () => focusCell({ scroll: false }));
addEventListener("beforeprint", () => drawRows({ anew: true, every: true }));
addEventListener("afterprint", () => drawRows({ anew: true }));
document.body.getBoundingClientRect(); // the time below includes the layout
document.documentElement.dataset.ready = Math.round(performance.now());
