// The connection is back, perhaps to a server that was started anew: it knows no part of this page that could be redrawn
// alone, and would pass over whatever is typed there. So the whole page is asked for first, by a button nobody sees.
(() => {
  if (window.nianbaoAfresh) return;
  window.nianbaoAfresh = true;
  const STATE = "data-test-connection-state";
  let wasGone = false;
  /** @param {number} times */
  const ask = (times) => {
    /** @type {HTMLButtonElement | null} */
    const button = document.querySelector(".st-key-afresh button");
    if (button && !button.disabled) button.click();
    else if (times) setTimeout(() => ask(times - 1), 100);
  };
  new MutationObserver(() => {
    const isThere = document.querySelector(`[${STATE}]`)?.getAttribute(STATE) === "CONNECTED";
    if (isThere && wasGone) ask(50);
    wasGone = !isThere;
  }).observe(document.body, { attributes: true, attributeFilter: [STATE], subtree: true });
})();
