// What others changed while this page was open: told at once, taken over on a person's word.
import { bar, follow, said, told } from "./news.js";
import {
  fieldOf,
  fieldsOf,
  frozen,
  hand,
  list,
  named,
  nodes,
  page,
  status,
  valueOf,
} from "./nodes.js";
import { afterwards, send, take, timers } from "./server.js";
import { element, source } from "./text.js";
import { forgetDraft } from "./words.js";

let steps = []; // since the page was opened, own ones too
const own = new Set(); // what this page's own edits made
let records = []; // what is new beside the text
/** Which of the steps made what the page shows; -1 where none of them did. */
const shown = () => steps.findLastIndex(({ after }) => bar.dataset.seen.startsWith(after));
const mine = ({ after }) => own.has(after.slice(0, 16));

function tell() {
  const at = shown();
  const others = steps.filter((one) => !mine(one));
  const waits = steps.some((one, i) => i > at && !mine(one)) || records.length > 0;
  for (const node of nodes())
    node.classList.toggle(
      "elsewhere",
      others.some((one) => one.nodes.some(({ id }) => id === node.dataset.id)),
    );
  const link = (id) => (named(id) ? `#${named(id).id}` : "");
  bar
    .querySelector("[role=status]")
    .replaceChildren(
      ...told(others, link),
      ...records.map((one) => `${said[one]}. `),
      waits || !others.length ? "" : said.taken,
    );
  bar.querySelector(".take").hidden = !waits;
  bar.hidden = !others.length && !records.length;
}

follow(({ seen, what, steps: more }, first) =>
  afterwards(() => {
    if (first) steps = steps.slice(0, shown() + 1);
    steps.push(...more);
    bar.dataset.next = seen;
    for (const one of ["comments", "way"]) {
      if (!what.includes(one)) continue;
      if (one === "comments" && hand.spoke > 0) hand.spoke -= 1;
      else if (!records.includes(one)) records.push(one);
    }
    tell();
  }),
);

page.addEventListener("shown", ({ detail: { seen, entry } }) => {
  if (entry) own.add(entry.split("-")[1]);
  bar.dataset.seen = seen;
  tell();
});

/** Take over what is there now; words that are not saved stay where they are. */
async function taken() {
  if (records.includes("way")) return void location.reload();
  records = [];
  await take();
  (
    fieldOf(steps.findLast((one) => !mine(one))?.nodes[0]?.id ?? "", "noi_dung") ?? hand.field
  )?.focus();
}
bar.querySelector(".take").addEventListener("click", taken);
bar.querySelector(".close").addEventListener("click", () => {
  steps = [];
  records = [];
  tell();
  hand.field?.focus();
});
document.addEventListener("keydown", (event) => {
  if (
    !event.altKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.key.toLowerCase() !== "l" ||
    bar.hidden
  )
    return;
  event.preventDefault();
  if (!bar.querySelector(".take").hidden) taken();
});

/** A node that others took out while somebody typed in it: the words stay until they are decided on. */
list.addEventListener("gone", ({ target: node }) => {
  if (frozen || node.querySelector(".gone")) return;
  const field = node.querySelector(".text");
  for (const one of fieldsOf(node)) {
    clearTimeout(timers.get(one));
    timers.delete(one);
  }
  status.textContent = said.gone;
  const again = element("button", {}, said.again);
  const drop = element("button", {}, said.drop);
  const note = element("p", { className: "note warning gone" }, `${said.gone} `, again, " ", drop);
  const leave = () => {
    for (const one of fieldsOf(node)) forgetDraft(one);
    node.remove();
  };
  again.addEventListener("click", async () => {
    const { parent, key } = node.dataset;
    const before = node.previousElementSibling;
    const after =
      before?.dataset.parent === parent && before.dataset.key === key ? before.dataset.id : "";
    const rest = fieldsOf(node).filter((one) => one !== field);
    const fields = Object.fromEntries(rest.map((one) => [one.dataset.field, valueOf(one)]));
    const { ok } = await send(() => [
      { type: "add", parent, key, after, text: source(field), fields },
    ]);
    if (ok) leave();
  });
  drop.addEventListener("click", leave);
  node.querySelector(".fields").append(note);
});
