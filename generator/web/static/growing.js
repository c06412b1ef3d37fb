// While the server is still at work: how far it is, taken from the page as it has it now.
import { released } from "./pressed.js";
import { parsed } from "./text.js";

const { rest, said } = document.getElementById("done").dataset;
const PARTS = ["far", "acts", "units"];

async function look() {
  const answer = await fetch(location.href).catch(() => undefined);
  const now = answer?.ok ? parsed(await answer.text()) : undefined;
  await released();
  const going = !now || now.querySelector("#done");
  for (const name of now ? PARTS : []) {
    const [old, fresh] = [document.getElementById(name), now.querySelector(`#${name}`)];
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) continue;
    const inside = old.contains(document.activeElement);
    if (inside && name === "units" && going) continue; // somebody reads there
    const at = document.activeElement.getAttribute("href");
    old.replaceWith(fresh);
    if (!inside) continue;
    const same = [...fresh.querySelectorAll("a")].find((one) => one.getAttribute("href") === at);
    (same ?? fresh.querySelector("button, a"))?.focus();
  }
  if (going) setTimeout(look, Number(rest));
  else
    document.getElementById("status").textContent =
      said ?? document.querySelector("#far .state").textContent;
}
setTimeout(look, Number(rest));
