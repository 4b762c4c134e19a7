/** An article and what its page says about it. All fields but `html` are plain text, never HTML. */
export interface Article {
  /** The article's own address: the canonical one where it is on the same site, else the one given. */
  url?: string;
  /** The headline, without the site's name. */
  title?: string;
  /** The standfirst: the sentence or two under the headline. */
  subtitle?: string;
  /** Who wrote it, in the page's order. */
  authors: Author[];
  /** ISO 8601, as precise as the page is, with an offset only where the page gives one. */
  published?: string;
  /** Like `published`. */
  modified?: string;
  /** The publication. */
  siteName?: string;
  /** The section or category. */
  section?: string;
  /** Keywords, as the page lists them. */
  tags?: string[];
  /** BCP 47. */
  language?: string;
  /** Of the body's text. */
  direction: "ltr" | "rtl";
  /** A short description. */
  excerpt?: string;
  /** The image that stands for the article. */
  leadImage?: LeadImage;
  /** Whether it can be read without paying, where the page says so. */
  isFree?: boolean;
  /** The body as sanitized HTML with absolute addresses, without the title. */
  html: string;
  /** The body as text, one block a line, without the title. */
  text: string;
  /** Words in `text`; in scripts without spaces two characters count as one. */
  wordCount: number;
  /** Minutes, rounded up, at the usual speed for the script. */
  readingTime: number;
  /** How likely this is the whole article and nothing else, 0 to 1. */
  confidence: number;
  /** For each metadata field, where its value came from. */
  sources: Record<string, string>;
  /** The limit at which reading stopped, if one did: the article may be incomplete. */
  truncated?: "depth" | "nodes" | "time";
  /** With the option `trace`: what was left out, and why. */
  trace?: Removal[];
}

/** A person or organization that signs the article. */
export interface Author {
  /** As printed, without "By", title or role. */
  name: string;
  /** Their page, absolute. */
  url?: string;
}

/** The image that stands for an article. */
export interface LeadImage {
  /** Absolute. */
  url: string;
  /** What it shows, for those who do not see it. */
  alt?: string;
  /** What stands under it. */
  caption?: string;
  /** CSS pixels, where the page says so. */
  width?: number;
  /** CSS pixels, where the page says so. */
  height?: number;
}

/** A piece that was left out, or a candidate that lost. */
export interface Removal {
  /** The step that did it. */
  step: string;
  reason: string;
  /** Its first words. */
  text: string;
}

/** How to extract. All of it may be left out; give `url` where it is known. */
export interface ExtractOptions {
  /** The address the page was loaded from: relative links are resolved against it. */
  url?: string;
  /** Today as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, for dates such as "2 hours ago". A snapshot of a live page says it itself. */
  today?: string;
  /** Explain each removal and each choice in `Article.trace`. */
  trace?: boolean;
  /** For bytes: the encoding that the server names in `Content-Type`. A byte order mark wins over it; without it the page's own declaration counts, then UTF-8. */
  charset?: string;
  /** Bounds on hostile input. */
  limits?: Limits;
}

/** Past `maxBytes` there is an error, past the others a partial article that says so in `truncated`. */
export interface Limits {
  /** Longest input, in bytes. Default 33,554,432. */
  maxBytes?: number;
  /** Most nodes. Default 1,000,000. */
  maxNodes?: number;
  /** Deepest nesting; deeper elements are unwrapped. Default 400. */
  maxDepth?: number;
  /** Longest time to parse in, in milliseconds. Default 5,000. */
  maxMillis?: number;
}

/** A live document written down by `snapshot()` of `article-reader/snapshot`: plain data, fit for messages. */
export interface Snapshot {
  version: 1;
  /** The document's address. */
  url: string;
  /** Its media type, such as `text/html`. */
  type: string;
  /** Of a live page, the day and time by the reader's clock, `YYYY-MM-DDTHH:MM`: `ExtractOptions.today` unless given. */
  today?: string;
  names: string;
  text: string;
  ops: number[] | Uint32Array;
}

/** What is thrown. */
export interface ArticleReaderError extends Error {
  name: "ArticleReaderError";
  code:
    | "empty-input" | "not-html" | "no-article" | "too-large" | "bad-url" | "bad-snapshot"
    | "bad-options" | "bad-input" | "unreachable" | "http-status" | "engine";
  /** What to do about it, a sentence. */
  advice: string;
}

/** Finds the article in the HTML of a page. Not in the build for live documents. Throws an `ArticleReaderError`. */
export function extract(input: string | Uint8Array, options?: ExtractOptions): Article;

/** Finds the article in a live document. Throws an `ArticleReaderError`. */
export function extractSnapshot(snapshot: Snapshot, options?: ExtractOptions): Article;

/** Whether a reader view is worth offering. Takes about two thirds of the time of extracting. */
export function isProbablyArticle(input: string | Uint8Array | Snapshot, options?: ExtractOptions): boolean;
