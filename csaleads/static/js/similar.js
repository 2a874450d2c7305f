// Says what may answer a new thread already, while its title is typed: for every block with data-similar-to.
//
// A moment after typing stops, the title goes to that address, and threads and resources that the reader may open come back with
// titles and addresses. They are shown as text and links below the box, and how many there are is read out. Links open beside the
// page, so that nothing typed is lost. Nothing here is needed: the block has a link to the search.

const PAUSE = 700;
const SHORTEST = 4;

class Similar {
  constructor(block, box) {
    this.address = block.dataset.similarTo;
    this.box = box;
    this.said = block.querySelector("[data-similar-said]");
    this.list = block.querySelector("[data-similar-list]");
    this.number = 0;
    this.timer = 0;
    box.addEventListener("input", () => this.wait());
    if (box.value) this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.number += 1; // what is on its way is of a title that has changed
    this.timer = setTimeout(() => this.ask(this.number), PAUSE);
  }

  async ask(number) {
    const title = this.box.value.trim();
    const found = title.length < SHORTEST ? { threads: [], resources: [] } : await this.fetch(title);
    if (number === this.number) this.show(found);
  }

  async fetch(title) {
    const none = { threads: [], resources: [] };
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams([["title", title]])}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        mode: "same-origin",
        redirect: "manual",
        cache: "no-store",
      });
      return answer.ok ? await answer.json() : none;
    } catch {
      return none;
    }
  }

  show({ threads, resources }) {
    this.list.replaceChildren(...threads.map((one) => line(one, "Thread")), ...resources.map((one) => line(one, "Resource")));
    const parts = [counted(threads.length, "thread"), counted(resources.length, "resource")].filter(Boolean);
    const text = parts.length ? `${parts.join(" and ")} may be about the same. Links open in a new tab.` : "";
    if (this.said.textContent !== text) this.said.textContent = text;
  }
}

function counted(count, what) {
  return count ? `${count} ${what}${count === 1 ? "" : "s"}` : "";
}

function line(one, kind) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = one.href;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = one.title;
  item.append(`${kind}: `, link);
  return item;
}

export function startSimilar() {
  for (const block of document.querySelectorAll("[data-similar-to]")) {
    const box = document.getElementById(block.dataset.similarOf);
    if (box) new Similar(block, box);
  }
}
