// Dialogs over a page: each gives the focus back where it was.

export function show(dialog, back = document.activeElement) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
}
