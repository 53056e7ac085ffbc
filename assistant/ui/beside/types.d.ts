// What beside.py tells the part, and what it sends. Read by the type check alone.

interface BesideSpot {
  block: number;
  row: number | null;
  first: number;
  last: number;
  page: number;
  box: number[];
}

interface BesideCell {
  code: string;
  table: string;
  name: string;
  value: string;
  raw: string;
  offer: string;
  summed: boolean;
  checked: boolean;
  doubtful: boolean;
  at: BesideSpot | null;
}

interface BesideParagraph {
  text: string;
  at: [number, number | null][];
  places: { page: number; box: number[] }[];
}

interface BesideSection {
  id: string;
  name: string;
  remarks: string[];
  doubtful: boolean;
  checked: boolean;
  paragraphs: BesideParagraph[];
}

interface BesideBlock {
  rows: (string | null)[][] | null;
  text: string;
}

interface BesideData {
  archive: string;
  tables: { id: string; title: string }[];
  cells: BesideCell[];
  sections: BesideSection[];
  blocks: BesideBlock[];
  pages: number;
  picture: { page: number; src: string; problem: string } | null;
  told: { n: string; message: string } | null;
  mayCorrect: boolean;
}

/** A correction: of a cell, of a section's text (`code` is its id), or a paragraph moved out of it. */
interface BesideSent {
  n: string;
  what: "cell" | "section" | "move";
  code: string;
  base: string;
  text: string;
  paragraph?: number;
  target?: string;
}

interface BesideRow {
  item: HTMLElement;
  input: HTMLInputElement;
  seen: HTMLElement;
  offer: HTMLButtonElement;
  note: HTMLElement;
}

/** A section at the right; `base` is the text it was filled with, null before that. */
interface BesidePart {
  whole: HTMLElement;
  count: HTMLElement;
  remarks: HTMLElement;
  rows: HTMLElement;
  seen: HTMLElement;
  note: HTMLElement;
  anew: HTMLElement;
  base: string | null;
}
