// While the server is still at work: how far it is, taken from the page as it has it now.
import { parsed } from "./text.js";

const REST = Number(document.getElementById("done").dataset.rest);
const PARTS = ["far", "acts", "units"];

async function look() {
  const answer = await fetch(location.href).catch(() => undefined);
  const now = answer?.ok ? parsed(await answer.text()) : undefined;
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
  if (going) setTimeout(look, REST);
  else
    document.getElementById("status").textContent =
      document.querySelector("#far .state, #far .hidden").textContent;
}
setTimeout(look, REST);
