// What was typed goes out before the press that leaves the field: the framework sends a text a moment after its field
// is left, a press at once, and a text that comes second takes the page it was typed on back again.
(() => {
  if (window.nianbaoClicks) return;
  window.nianbaoClicks = true;
  const ENOUGH_MS = 150;
  let left = -ENOUGH_MS;
  let passing = false;
  /** @param {EventTarget} node */
  const typedInto = (node) =>
    node instanceof HTMLTextAreaElement ||
    (node instanceof HTMLInputElement && !["button", "checkbox", "file", "radio", "range", "submit"].includes(node.type));
  /** @param {HTMLElement} node @returns {() => HTMLElement | undefined} */
  const keyed = (node) => {
    const holder = node.closest('[class*="st-key-"]');
    const name = [...(holder?.classList ?? [])].find((item) => item.startsWith("st-key-"));
    const at = holder ? [...holder.querySelectorAll(node.localName)].indexOf(node) : -1;
    return () => {
      if (node.isConnected || !name) return node;
      // No type in angle brackets may stand here: the framework drops a page's script in which it sees a tag begin.
      const again = document.querySelectorAll(`.${CSS.escape(name)} ${node.localName}`)[at];
      return again instanceof HTMLElement ? again : undefined;
    };
  };
  document.addEventListener(
    "focusout",
    (event) => {
      if (typedInto(event.composedPath()[0])) left = performance.now();
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const wait = left + ENOUGH_MS - performance.now();
      /** @type {HTMLElement | null} */
      const pressed = event.target instanceof Element ? event.target.closest("a[href], button") : null;
      if (passing || wait <= 0 || !pressed || !event.isTrusted) return;
      // These took the press when the pointer was lifted: pressed once more they would be as before.
      if (pressed.hasAttribute("data-react-aria-pressable")) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const found = keyed(pressed);
      setTimeout(() => {
        passing = true;
        found()?.click();
        passing = false;
      }, wait);
    },
    true,
  );
})();
