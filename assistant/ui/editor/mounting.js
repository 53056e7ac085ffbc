// Mounting: one editor for each place on the page, told what the server says each time the page runs.

const editors = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = new Editor(parentElement);
    editors.set(parentElement, editor);
  }
  editor.hear(data, (payload) => setTriggerValue("event", payload));
  return () => {
    editor.close();
    editors.delete(parentElement);
  };
}
