// The component as the page knows it: called with every message from the server, it finds the table to hand it to.

/** @type {WeakMap<HTMLElement | ShadowRoot, Grid>} */
const grids = new WeakMap();
const forms = (window.nianbaoForms ??= new Map());

// The form is large and never changes: it comes with the first message, and is kept as long as the page is open.
/** @param {Component<TableMessage>} component @returns {TableData | null} */
function withForm({ data, setTriggerValue }) {
  const name = `${data.edition} ${data.table}`;
  if (data.form) forms.set(name, data.form);
  const form = forms.get(name);
  if (!form) setTriggerValue("event", { client: "", items: [] });
  return form ? { ...data, form } : null;
}

/** @param {Component<TableMessage>} component */
export default function mount(component) {
  const data = withForm(component);
  if (!data) return undefined;
  return show({ ...component, data });
}

/** @param {Component<TableData>} component */
function show(component) {
  const host = component.parentElement;
  let grid = grids.get(host);
  if (grid && (grid.data.key !== component.data.key || grid.data.table !== component.data.table)) {
    grid.close();
    grid = undefined;
  }
  if (!grid) {
    const root = /** @type {HTMLElement} */ (host.querySelector('[data-role="grid"]')); // the html of grid.py
    grid = new Grid(root, component.data);
    grids.set(host, grid);
  }
  grid.receive(component);
  // The cleanup of an overtaken call runs while the table still stands; only a table taken off the page is closed.
  return () =>
    setTimeout(() => {
      if (grid.root.isConnected) return;
      grid.close();
      grids.delete(host);
    });
}
