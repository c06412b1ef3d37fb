// While plans are still being read for the search: how far that has come.
const [bar, said] = ["progress", "[role=status]"].map((one) =>
  document.querySelector(`#reading ${one}`),
);

async function look() {
  const answer = await fetch("/search/progress").catch(() => undefined);
  const { left, total } = answer?.ok ? await answer.json() : {};
  if (total) {
    bar.max = total;
    bar.value = total - left;
  }
  if (left === 0) said.textContent = said.dataset.done;
  else setTimeout(look, 2000);
}
setTimeout(look, 2000);
