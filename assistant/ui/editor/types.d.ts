// What the editor's scripts hand to each other, and what editor.py tells them. Read by the type check alone.

interface Span {
  start: number;
  end: number;
}

interface NumberSpan extends Span {
  status: string;
  explain: string;
}

interface EditorData {
  key: string;
  label: string;
  text: string;
  /** the text that `numbers` belong to */
  shown: string;
  ack: Acknowledged;
  numbers: [start: number, end: number, status: string, explain: string][];
  locked: string[];
  saved: string;
  placeholder: string;
  readOnly: boolean;
  focus: string;
}

/** What was typed, the stored text it started from, and the message it went out with. */
interface KeptText {
  text: string;
  base: string | null;
  client: string;
  seq: number;
}
