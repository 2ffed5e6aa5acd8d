// What scripts add to pages that work without them.

// A radio that opens a further question may not say "expanded": ARIA knows that word for other controls only, and the
// question that follows is announced anyway when it is reached.
const reveal = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  reveal.call(this, input);
  input.removeAttribute("aria-expanded");
};

initAll();

// A long page that was asked to be printed opens what is folded away, and folds it again afterwards.
const folded = new Set();
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) {
    details.open = true;
    folded.add(details);
  }
});
window.addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
  folded.clear();
});
