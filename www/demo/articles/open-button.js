/** The one button on each demo article that opens the page it stands on in the reader. */

import { openReader } from "../reader.js";

document.querySelector("#open-reader").addEventListener("click", () => openReader(document, location.href));
