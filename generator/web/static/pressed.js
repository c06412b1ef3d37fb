// What comes by itself waits while a button of the mouse, a finger or a pen is down: what moved or
// was covered under it would take the click away, and with it the words of a form.
const TAP = 100; // milliseconds: the click of a finger comes behind its end
let over = Promise.resolve();

addEventListener(
  "pointerdown",
  ({ button }) => {
    if (button) return; // a menu of the browser may never tell its end
    const lifted = new AbortController();
    over = new Promise((up) => {
      const end = ({ pointerType, buttons, type, target }) => {
        if ((type === "pointermove" && buttons) || (type === "blur" && target !== window)) return;
        lifted.abort();
        setTimeout(up, pointerType === "mouse" ? 0 : TAP); // behind the click
      };
      for (const one of [
        "pointerup",
        "pointercancel",
        "pointermove",
        "contextmenu",
        "blur",
        "keydown",
      ])
        addEventListener(one, end, { signal: lifted.signal, capture: true });
    });
  },
  { capture: true },
);

/** Until nothing is pressed any more, and its click is done. */
export async function released() {
  for (let last; last !== over;) await (last = over);
}
