// Asks before a page with unsaved typing is left. Only for forms marked data-warn-on-leave that do not save themselves.

export function startLeaveWarnings() {
  for (const form of document.querySelectorAll("form[data-warn-on-leave]:not([data-autosave-url])")) {
    let changed = false;
    const warn = (event) => {
      if (changed) event.preventDefault();
    };
    form.addEventListener("input", () => {
      changed = true;
    });
    form.addEventListener("submit", () => {
      changed = false;
    });
    window.addEventListener("beforeunload", warn);
  }
}
