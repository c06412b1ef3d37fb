// While long work goes on: how far it is, taken from the page as the server has it now.
import { parsed } from "./text.js";

const REST = 1500;
const PARTS = ["far", "acts", "units"];

async function look() {
  const answer = await fetch(location.href).catch(() => undefined);
  const now = answer?.ok ? parsed(await answer.text()) : undefined;
  const going = !now || now.querySelector("#done");
  for (const name of now ? PARTS : []) {
    const [old, fresh] = [document.getElementById(name), now.querySelector(`#${name}`)];
    if (old.innerHTML === fresh.innerHTML) continue;
    const inside = old.contains(document.activeElement);
    if (inside && name === "units" && going) continue; // somebody reads there
    old.replaceWith(fresh);
    if (inside) fresh.querySelector("button, a")?.focus();
  }
  if (going) setTimeout(look, REST);
  else
    document.getElementById("status").textContent =
      document.querySelector("#far .state").textContent;
}
setTimeout(look, REST);
