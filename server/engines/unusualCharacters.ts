// C0 and C1 controls except tab and line ends; bidirectional marks, embeddings, overrides and isolates;
// zero-width and other invisible format characters; the byte-order mark.
const unusual =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Control, bidirectional and invisible characters in a text, each once, as `U+202E`. */
export function findUnusualCharacters(text: string): readonly string[] {
  const found = text.match(unusual);
  if (!found) return [];
  return [...new Set(found)].map((character) => {
    const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `U+${hex}`;
  });
}
