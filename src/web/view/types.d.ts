/** An article on show in an element, which should be the only child of a shadow root. */
export class ReaderView {
  /** Extracts the article and renders it at the end of `place`; `close` is called when its button is pressed; `messages` translates the interface from English. Throws an `ArticleReaderError`. */
  constructor(place: Element, input: string | Uint8Array | Snapshot, options: ExtractOptions | undefined, close: () => void, messages?: Record<string, string>);
  /** What was extracted. */
  readonly article: Article;
  /** Leaves a large image, a panel or the print preview; false where there was none to leave. */
  back(): boolean;
  /** Takes it away. */
  free(): void;
}
