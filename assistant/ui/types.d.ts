// What the framework hands to the scripts of the pages, and what they keep on the page. Read by the type check alone.

interface Component<Data> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
  setTriggerValue(name: string, value: unknown): void;
}

/** How far the server has heard one browser's component. */
interface Acknowledged {
  client: string;
  seq: number;
}

interface Window {
  nianbaoAfresh?: boolean;
  nianbaoClicks?: boolean;
  nianbaoInputMethod?: boolean;
  nianbaoTouch?: boolean;
  nianbaoForms?: Map<string, Form>;
  nianbaoWords?: MutationObserver;
}
