// The printed pages of a plan, drawn when they are looked at.
async function draw(paper) {
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

function begin() {
  const paper = document.getElementById("pages");
  new IntersectionObserver((entries, watcher) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    draw(paper);
  }).observe(paper);
}
begin();
document.addEventListener("fresh", begin);
