// An input method's Enter chooses a word; it sends no line, leaves no cell and saves no text. Browsers tell of it in
// three ways: while composing (isComposing), by the key code 229 alone (several Chinese methods), or not at all: Safari
// and some methods end the composition first, and the Enter that ended it follows at once like any other. Whoever
// listens on the page, the framework's fields and ours, is spared all three here; the letter itself is not touched.
(() => {
  if (window.nianbaoInputMethod) return;
  window.nianbaoInputMethod = true;
  const OF_INPUT_METHOD = 229;
  // The Enter that ended a composition comes within the same moment; nobody lets go of a key and presses it again in
  // less than about 100 ms, so that a person's own Enter is never taken for it.
  const AT_ONCE_MS = 60;
  let ended = -Infinity; // when a composition ended whose Enter has not been heard of
  let told = false; // whether the composition's own Enter has been
  let swallowed = false;
  document.addEventListener("compositionstart", () => (told = false), true);
  document.addEventListener("compositionend", (event) => (ended = told ? -Infinity : event.timeStamp), true);
  /** @param {KeyboardEvent} event */
  const chooses = (event) => {
    const composing = event.isComposing || event.keyCode === OF_INPUT_METHOD;
    if (composing) told ||= event.key === "Enter";
    const follows = event.key === "Enter" && event.timeStamp - ended < AT_ONCE_MS;
    ended = -Infinity; // one Enter ends a composition; the next is the person's
    return event.keyCode === OF_INPUT_METHOD || (composing && event.key === "Enter") || follows;
  };
  window.addEventListener(
    "keydown",
    (event) => {
      swallowed = chooses(event);
      if (!swallowed) return;
      event.stopImmediatePropagation();
      // What ended the composition has done its work: it makes no new line and sends no form.
      if (event.key === "Enter" && !event.isComposing && event.keyCode !== OF_INPUT_METHOD) event.preventDefault();
    },
    true,
  );
  window.addEventListener("keypress", (event) => swallowed && event.stopImmediatePropagation(), true);
})();
