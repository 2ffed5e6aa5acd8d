// Says, before anything is drawn, that scripts run here. A file of its own, because no page carries inline script.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
