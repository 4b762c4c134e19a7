import { loadEngine } from "./engine.js";
import { openOverlay, styleSheet } from "./overlay.js";
import { fetchPage } from "./page.js";
import { snapshot } from "./snapshot.js";
import { painted, showError, showWaiting } from "./states.js";

const STYLES = ":host{display:block}:host([hidden]){display:none}";

/**
 * `<article-reader>`: shows the article of a page - in its own place when `src` or `source` is set, over the whole
 * page by `open()`. Its looks and its logic are in the engine; this class is its life.
 *
 * @fires article-ready - detail: the Article
 * @fires article-error - detail: the ArticleReaderError
 * @fires close - by the button, by Escape or by close()
 */
export class ArticleReader extends HTMLElement {
  static observedAttributes = ["src", "url"];
  /** Loads the engine. Replace it to load another build, or from another place. */
  static engine = loadEngine;

  #root = this.attachShadow({ mode: "open" });
  #source;
  /** The address that open() was given; it does not become an attribute, which would change the page. */
  #address;
  #place;
  #view;
  #article;
  /** Counts what was begun, so that what comes late is not shown. */
  #turn = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styleSheet(STYLES)];
  }

  /** What to read: the HTML of a page, its bytes, a document or a snapshot of one, a URL, or a function that gets it. */
  get source() {
    return this.#source;
  }
  set source(value) {
    this.#source = value ?? undefined;
    this.#address = undefined;
    this.#schedule();
  }

  /** The address to fetch the page from, where there is no `source`. */
  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(value) {
    this.setAttribute("src", value);
  }

  /** The address that `source` was loaded from; relative links are resolved against it. */
  get url() {
    return this.getAttribute("url") ?? "";
  }
  set url(value) {
    this.setAttribute("url", value);
  }

  /** The article on show. */
  get article() {
    return this.#article;
  }

  /** Whether it stands over the page. */
  get isOpen() {
    return this.#place?.localName === "dialog";
  }

  /** Shows an article over the page; without any source, the page's own. Resolves when it is there, or has failed. */
  open(source = this.#source, { url } = {}) {
    this.#source = source ?? (this.src ? undefined : document);
    this.#address = url;
    if (!this.isOpen) {
      this.#clear();
      this.#place = openOverlay(this.#root, () => this.#view?.back() ?? false, () => this.close());
    }
    return this.#render();
  }

  /** Takes the article away; the page is as it was. */
  close() {
    if (this.#clear()) this.dispatchEvent(new Event("close"));
  }

  connectedCallback() {
    for (const name of ["source", "src", "url"]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name]; // Set before the class was there, it hides the accessor.
        this[name] = value;
      }
    }
    this.#schedule();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#clear()); // A move disconnects too.
  }

  attributeChangedCallback(_name, old, value) {
    if (old !== value) this.#schedule();
  }

  /** Several changes in a row are one. */
  #schedule() {
    const turn = ++this.#turn;
    queueMicrotask(() => {
      const wanted = this.#source !== undefined || this.src;
      if (turn === this.#turn && this.isConnected && wanted) this.#render();
    });
  }

  #drop() {
    this.#view?.free();
    this.#view = this.#article = undefined;
  }

  #clear() {
    this.#turn += 1;
    this.#drop();
    const place = this.#place;
    this.#place = undefined;
    place?.close?.();
    place?.remove();
    return Boolean(place);
  }

  async #render() {
    const turn = ++this.#turn;
    this.#drop();
    this.#place ??= this.#root.appendChild(document.createElement("div"));
    const place = this.#place;
    const arrived = showWaiting(place);
    try {
      const [engine, [input, options]] = await Promise.all([ArticleReader.engine(), this.#input(), painted()]);
      if (turn !== this.#turn) return;
      const waiting = place.firstChild;
      this.#view = new engine.ReaderView(place, input, options, () => this.close());
      waiting.remove();
      this.#article = this.#view.article;
      this.#announce("article-ready", this.#article);
    } catch (error) {
      if (turn !== this.#turn) return;
      showError(place, error, () => this.close(), () => this.#render());
      this.#announce("article-error", error);
    } finally {
      arrived();
    }
  }

  async #input() {
    const given = this.#source;
    const source = (typeof given === "function" ? await given() : given) ?? this.src;
    const url = this.#address ?? (this.url || undefined);
    if (source.nodeType === Node.DOCUMENT_NODE) return [snapshot(source), { url }];
    if (given !== undefined && !(source instanceof URL)) return [source, { url }];
    const page = await fetchPage(source);
    return [page.bytes, { url: url ?? page.url, charset: page.charset }];
  }

  #announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
