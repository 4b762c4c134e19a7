import type { Article, ArticleReaderError, Snapshot } from "../pkg/article_reader.js";

export type { Article, ArticleReaderError, Author, ExtractOptions, LeadImage, Limits, Removal, Snapshot } from "../pkg/article_reader.js";

/** What the element can read: the HTML of a page, its bytes, a document or a snapshot of one, or a URL to fetch. */
export type Source = string | Uint8Array | Document | Snapshot | URL;

/** A function is called each time, "Try again" included. */
export type SourceOrFunction = Source | (() => Source | Promise<Source>);

/**
 * `<article-reader>`: shows the article of a page - in its own place when `src` or `source` is set, over the whole
 * page by `open()`. Register it with `import "article-reader/define"`, or under a name of your own.
 */
export class ArticleReader extends HTMLElement {
  /** Loads the engine; `live` says that it is for live documents alone. Replace it to load another build, or from another place. */
  static engine: (live?: boolean) => Promise<Pick<typeof import("../pkg/article_reader.js"), "ReaderView">>;
  /** What to read. `undefined` stands for the page at `src`. */
  source: SourceOrFunction | undefined;
  /** The address to fetch the page from, where there is no `source`. Mirrors the attribute. */
  src: string;
  /** The address that `source` was loaded from; relative links are resolved against it. Mirrors the attribute. */
  url: string;
  /** The language of the interface (BCP 47), of which there are ar, de, en, es, fr, ja, ko, zh; the browser's if empty. Mirrors the attribute. */
  lang: string;
  /** The article on show. */
  readonly article: Article | undefined;
  /** Whether it stands over the page. */
  readonly isOpen: boolean;
  /**
   * Loads what `open(source)` will need: call it when the pointer or the focus reaches the button that opens. Resolves
   * when it is there, or has failed, which `open()` will say if it fails again.
   */
  prepare(source?: SourceOrFunction): Promise<void>;
  /** Shows an article over the page; without any source, the page's own. Resolves when it is there, or has failed. */
  open(source?: SourceOrFunction, options?: { url?: string }): Promise<void>;
  /** Takes the article away; the page is as it was. */
  close(): void;

  addEventListener<K extends keyof ArticleReaderEvents>(type: K, listener: (this: ArticleReader, event: ArticleReaderEvents[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

export interface ArticleReaderEvents extends HTMLElementEventMap {
  "article-ready": CustomEvent<Article>;
  "article-error": CustomEvent<ArticleReaderError>;
  close: Event;
}

declare global {
  interface HTMLElementTagNameMap {
    "article-reader": ArticleReader;
  }
}
