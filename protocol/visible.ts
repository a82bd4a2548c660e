/** Invisible, reordering and control characters, which could make a proposal look like something else. */
const deceptive =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** Text with deceptive characters written out, e.g. `<U+202E>`; line feed and tab stay. */
export function showInvisible(text: string): string {
  return text.replace(
    deceptive,
    (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
