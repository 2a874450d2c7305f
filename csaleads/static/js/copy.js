// The button beside a reference copies it. It stays hidden where the browser cannot copy.

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
