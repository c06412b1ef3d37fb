// The fields of a node beside its words: agencies picked or typed, deadlines, lines, tables.
import { pasted } from "./pasted.js";
import { element, shown, source } from "./text.js";

let number = 0;

/** A box that finds entries of a registry by words with or without marks. */
export function picker({ label, find, choose, words }) {
  const id = `found-${(number += 1)}`;
  const list = element("ul", { id, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  const box = element("input", { type: "text", placeholder: words.find, autocomplete: "off" });
  const told = {
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
  };
  for (const [name, value] of Object.entries(told)) box.setAttribute(name, value);
  let hits = [];
  let at = 0;
  let asked = 0;
  let soon = 0;
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", i === at));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    if (hits.length) box.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  const take = (hit) => {
    if (!hit) return;
    box.value = "";
    clearTimeout(soon);
    asked += 1; // what is on its way is an answer to other words
    close();
    choose(hit);
  };
  const ask = async () => {
    const mine = (asked += 1);
    const found = await find(box.value);
    if (mine !== asked || document.activeElement !== box) return;
    hits = found; // what is taken is what is shown
    at = 0;
    list.replaceChildren(
      ...hits.map((hit, i) => {
        const row = element(
          "li",
          { id: `${id}-${i}` },
          hit.name,
          element("span", { className: "quiet" }, ` ${hit.more}`),
        );
        row.setAttribute("role", "option");
        row.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(hit);
        });
        return row;
      }),
    );
    if (!hits.length) {
      const none = element("li", { className: "quiet" }, words.none);
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      list.append(none);
    }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark();
  };
  box.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(ask, 120);
  });
  box.addEventListener("focusout", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(hits.length, 1);
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden) take(hits[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  return element("span", { className: "picker" }, box, list);
}

/** The form of a node's fields, built when it is opened. */
export function form(more, { words, find, set, frozen }) {
  const held = () => JSON.parse(more.dataset.details);
  const of = (name) => held().find((one) => one.name === name);
  const give = (name, value, base) =>
    set([{ type: "set", node: more.closest(".node").dataset.id, field: name, value, base }]);
  const plain = (one, control, read, base = () => of(one.name).value) => {
    control.setAttribute("aria-label", one.label);
    control.disabled = frozen;
    control.addEventListener("change", () => give(one.name, read(), base()));
    return control;
  };
  const make = { agencies: (one) => agencies(one), table: (one) => tables(one) };
  make.line = (one) => {
    const box = element("input", { value: one.shown, maxLength: 500 });
    return plain(one, box, () => box.value);
  };
  make.lines = (one) => {
    const text = Array.isArray(one.shown) ? one.shown.join("\n") : one.shown;
    const box = element("textarea", { value: text, rows: Math.max(1, text.split("\n").length) });
    return plain(one, box, () => {
      const lines = box.value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      return lines.length > 1 ? lines : (lines[0] ?? null);
    });
  };
  make.choice = (one) => {
    const box = element(
      "select",
      {},
      new Option(words.nothing, ""),
      ...one.choices.map((choice) => new Option(choice)),
    );
    box.value = one.value ?? "";
    return plain(one, box, () => box.value || null);
  };
  make.day = (one) => {
    const box = element("input", {
      type: "date",
      value: one.value ?? "",
      min: "1945-01-01",
      max: "2200-12-31",
    });
    return plain(one, box, () => box.value || null);
  };
  make.deadline = (one) => {
    const box = element("input", { value: one.shown, maxLength: 300 });
    plain(
      one,
      box,
      () => box.value || null,
      () => of(one.name).shown || null,
    );
    const day = element("input", {
      type: "date",
      className: "day",
      title: words.pick_day,
      disabled: frozen,
    });
    day.setAttribute("aria-label", `${one.label}: ${words.pick_day}`);
    day.addEventListener("change", () => {
      if (!day.value) return;
      const [y, m, d] = day.value.split("-").map(Number);
      box.value = `${words.before} ${d}/${m}/${y}`;
      box.dispatchEvent(new Event("change"));
    });
    return element("span", { className: "row" }, box, day);
  };

  function agencies(one) {
    const around = element("span", { className: "row" });
    const draw = (ids, names) => {
      const chips = ids.map((id, i) => {
        const drop = element(
          "button",
          { type: "button", title: `${words.drop} ${names[i]}`, disabled: frozen },
          "✕",
        );
        drop.setAttribute("aria-label", `${words.drop} ${names[i]}`);
        drop.addEventListener("click", () =>
          change(
            ids.filter((_x, k) => k !== i),
            names.filter((_x, k) => k !== i),
          ),
        );
        return element("span", { className: "state" }, names[i], drop);
      });
      around.replaceChildren(...chips, ...(frozen ? [] : [add(ids, names)]));
    };
    const change = async (ids, names) => {
      const before = of(one.name).value;
      draw(ids, names);
      around.querySelector("input")?.focus();
      const node = more.closest(".node").dataset.id;
      const operations = [{ type: "set", node, field: one.name, value: ids, base: before }];
      const printed = of(`loi_${one.name}`)?.value; // words in the place of names would hide the change
      if (printed)
        operations.push({
          type: "set",
          node,
          field: `loi_${one.name}`,
          value: null,
          base: printed,
        });
      await set(operations);
    };
    const add = (ids, names) =>
      picker({
        label: `${words.add}: ${one.label}`,
        words,
        find: (query) => find("agencies", query),
        choose: (hit) => !ids.includes(hit.id) && change([...ids, hit.id], [...names, hit.name]),
      });
    draw(one.value, one.shown);
    return around;
  }

  function tables(one) {
    const around = element("div", { className: "tables" });
    const read = () =>
      [...around.querySelectorAll("table")].map((table) => {
        const rows = [...table.rows].map((row) =>
          [...row.querySelectorAll(".cell")].map((cell) => {
            const lines = source(cell, "\n")
              .split("\n")
              .map((line) => line.trim())
              .filter(Boolean);
            return lines.length > 1 ? lines : (lines[0] ?? "");
          }),
        );
        const head = table.dataset.head ? rows.shift().map((cell) => [cell].flat().join(" ")) : [];
        return { cot: head, hang: rows };
      });
    const keep = async () => {
      const value = read();
      const before = of(one.name).value;
      if (JSON.stringify(value) !== JSON.stringify(before))
        await set([
          {
            type: "set",
            node: more.closest(".node").dataset.id,
            field: one.name,
            value,
            base: before,
          },
        ]);
    };
    around.addEventListener("focusout", () =>
      setTimeout(() => around.contains(document.activeElement) || keep(), 0),
    );
    around.addEventListener("paste", (event) => {
      const cell = event.target.closest(".cell");
      const rows = pasted(event.clipboardData);
      if (!cell || !rows) return;
      event.preventDefault();
      event.stopPropagation();
      spread(cell, rows);
    });
    for (const table of one.tables) around.append(grid(table));
    return around;

    function cell(paragraphs, head, row, column) {
      const made = element("div", {
        className: "cell",
        contentEditable: String(!frozen),
        tabIndex: 0,
      });
      paragraphs.forEach((pieces, i) =>
        made.append(...(i ? [element("br")] : []), ...shown(pieces)),
      );
      made.setAttribute("role", "textbox");
      made.setAttribute("aria-multiline", "true");
      made.setAttribute("aria-label", `${words.row} ${row + 1}, ${words.column} ${column + 1}`);
      return element(head ? "th" : "td", {}, made);
    }
    function grid({ head, rows }) {
      const table = element("table", { className: "grid" });
      if (head) table.dataset.head = "yes";
      rows.forEach((cells, i) =>
        table.append(element("tr", {}, ...cells.map((one_, k) => cell(one_, head && !i, i, k)))),
      );
      const widest = Math.max(...rows.map((cells) => cells.length));
      for (const row of table.rows)
        if (row.cells.length < widest) row.lastElementChild.colSpan = widest - row.cells.length + 1;
      const button = (text, act) => {
        const made = element("button", { type: "button" }, text);
        made.addEventListener("click", () => {
          act();
          keep();
        });
        return made;
      };
      const grow = (row, i) => {
        const count = row.cells.length;
        row.append(cell([], Boolean(head) && !i, i, count));
      };
      const tools = frozen
        ? []
        : [
            button(words.add_row, () =>
              table.append(
                element(
                  "tr",
                  {},
                  ...[...table.rows[0].cells].map((_x, k) => cell([], false, table.rows.length, k)),
                ),
              ),
            ),
            button(words.add_column, () => [...table.rows].forEach(grow)),
            button(
              words.drop_row,
              () => table.rows.length > 1 && table.rows[table.rows.length - 1].remove(),
            ),
            button(words.drop_table, () => table.parentElement.parentElement.remove()),
          ];
      return element(
        "div",
        {},
        element("div", { className: "wide" }, table),
        element("span", { className: "row" }, ...tools),
      );
    }
    function spread(first, rows) {
      const table = first.closest("table");
      const top = [...table.rows].indexOf(first.closest("tr"));
      const left = [...first.closest("tr").cells].indexOf(first.parentElement);
      rows.forEach((cells, i) => {
        while (table.rows.length <= top + i) table.append(element("tr"));
        const row = table.rows[top + i];
        const wanted = Math.max(left + cells.length, table.rows[0].cells.length);
        while (row.cells.length < wanted) row.append(cell([], false, top + i, row.cells.length));
        cells.forEach((text, k) => {
          const lines = text.split("\n").flatMap((line, n) => (n ? [element("br"), line] : [line]));
          row.cells[left + k].querySelector(".cell").replaceChildren(...lines);
        });
      });
      const widest = Math.max(...[...table.rows].map((row) => row.cells.length));
      for (const row of table.rows)
        while (row.cells.length < widest)
          row.append(cell([], row.querySelector("th") !== null, 0, row.cells.length));
      keep();
    }
  }

  const box = element("div", { className: "form" });
  for (const one of held()) {
    if (one.kind === "table" && !one.value.length) continue;
    box.append(element("span", { className: "label" }, one.label), make[one.kind](one));
  }
  more.querySelector(".form")?.remove();
  more.append(box);
  return give;
}
