/** An error of the same form as the engine's: a code for programs, a message and an advice for people. */
export function readerError(code, message, advice, cause) {
  const error = new Error(message, { cause });
  return Object.assign(error, { name: "ArticleReaderError", code, advice });
}
