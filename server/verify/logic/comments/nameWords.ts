/** `maxRetries`, `max_retries` and `MAX_RETRIES` have the words `max` and `retries`. */
export function wordsOfName(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}
