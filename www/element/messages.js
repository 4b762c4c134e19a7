/** The interface's texts: English ones stand where they are shown, others in a file a language, keyed by the English. */

const LANGUAGES = {
  ar: () => import("./messages/ar.js"),
  de: () => import("./messages/de.js"),
  es: () => import("./messages/es.js"),
  fr: () => import("./messages/fr.js"),
  ja: () => import("./messages/ja.js"),
  ko: () => import("./messages/ko.js"),
  zh: () => import("./messages/zh.js"),
};

/**
 * The texts in the first of these languages (BCP 47) that there are any in; English where there are none, or they
 * cannot be loaded.
 * @param {readonly string[]} wanted
 * @returns {Promise<Record<string, string>>}
 */
export async function loadMessages(wanted) {
  for (const language of wanted) {
    const code = language.toLowerCase().split("-")[0];
    if (code === "en") break;
    if (Object.hasOwn(LANGUAGES, code)) return LANGUAGES[code]().then((module) => module.default, () => ({}));
  }
  return {};
}

/** @param {Record<string, string>} messages */
export function translate(messages, english) {
  return messages[english] ?? english;
}
