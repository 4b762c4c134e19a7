/** Makes `<article-reader>` known to the page. */
import { ArticleReader } from "./article-reader.js";

if (!customElements.get("article-reader")) customElements.define("article-reader", ArticleReader);
