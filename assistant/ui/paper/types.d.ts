// What paper.py tells the paper, and what its parts are. Read by the type check alone.

interface PaperData {
  html: string;
  remarks: { place: string; quote: string }[];
  marks: { place: string; quote: string }[];
  mayRemark: boolean;
  mayMark: boolean;
  focus: string;
}

/** Sizes of a page in pixels; `inner` and `body`: of what is printed on it, `gap`: between two of these. */
interface PageSize {
  width: number;
  height: number;
  top: number;
  left: number;
  inner: number;
  body: number;
  gap: number;
}

/** What a finger touched: the sentence in a paragraph or cell, and where on the screen. */
interface Touched {
  part: Element;
  place: string;
  quote: string;
  box: DOMRect;
}

interface Sheet {
  element: HTMLElement;
  view: HTMLElement;
  flow: HTMLElement;
}
