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
  name: string;
  value: string;
  raw: string;
  offer: string;
  checked: boolean;
  doubtful: boolean;
  at: BesideSpot | null;
}

interface BesideBlock {
  rows: (string | null)[][] | null;
  text: string;
}

interface BesideData {
  archive: string;
  cells: BesideCell[];
  blocks: BesideBlock[];
  pages: number;
  picture: { page: number; src: string; problem: string } | null;
  told: { n: string; code: string; message: string } | null;
  mayCorrect: boolean;
}

interface BesideSent {
  n: string;
  code: string;
  base: string;
  text: string;
}

interface BesideRow {
  item: HTMLElement;
  input: HTMLInputElement;
  seen: HTMLElement;
  offer: HTMLButtonElement;
  note: HTMLElement;
}
