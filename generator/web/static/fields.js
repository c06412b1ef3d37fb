// The fields of a node beside its words: agencies picked or typed, deadlines, lines, tables.
import { base as address, hold } from "./nodes.js";
import { pasted } from "./pasted.js";
import { foundAt, picker } from "./picker.js";
import { element, shown, source } from "./text.js";

/** Entries of a registry of this plan, by words with or without marks. */
export const find = (kind, query) =>
  foundAt(`${address}/lookup?kind=${kind}&q=${encodeURIComponent(query)}`);

/** The form of a node's fields, built when it is opened. */
export function form(more, { words, changed, frozen }) {
  const plain = (one, control, read, base = one.value) => {
    control.setAttribute("aria-label", one.label);
    control.disabled = frozen;
    hold(control, one.name, base, read);
    control.addEventListener("change", () => changed(control));
    return control;
  };
  const make = { agencies: (one) => agencies(one), table: (one) => tables(one) };
  const lined = (text) =>
    // an input has one line: it would lose the others
    text.includes("\n")
      ? element("textarea", { value: text, rows: text.split("\n").length })
      : element("input", { value: text, maxLength: 500 });
  make.line = (one) => {
    const box = lined(one.shown);
    return plain(one, box, () => box.value);
  };
  make.columns = (one) => {
    const boxes = one.shown.map((head) => {
      const value = one.value[head] ?? "";
      const rows = value.split("\n").length;
      const box = element("textarea", { value, rows, disabled: frozen });
      box.setAttribute("aria-label", head);
      return [head, box];
    });
    const rows = boxes.map(([head, box]) =>
      element("label", { className: "row" }, `${head} `, box),
    );
    const around = element("div", {}, ...rows);
    const line = (text) => text.replace(/\s+/g, " ").trim();
    const text = (box) => box.value.split("\n").map(line).filter(Boolean).join("\n");
    const said = () => boxes.map(([head, box]) => [head, text(box)]);
    hold(around, one.name, one.value, () => Object.fromEntries(said().filter(([, cell]) => cell)));
    around.addEventListener("change", () => changed(around));
    return around;
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
    const box = lined(one.shown);
    plain(one, box, () => box.value || null, one.shown || null);
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
    let chosen = one.value;
    const change = (ids, names) => {
      chosen = ids;
      draw(ids, names);
      around.querySelector("input")?.focus();
      changed(around);
    };
    const add = (ids, names) =>
      picker({
        label: `${words.add}: ${one.label}`,
        words,
        find: (query) => find("agencies", query),
        choose: (hit) => !ids.includes(hit.id) && change([...ids, hit.id], [...names, hit.name]),
      });
    draw(one.value, one.shown);
    hold(around, one.name, one.value, () => chosen);
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
    const keep = () => changed(around);
    around.addEventListener("paste", (event) => {
      const cell = event.target.closest(".cell");
      const rows = pasted(event.clipboardData);
      if (!cell || !rows) return;
      event.preventDefault();
      event.stopPropagation();
      spread(cell, rows);
    });
    for (const table of one.tables) around.append(grid(table));
    hold(around, one.name, one.value, read);
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
  for (const one of JSON.parse(more.dataset.details)) {
    if (one.kind === "table" && !one.value.length) continue;
    box.append(element("span", { className: "label" }, one.label), make[one.kind](one));
  }
  more.querySelector(".form")?.remove();
  more.append(box);
}
