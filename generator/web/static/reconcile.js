// What the server says now, taken over without a touch to words that somebody is typing.
import { dirty, fieldsOf, hand, list, named, nodes } from "./nodes.js";
import { drawSoon } from "./paper.js";
import { caret, parsed, place, source } from "./text.js";

/** Take over what the server says now, without a touch to words that somebody is typing. */
export function reconcile(html) {
  const active = document.activeElement;
  const field = active?.closest?.(".text");
  const at = field ? caret(field) : -1;
  let next = list.firstElementChild;
  const kept = new Set();
  for (const now of parsed(html).querySelectorAll(".node")) {
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
  for (const old of nodes()) {
    if (kept.has(old) || !old.dataset.id) continue;
    if (fieldsOf(old).some(dirty)) old.dispatchEvent(new Event("gone", { bubbles: true })); // words of nobody else
    else old.remove();
  }
  if (field?.isConnected && document.activeElement !== field && at >= 0) place(field, at);
  drawSoon();
}

/** One node as it is now: the new one, or the old one where somebody is at work in it. */
function updated(old, now, active) {
  const busy = old.contains(active) || old.contains(hand.held) || fieldsOf(old).some(dirty);
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
    if (was && was !== active && was !== hand.held && !dirty(was) && !was.dataset.composing)
      was.replaceWith(is);
    else if (was && source(was) === is.dataset.source) was.dataset.source = is.dataset.source;
  }
  const fields = old.querySelector(".fields");
  for (const name of [".more", ".note", ".origin", ".talk"]) {
    const was = [...old.querySelectorAll(name)];
    const is = [...now.querySelectorAll(name)];
    const inside = was.find((one) => one.contains(active) || fieldsOf(one).some(dirty));
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
