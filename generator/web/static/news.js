// News of the plan on this page: one stream while somebody looks at it, asked again after a restart.
import { released } from "./pressed.js";

export const bar = document.getElementById("news");
export const said = bar && JSON.parse(bar.dataset.words);
const AGAIN = 10_000; // milliseconds, where the server refused; a lost line is the browser's to mend

/** Tell `heard` what is new since the state that the page shows, for as long as it is looked at. */
export function follow(heard) {
  let stream = null;
  let later = 0;
  const open = () => {
    clearTimeout(later);
    stream?.close();
    stream = null;
    if (document.hidden) return; // a page behind others takes no line of the few a browser has
    let first = true; // the answer to what was asked, not to what was heard before
    stream = new EventSource(
      `/plans/${encodeURIComponent(bar.dataset.plan)}/news?seen=${bar.dataset.seen}`,
    );
    stream.addEventListener("message", async ({ data }) => {
      const anew = first;
      first = false;
      await released(); // the bar would lie over what is pressed
      heard(JSON.parse(data), anew);
    });
    stream.addEventListener("gone", () => stream.close());
    stream.addEventListener("error", () => {
      if (stream?.readyState === EventSource.CLOSED) later = setTimeout(open, AGAIN);
    });
  };
  document.addEventListener("visibilitychange", open);
  addEventListener("pagehide", () => stream?.close());
  open();
}

/** Steps in words: who, what, where; `link`: an address for a node, "" where it is not on the page. */
export function told(steps, link) {
  const people = new Map();
  for (const { who, nodes, more, at } of steps) {
    const one = people.get(who) ?? people.set(who, { places: new Map(), more: 0 }).get(who);
    for (const node of nodes) one.places.set(node.id, node);
    one.more += more;
    one.at = at;
  }
  return [...people].flatMap(([who, { places, more, at }]) => {
    const time = at
      ? ` (${new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })})`
      : "";
    const line = document.createElement("span");
    line.append(`${who || said.outside}${time}: `);
    [...places.values()].forEach(({ id, how, name }, i) => {
      line.append(`${i ? ", " : ""}${said[how]} `);
      const address = link(id);
      const place = document.createElement(address ? "a" : "span");
      if (address) place.href = address;
      place.textContent = name;
      line.append(place);
    });
    if (more) line.append(`, ${said.more.replace("0", more)}`);
    else if (!places.size) line.append(said.other);
    line.append(". ");
    return line;
  });
}
