// The button beside a reference copies it, and one below each post its permanent link, which is the link of its date.
// There are none where the browser cannot copy.

export function startCopyButtons() {
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll("[data-copy]")) {
    const button = block.querySelector("[data-copy-button]");
    const text = block.querySelector("[data-copy-text]").textContent.trim();
    const status = block.querySelector("[data-copy-status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        status.textContent = "Copied";
      } catch {
        status.textContent = block.dataset.copyFailed || "Not copied. Select the reference and copy it.";
      }
    });
  }
}

export function startCopyLinks() {
  if (!navigator.clipboard) return;
  for (const post of document.querySelectorAll("[data-copy-links] > .csa-post")) {
    const link = post.querySelector(".csa-post__when");
    const line = document.createElement("p");
    line.className = "csa-copylink csa-no-print";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "csa-copylink__button";
    button.append("Copy link");
    const about = document.createElement("span");
    about.className = "govuk-visually-hidden";
    about.textContent = ` to post ${post.dataset.number}`;
    button.append(about);
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.href);
        status.textContent = " Copied";
      } catch {
        status.textContent = " Not copied. Open the link of the date and copy the address.";
      }
    });
    line.append(button, status);
    (post.querySelector(".csa-post__foot") || post.lastElementChild).before(line);
  }
}
