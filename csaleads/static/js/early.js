// First thing in the body, before the first paint: tells the styles that scripts run, so that what scripts open can start closed.
// And marks a form in which somebody begins to type before the other scripts have arrived, so that js/autosave.js saves it.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
document.addEventListener("input", (event) => {
  if (event.target.form) event.target.form.dataset.typed = "";
});
