// A box that finds entries of a registry, in the editor and in forms.
import { element } from "./text.js";

let number = 0;

/** What the server found; null where it did not say, which is not the same as nothing. */
export async function foundAt(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    return null;
  }
}

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
    hits = found ?? []; // what is taken is what is shown
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
      const none = element("li", { className: "quiet" }, found ? words.none : words.away);
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
