// Agencies of the registry, found by words with or without marks, put on lines of their own.
import { foundAt, picker } from "./picker.js";

/** The box in the form of a new round, in the room that it has there; the page may have been made anew. */
function begin() {
  const form = document.getElementById("new-round");
  if (!form) return;
  const words = JSON.parse(document.getElementById("said").content.textContent);
  const names = form.querySelector("textarea");
  const find = (query) =>
    foundAt(
      `/plans/${encodeURIComponent(form.dataset.plan)}/lookup?q=${encodeURIComponent(query)}`,
    );
  const choose = ({ full }) => {
    const lines = names.value.split("\n").filter(Boolean);
    if (!lines.includes(full)) names.value = [...lines, full].join("\n");
  };
  form.querySelector(".picker").replaceWith(picker({ label: words.add, words, find, choose }));
}
begin();
document.addEventListener("fresh", begin);
