// The third column of a wide window: what the plan above says of the node at hand, why it was
// changed, what is found there. It repeats what stands under the node, for eyes alone.
import { hand, list, nodeOf, page } from "./nodes.js";
import { element } from "./text.js";

const column = document.getElementById("at-hand");

function show() {
  const node = nodeOf(hand.field);
  if (!node?.isConnected) return void column.replaceChildren();
  const found = [...node.querySelectorAll(".note")].map((one) => one.cloneNode(true));
  for (const one of found) for (const button of one.querySelectorAll("button")) button.remove();
  const origin = node.querySelector(".origin");
  const above = origin ? [...origin.children].slice(1).map((one) => one.cloneNode(true)) : [];
  const title = origin?.querySelector("summary").textContent;
  const number = node.querySelector(".number").textContent;
  column.replaceChildren(
    element("p", { className: "number", textContent: number }),
    ...found,
    ...(title ? [element("p", { className: "quiet", textContent: title })] : []),
    ...above,
  );
}

page.addEventListener("focusin", () => setTimeout(show)); // after the field is the one at hand
new MutationObserver(show).observe(list, { childList: true, subtree: true });
show();
