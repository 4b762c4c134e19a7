/** Importing this module registers `<article-reader>`. */
import "./index.js";

export {};
