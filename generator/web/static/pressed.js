// What comes by itself waits while something is pressed: it would take the click away.
const ENDS = ["pointerup", "pointercancel", "pointermove", "contextmenu", "blur"];
let over = Promise.resolve();

function press({ button }) {
  if (button) return; // a menu of the browser may never tell its end
  over = new Promise((up) => {
    const end = ({ buttons, type, target, pointerType }) => {
      if (buttons || (type === "blur" && target !== window)) return;
      for (const one of ENDS) removeEventListener(one, end, true);
      setTimeout(up, pointerType === "mouse" ? 0 : 100); // behind the click
    };
    for (const one of ENDS) addEventListener(one, end, true);
  });
}
addEventListener("pointerdown", press, true);

/** Until nothing is pressed any more, and its click is done. */
export async function released() {
  for (let last; last !== over;) await (last = over);
}
