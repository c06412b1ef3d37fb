// A page that shows the past says so, and takes over what is new without a letter typed being lost.
import { bar, follow, said, told } from "./news.js";
import { released } from "./pressed.js";

const steps = [];
const about = bar.dataset.of.split(" ");

follow(({ seen, what, steps: more }, first) => {
  if (first) steps.length = 0;
  bar.dataset.next = seen;
  if (!what.some((one) => about.includes(one))) return;
  steps.push(...more);
  const records = what
    .filter((one) => one !== "plan" && about.includes(one))
    .map((one) => `${said[one]}. `);
  bar.firstElementChild.replaceChildren(...told(steps, () => ""), ...records);
  bar.hidden = false;
});

const fields = (place) => [...place.querySelectorAll("input:not([type=hidden]), textarea, select")];
const begun = (field) =>
  field.options
    ? [...field.options].some((one) => one.selected !== one.defaultSelected)
    : field.value !== field.defaultValue;
const name = (field) => `${field.form?.getAttribute("action")} ${field.id} ${field.name}`;

bar.querySelector(".take").addEventListener("click", async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return void location.reload();
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  await released();
  const main = document.querySelector("main");
  const typed = fields(main).filter((one) => one.type !== "file" && begun(one));
  main.replaceChildren(...now.querySelector("main").childNodes);
  const there = new Map(fields(main).map((one) => [name(one), one]));
  for (const one of typed) {
    const field = there.get(name(one));
    if (field) field.value = one.value;
    else if (!one.options)
      main.prepend(
        Object.assign(document.createElement("p"), {
          className: "note warning",
          textContent: `${said.left} ${one.value}`,
        }),
      );
  }
  bar.dataset.seen = now.getElementById("news")?.dataset.seen ?? bar.dataset.next;
  steps.length = 0;
  bar.hidden = true;
  main.focus();
  document.dispatchEvent(new Event("fresh"));
});
bar.querySelector(".close").addEventListener("click", () => (bar.hidden = true));
