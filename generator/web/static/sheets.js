// The printed pages of a plan, drawn when they are looked at.
const paper = document.getElementById("pages");

async function draw() {
  const answer = await fetch(`/plans/${encodeURIComponent(paper.dataset.plan)}/pages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) return;
  const { pages } = await answer.json();
  for (const { svg } of pages) {
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    sheet.innerHTML = svg; // drawn by the server from escaped text
    paper.append(sheet);
  }
}

new IntersectionObserver((entries, watcher) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  watcher.disconnect();
  draw();
}).observe(paper);
