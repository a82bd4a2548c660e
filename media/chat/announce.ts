/** What a screen reader is told next of a growing text, and how much of it is told then. */
export interface Announcement {
  readonly say: string;
  readonly told: number;
}

/** Longer answers are announced in part; the whole can be read in place. */
const mostAtOnce = 600;

/**
 * The sentences that have become whole since `told` characters were announced. The live region would otherwise
 * repeat or break off words; the last, unfinished sentence is told when the text is `done`.
 */
export function nextAnnouncement(text: string, told: number, done: boolean): Announcement {
  const rest = text.slice(told);
  const ends = [...rest.matchAll(/[.!?。！？:](?=\s)|\n/g)];
  const last = ends.at(-1);
  const length = done ? rest.length : last === undefined ? 0 : last.index + last[0].length;
  const say = rest.slice(0, length).replace(/\s+/g, ' ').trim();
  return { say: say.slice(0, mostAtOnce), told: told + length };
}
