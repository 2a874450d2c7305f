// First thing in the body, before the first paint: tells the styles that scripts run, so that what scripts open can start closed.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
