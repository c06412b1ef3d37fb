// A file may be dropped anywhere on the frame of a form for files.
for (const frame of document.querySelectorAll(".drop")) {
  const input = frame.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    frame.addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.toggle("over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      frame.requestSubmit();
    });
  }
}
