"use strict";
// The page of a comparison: filters, keys, and decisions that are exported for `kehoach apply`.
// Without this script the page still shows everything.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const count = data.keys.length;
  const storeKey = `kehoach-decisions:${data.old.sha256.slice(0, 16)}:${data.new.sha256.slice(0, 16)}`;
  const body = document.body;
  const toolbar = document.querySelector(".tools");
  const chips = document.querySelector(".chips");
  const notice = document.getElementById("notice");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_hole, name) => values[name]);
  const lines = Array.from({ length: count });
  for (const line of all("li[data-i]")) lines[Number(line.dataset.i)] = line;

  function element(name, className = "", text = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, act, className = "") {
    const made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  let noticeTimer = 0;
  function tell(text) {
    notice.textContent = text;
    notice.classList.add("shown");
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => notice.classList.remove("shown"), 3500);
  }

  // ---------------------------------------------------------------- decisions
  const [TAKE, LEAVE, OPEN] = ["accept", "reject", ""]; // as `kehoach apply` reads them
  const choices = Array.from({ length: count }, () => OPEN);
  const notes = Array.from({ length: count }, () => "");
  const noteFields = [];
  const numbers = new Map(data.keys.map((key, i) => [key, i]));
  const needs = data.keys.map((key) => (data.needs[key] ?? []).map((other) => numbers.get(other)));
  const neededBy = data.keys.map(() => []);
  needs.forEach((others, i) => others.forEach((other) => neededBy[other].push(i)));
  const progress = element("span", "end");

  function remember() {
    try {
      localStorage.setItem(storeKey, JSON.stringify({ choices, notes }));
    } catch {
      // a convenience only
    }
  }

  function recall() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(storeKey) ?? "null");
    } catch {
      setTimeout(() => tell(words.not_kept), 400);
    }
    if (kept?.choices?.length !== count) return;
    kept.choices.forEach((choice, i) => {
      choices[i] = choice;
      notes[i] = kept.notes[i] ?? "";
      show(i);
    });
  }

  function show(i) {
    const line = lines[i];
    if (choices[i]) {
      line.dataset.decision = choices[i];
      line.dataset.note = notes[i];
    } else delete line.dataset.decision;
    for (const radio of all("input[type=radio]", line)) radio.checked = radio.value === choices[i];
    if (noteFields[i] && noteFields[i].value !== notes[i]) noteFields[i].value = notes[i];
  }

  /** Set a choice and those that must go with it; the numbers of all that were touched. */
  function set(i, choice, touched = new Set()) {
    if (touched.has(i)) return touched;
    touched.add(i);
    if (choices[i] === choice) return touched;
    choices[i] = choice;
    show(i);
    if (choice === TAKE) for (const other of needs[i]) set(other, choice, touched);
    else for (const other of neededBy[i]) if (choices[other] === TAKE) set(other, choice, touched);
    return touched;
  }

  function settled() {
    remember();
    progress.textContent = fill(words.progress, {
      co: choices.filter(Boolean).length,
      tong: count,
    });
  }

  function decide(i, choice) {
    const more = set(i, choice).size - 1;
    if (more > 0) tell(fill(choice === TAKE ? words.taken_with : words.left_with, { so: more }));
    settled();
  }

  function decisionForm(i) {
    const form = element("div", "dec");
    const group = element("fieldset");
    const said = lines[i].querySelector(".say").textContent;
    group.append(element("legend", "vh", `${words.decision}: ${said}`));
    for (const [choice, name] of [
      [TAKE, words.take],
      [LEAVE, words.leave],
      [OPEN, words.open],
    ]) {
      const label = element("label");
      const radio = Object.assign(element("input"), {
        type: "radio",
        name: `q${i}`,
        value: choice,
      });
      radio.checked = choice === OPEN;
      radio.addEventListener("change", () => decide(i, choice));
      label.append(radio, name);
      group.append(label);
    }
    const note = Object.assign(element("input"), {
      type: "text",
      placeholder: words.note,
      maxLength: 4000,
    });
    note.setAttribute("aria-label", words.note);
    note.addEventListener("input", () => {
      notes[i] = note.value;
      show(i);
      remember();
    });
    noteFields[i] = note;
    form.append(group, note);
    return form;
  }

  function decisionsFile() {
    const made = data.keys
      .map((key, i) => ({ key, choice: choices[i], note: notes[i].trim() }))
      .filter((one) => one.choice || one.note);
    const sheet = { version: 1, old: data.old, new: data.new, decisions: made };
    return `${JSON.stringify(sheet, null, 1)}\n`;
  }

  function download() {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/json" }));
    link.download = "quyet-dinh.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(decisionsFile());
    } catch {
      const field = element("textarea", "vh"); // a file opened from the disk has no clipboard
      field.value = decisionsFile();
      body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    tell(words.copied);
  }

  function clear() {
    if (!confirm(words.ask_clear)) return;
    choices.fill(OPEN);
    notes.fill("");
    for (const i of choices.keys()) show(i);
    settled();
  }

  // ---------------------------------------------------------------- what is shown
  const changes = all(".chg");
  const visible = () => changes.filter((change) => change.offsetParent !== null);
  const filteredIn = () => [...lines.keys()].filter((i) => !lines[i].classList.contains("off"));

  function filter() {
    const off = new Set(
      all("input", chips)
        .filter((chip) => !chip.checked)
        .map((chip) => chip.value),
    );
    lines.forEach((line, i) => line.classList.toggle("off", off.has(data.groups[i])));
    for (const change of changes) {
      const own = all("li[data-i]", change);
      change.classList.toggle(
        "off",
        own.every((line) => line.classList.contains("off")),
      );
    }
  }

  function viewSwitch() {
    const group = element("fieldset");
    group.append(element("legend", "", words.view));
    const narrow = matchMedia("(max-width: 900px)").matches;
    for (const [single, name] of [
      [false, words.side_by_side],
      [true, words.one_column],
    ]) {
      const label = element("label");
      const radio = Object.assign(element("input"), { type: "radio", name: "view" });
      radio.checked = narrow === single;
      radio.addEventListener("change", () => body.classList.toggle("one-column", single));
      label.append(radio, ` ${name}`);
      group.append(label);
    }
    body.classList.toggle("one-column", narrow);
    return group;
  }

  function onlyChanges() {
    const label = element("label");
    const box = Object.assign(element("input"), { type: "checkbox" });
    box.addEventListener("change", () => body.classList.toggle("only-changes", box.checked));
    label.append(box, ` ${words.only_changes}`);
    return label;
  }

  // ---------------------------------------------------------------- from change to change
  const position = element("span", "end");
  position.setAttribute("aria-live", "off");
  let current = -1;

  function step(by) {
    const there = visible();
    if (!there.length) return;
    let at = there.indexOf(changes[current]);
    if (at < 0 && current >= 0) {
      // the current one is filtered out: on from where it stood
      at = there.findIndex((change) => changes.indexOf(change) > current) - (by > 0 ? 1 : 0);
    } else if (at < 0) at = by > 0 ? -1 : 0;
    go(there[(at + by + there.length) % there.length], there);
  }

  function go(change, there = visible()) {
    changes[current]?.removeAttribute("aria-current");
    current = changes.indexOf(change);
    change.setAttribute("aria-current", "true");
    change.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    change.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    position.textContent = fill(words.position, {
      thu: there.indexOf(change) + 1,
      tong: there.length,
    });
  }

  function decideByKey(key) {
    const own = all("li[data-i]:not(.off)", changes[current]).map((line) => Number(line.dataset.i));
    if (key === "c") noteFields[own[0]].focus();
    else for (const i of own) decide(i, { a: TAKE, r: LEAVE, u: OPEN }[key]);
  }

  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input[type=text], textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "j" || key === "n") step(1);
    else if (key === "k" || key === "p") step(-1);
    else if (current >= 0 && data.can_apply && ["a", "r", "u", "c"].includes(key)) decideByKey(key);
    else return;
    event.preventDefault();
  });

  body.addEventListener("click", (event) => {
    const change = event.target.closest?.(".chg");
    const other = change && changes.indexOf(change) !== current;
    if (other && !event.target.closest("a, input, label, button")) go(change);
  });

  // ---------------------------------------------------------------- the tools
  if (data.can_apply) for (const i of lines.keys()) lines[i].append(decisionForm(i));
  recall();
  if (count) {
    const setShown = (choice) => () => {
      for (const i of filteredIn()) set(i, choice);
      settled();
    };
    toolbar.setAttribute("aria-label", words.view);
    toolbar.append(
      button(`↑ ${words.previous}`, () => step(-1)),
      button(`↓ ${words.next}`, () => step(1)),
    );
    toolbar.append(viewSwitch(), onlyChanges());
    if (data.can_apply) {
      toolbar.append(
        button(words.take_all, setShown(TAKE)),
        button(words.leave_all, setShown(LEAVE)),
      );
      toolbar.append(button(words.clear, clear), button(words.export, download, "main"));
      toolbar.append(button(words.copy, copy), progress);
    }
    toolbar.append(position);
    toolbar.title = words.keys;
    toolbar.hidden = chips.hidden = false;
    chips.addEventListener("change", filter);
    settled();
  }
  document.documentElement.dataset.ready = Math.round(performance.now());
})();
