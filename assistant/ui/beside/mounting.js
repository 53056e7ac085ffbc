// One part a place on the page: what the server tells reaches the one that is there already.

/** @type {WeakMap<HTMLElement | ShadowRoot, Beside>} */
const besides = new WeakMap();

/** @param {Component<BesideData>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const shown = besides.get(parentElement) ?? new Beside(parentElement);
  besides.set(parentElement, shown);
  shown.hear(data, (name, payload) => setTriggerValue(name, payload));
  return () => {
    besides.delete(parentElement);
  };
}
