// Filters the page's list while the visitor types. Without JavaScript, the whole list and its links by letter remain.
const box = document.querySelector("[data-filter]");
const list = document.querySelector("[data-filtered]");
if (box && list) {
  const entries = [...list.children];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = entries.map((entry) => fold(entry.textContent));
  const told = box.querySelector("[role=status]");
  box.hidden = false;
  box.querySelector("input").addEventListener("input", (event) => {
    const words = fold(event.target.value).split(/\s+/);
    let shown = 0;
    entries.forEach((entry, number) => {
      entry.hidden = !words.every((word) => names[number].includes(word));
      shown += entry.hidden ? 0 : 1;
    });
    told.textContent = `${shown} / ${entries.length}`;
  });
}
