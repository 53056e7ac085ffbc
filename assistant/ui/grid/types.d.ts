// What the table's scripts hand to each other, and what picture.py and grid.py tell them. Read by the type check alone.

// ---- from the server

interface ReadingRules {
  folds: Record<string, string>;
  number: string;
  apart: string;
  aside: string;
  marked: string;
  blanks: string[];
  largest: number;
  limit: number;
  shown: number;
}

type Box =
  | { wide: number; tall: number; code: string }
  | { wide: number; tall: number; code?: undefined; text: string; scope: string };

type Operand = [sign: number, code: string, isLast: boolean, name: string];

interface Rule {
  code: string;
  place: string;
  placeName: string;
  severity: string;
  computes: string | null;
  basis: string;
  left: Operand[];
  right: Operand[];
}

interface Form {
  name: string;
  title: string;
  headerRows: number;
  widths: number[];
  layout: Box[][];
  rows: Record<string, { name: string; basis: string; note: string }>;
  columns: Record<string, { label: string; unit: string; decimal: boolean }>;
  cells: Record<string, { row: string; column: string; computed: boolean }>;
  rules: Rule[];
  reading: ReadingRules;
}

interface TableData {
  key: string;
  table: string;
  revision: number;
  readOnly: boolean;
  /** Why nothing is typed into the report, and into computed and locked cells of it; empty if it may be. */
  closed: { report: string; computed: string; locked: string };
  focus: string;
  ack: Acknowledged;
  edition: string;
  form: Form;
  values: Record<string, string>;
  unreadable: Record<string, string>;
  last: Record<string, string> | null;
  locked: string[];
  changed: string[];
  findings: { code: string; severity: string; where: string; message: string }[];
  refused: Record<string, [raw: string, reason: string]>;
  notes: Record<string, string>;
  cases: Record<string, [count: number, named: string]>;
}

/** The form comes with the first message only. */
type TableMessage = Omit<TableData, "form"> & { form: Form | null };

// ---- reading and arithmetic

interface Reading {
  state: "number" | "blank" | "unreadable";
  value: string | null;
  remark: string;
}

interface Typed {
  state: "number" | "blank" | "refused";
  value: string | null;
  reason: string;
  remark: string;
}

/** The text that counts in a cell, null for none. */
type Known = (code: string) => string | null;

/** `sum`: every operand known; `running`: some blank; `supplied`: the total as it came; `blank`: nothing known. */
interface Total {
  text: string;
  state: "sum" | "running" | "supplied" | "blank";
  value: bigint | null;
}

interface Broken {
  rule: Rule;
  message: string;
}

// ---- drawing

interface Place {
  y: number;
  x: number;
}

interface HeadSquare extends Place {
  head: string;
  code?: undefined;
  wide: number;
  tall: number;
  td: HTMLTableCellElement;
}

/** `r` and `c` count the rows of figures and the figures in them. */
interface CellSquare extends Place {
  head?: undefined;
  code: string;
  wide: number;
  tall: number;
  r: number;
  c: number;
  td: HTMLTableCellElement;
  input: HTMLInputElement;
  last: HTMLSpanElement;
}

type Square = HeadSquare | CellSquare;

/** `squares[y][x]`: what covers that square of the printed table. */
interface Drawing {
  table: HTMLTableElement;
  cells: Map<string, CellSquare>;
  rows: CellSquare[][];
  squares: Square[][];
  heads: HeadSquare[];
  /** null: printed twice */
  labels: Map<string, HeadSquare | null>;
  labelColumns: number;
  sideWidth: number;
  endWidth: number;
}

// ---- telling

interface Mark {
  rule: string;
  where: string;
  severity: string;
  message: string;
  basis?: string;
}

interface TableMarks {
  list: Mark[];
  cells: Map<string, Mark[]>;
  heads: Map<string, Mark>;
}

interface Parts {
  bar: HTMLElement;
  undo: HTMLButtonElement;
  redo: HTMLButtonElement;
  zero: HTMLButtonElement;
  lastYear: HTMLButtonElement;
  problems: HTMLButtonElement;
  blanks: HTMLElement;
  saving: HTMLElement;
  status: HTMLElement;
  said: HTMLElement;
  rules: HTMLElement;
}

// ---- changing and sending

/** What is to be sent; `value` is what `raw` was read as, null for blank. */
interface Sending {
  kind: "edit" | "unlock";
  code: string;
  raw: string;
  value: string | null;
  before: string;
}

type Sent = Sending & { seq: number };

/** What was put into cells at one time, and which of them could not take it. */
interface Act {
  changes: { code: string; before: string; after: string }[];
  refused: string[];
}

interface Outcome {
  taken: number;
  blank: number;
  refused: string[];
  remarks: string[];
}

interface Plan {
  edits: [code: string, raw: string][];
  skipped: number;
  outside: number;
  expected: [code: string, value: string | null][];
}

interface Landing {
  square: Square | undefined;
  text: string;
}

// ---- the parts of the table that stand in files of their own

interface Grid {
  // changing.js
  perform(edits: [code: string, raw: string][], seen?: string): Outcome;
  send(code: string, raw: string, value: string | null, seen?: string): void;
  step(from: Act[], onto: Act[], side: "before" | "after"): void;
  undo(): void;
  redo(): void;
  fillZero(): void;
  commit(): void;
  cancel(): void;
  // showing.js
  refreshSoon(): void;
  refresh(): void;
  textOf(code: string): string;
  show(cell: CellSquare, total: Total | undefined): void;
  // moving.js
  setActive(code: string): void;
  go(code: string): void;
  extend(code: string): void;
  begin(code: string, caret: boolean): void;
  startCaret(code: string): void;
  explainLocked(code: string): void;
  reveal(td: HTMLTableCellElement): void;
  jump(place: string): void;
  corners(): { top: number; bottom: number; left: number; right: number };
  selection(): CellSquare[];
  paintSelection(): void;
}
