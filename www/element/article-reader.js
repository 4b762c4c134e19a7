import { loadEngine } from "./engine.js";
import { loadMessages, translate } from "./messages.js";
import { openOverlay, styleSheet } from "./overlay.js";
import { isLive, pageUrl, readSource } from "./source.js";
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
  static observedAttributes = ["src", "url", "lang"];
  /** Loads the engine, told whether it is for live documents alone. Replace it to load another build, or from another place. */
  static engine = loadEngine;

  #root = this.attachShadow({ mode: "open" });
  #source;
  #address; // That open() was given; as an attribute it would change the page.
  #place;
  #leave; // Takes the overlay away, while there is one.
  #view;
  #article;
  #turn = 0; // Counts what was begun, so that what comes late is not shown.

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
    return this.#leave !== undefined;
  }

  /**
   * Loads what `open(source)` will need, so that it is there when it is asked for: call it when the pointer or the
   * focus reaches the button. It never fails; what did not load is loaded again by `open()`.
   */
  async prepare(source = this.#source) {
    const given = source ?? (this.src ? undefined : document);
    await Promise.allSettled([ArticleReader.engine(isLive(given)), this.#messages()]);
  }

  /** Shows an article over the page; without any source, the page's own. Resolves when it is there, or has failed. */
  open(source = this.#source, { url } = {}) {
    this.#source = source ?? (this.src ? undefined : document);
    this.#address = url;
    if (!this.isOpen) {
      this.#clear();
      const overlay = openOverlay(this.#root, () => this.#view?.back() ?? false, () => this.close());
      this.#place = overlay.place;
      this.#leave = overlay.leave;
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
    this.#leave ? this.#leave() : place?.remove();
    this.#place = this.#leave = undefined;
    return Boolean(place);
  }

  async #render() {
    const turn = ++this.#turn;
    this.#drop();
    this.#place ??= this.#root.appendChild(document.createElement("div"));
    const place = this.#place;
    const loading = this.#messages();
    const arrived = showWaiting(place, loading);
    try {
      const [engine, [input, options], messages] = await Promise.all([ArticleReader.engine(isLive(this.#source)), this.#read(), loading, painted()]);
      if (turn !== this.#turn) return;
      place.replaceChildren(); // Before the view, which scrolls to where one was.
      if (this.isOpen) place.ariaLabel = translate(messages, "Reader view");
      this.#view = new engine.ReaderView(place, input, options, () => this.close(), messages);
      this.#article = this.#view.article;
      this.#announce("article-ready", this.#article);
    } catch (error) {
      if (turn !== this.#turn) return;
      showError(place, error, await loading, () => this.close(), () => this.#render());
      this.#announce("article-error", error);
    } finally {
      arrived();
    }
  }

  /** In the element's `lang`, else in what the browser prefers. */
  #messages() {
    return loadMessages(this.lang ? [this.lang] : navigator.languages);
  }

  #read() {
    return readSource(this.#source ?? (() => pageUrl(this.src)), this.#address ?? (this.url || undefined));
  }

  #announce(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
