// A file may be dropped anywhere on the frame of a form for files; one too large is told before it is sent.
for (const frame of document.querySelectorAll(".drop")) {
  const input = frame.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    const large = [...input.files].some(({ size }) => size > Number(input.dataset.most));
    input.setCustomValidity(large ? input.dataset.large : "");
    if (large) input.reportValidity();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    frame.addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.toggle("over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
      frame.requestSubmit();
    });
  }
}
