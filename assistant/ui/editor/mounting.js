// Mounting: one editor for each place on the page, told what the server says each time the page runs.

/** @type {WeakMap<HTMLElement | ShadowRoot, Editor>} */
const editors = new WeakMap();

/** @param {Component<EditorData>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement, data);
    editors.set(parentElement, editor);
  }
  editor.hear(data, (payload) => setTriggerValue("event", payload));
  const shown = editor;
  return () => {
    shown.close();
    editors.delete(parentElement);
  };
}
