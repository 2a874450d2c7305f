// On a phone, what stands beside a form on wide screens stands above it: it starts folded, so that the form is near.

const PHONE = "(max-width: 48em)";

export function startFolding() {
  if (!window.matchMedia(PHONE).matches) return;
  for (const block of document.querySelectorAll("details[data-fold-on-phones]")) block.removeAttribute("open");
}
