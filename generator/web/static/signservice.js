// The national signing tool on the signer's own machine, called as public integrations call it.
// What it answers is only told on; whether the document is signed, the server says.

async function asked(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: "application/json" },
  });
  if (!answer.headers.get("content-type")?.includes("json")) throw new Error(form.dataset.failed);
  return answer.json();
}

function told(service, message) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(service);
    socket.onopen = () => socket.send(JSON.stringify(message));
    socket.onmessage = (event) => {
      resolve(event.data);
      socket.close();
    };
    socket.onerror = () => reject(new Error("none"));
    socket.onclose = () => resolve("");
  });
}

async function sign(form) {
  const said = form.querySelector("output");
  const button = form.querySelector("button");
  button.disabled = true;
  said.textContent = form.dataset.wait;
  try {
    const begun = await asked(form);
    if (!begun.service) throw new Error(begun.message ?? "");
    try {
      await told(begun.service, begun.message);
    } catch {
      said.textContent = form.dataset.none;
      return;
    }
    const state = await (await fetch(begun.session)).json();
    if (state.state === "done") location.assign(form.dataset.back);
    else said.textContent = [state.told, state.reason].filter(Boolean).join(": ");
  } catch (fault) {
    said.textContent = fault.message;
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form.signservice")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sign(form);
  });
}
