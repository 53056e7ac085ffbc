// On a tablet and a telephone: how much of the screen its keyboard takes, so that what is typed into stays in sight, and
// the navigation out of the way until it is asked for.
(() => {
  if (window.nianbaoTouch) return;
  window.nianbaoTouch = true;
  const seen = window.visualViewport;
  // What is drawn together with two fingers is no keyboard.
  const tell = () => {
    const hidden = seen && seen.scale < 1.05 ? Math.max(0, innerHeight - seen.height - seen.offsetTop) : 0;
    document.documentElement.style.setProperty("--nb-keyboard", `${Math.round(hidden)}px`);
  };
  seen?.addEventListener("resize", tell);
  seen?.addEventListener("scroll", tell);
  // Narrower than this the framework closes it itself.
  if (!matchMedia("(pointer: coarse) and (min-width: 768px) and (max-width: 900px)").matches) return;
  /** @param {number} times */
  const close = (times) => {
    const open = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
    /** @type {HTMLElement | null | undefined} */
    const button = open?.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (button) button.click();
    else if (times) setTimeout(() => close(times - 1), 100);
  };
  close(50);
})();
