// What paper.py tells the paper, and what its parts are. Read by the type check alone.

interface PaperData {
  html: string;
  remarks: { place: string; quote: string }[];
  mayRemark: boolean;
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

interface Sheet {
  element: HTMLElement;
  view: HTMLElement;
  flow: HTMLElement;
}
