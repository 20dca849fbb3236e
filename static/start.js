// First in the body, before anything is drawn: tells the style sheets that scripts run. A file of its own, because the
// security policy allows no script inside a page.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
