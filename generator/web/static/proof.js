// What LibreOffice, where it is installed, says of the saved plan, some seconds after the last key.
import { base, status, words } from "./nodes.js";
import { paper } from "./paper.js";
import { unsaved } from "./server.js";

const PROVED_AFTER = 5000; // milliseconds of rest
const proof = document.getElementById("proof");
let asked = 0;
let seen = false; // pages that nobody looks at are not proved
let absent = false;

/** Ask again after a rest; until then nothing is claimed. */
function soon() {
  clearTimeout(asked);
  proof.textContent = "";
  if (seen && !absent) asked = setTimeout(prove, PROVED_AFTER);
}

async function prove() {
  if (unsaved()) return soon();
  const mine = asked;
  try {
    const answer = await fetch(`${base}/countercheck`);
    const { status: found, message } = answer.ok ? await answer.json() : {};
    if (mine !== asked) return undefined; // something was typed meanwhile
    absent = found === "absent";
    proof.textContent = message ?? "";
    proof.classList.toggle("warning", found === "differs");
    if (found === "busy") soon();
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault; // away: asked after the next key
  }
  return undefined;
}

new MutationObserver(
  () => (status.textContent === words.saving || status.textContent === words.saved) && soon(),
).observe(status, { childList: true, characterData: true, subtree: true });
new IntersectionObserver((entries, watcher) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  seen = true;
  soon();
}).observe(paper);
