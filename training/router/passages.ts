import { createRandom } from './logistic.ts';
import type { LabelledRow } from './rows.ts';

const sentences: readonly string[] = [
  'The ferry left an hour late because the fog would not lift.',
  'My grandmother kept every letter in a tin box under the stairs.',
  'Critics called the exhibition brave, although few of them stayed until the end.',
  'The council voted against the new bridge after a long and bitter debate.',
  '"You promised you would call," she said, and turned away.',
  'Most of the villagers had never seen the sea.',
  'The treaty of that year moved the border two valleys to the east.',
  'Bees are able to recognise human faces, according to a study from Melbourne.',
  'He was born in Trieste and grew up speaking three languages.',
  'What surprised us most was the silence.',
  'The soup was cold, the bread was old, but the waiter was charming.',
  'In the spring of 1848 crowds filled the squares of almost every capital.',
  'No one knows for certain who painted the portrait.',
  'She opened the window and let the noise of the street come in.',
  'The band toured for eleven months and recorded only one song.',
  'Doctors recommend walking half an hour each day.',
  'The minister denied that there had been any agreement.',
  'I bought this vacuum cleaner two years ago and it still works like new.',
  'Why do some people remember their dreams and others never do?',
  'The film tells the story of two sisters who inherit a circus.',
  'Speaker 1: So how was the trip? Speaker 2: Long. I would rather not talk about it.',
  'Coffee came to Europe through the port of Venice.',
  'If you ask me, the second season was much weaker than the first.',
  'The tower was destroyed twice by fire and rebuilt each time a little higher.',
  'All of my friends were there, and none of them told me.',
  'Some of the farmers moved to the city, others stayed and planted olives.',
  'Then the lights went out and the whole room began to laugh.',
  'They argue that advertising to children should be banned completely.',
  'Volunteers collected four tons of plastic from the beaches on Sunday.',
  'His later poems are shorter, darker and, in my view, better.',
  'Each of the rooms is named after a bird.',
  'According to the report, one in three adults feels lonely at least once a week.',
  'Do you think we can still make it before the shop closes?',
  'The dog had waited at the station every evening for nine years.',
  'It is not the strongest team that wins the cup, but the one with the fewest injuries.',
  'Their new album, out on Friday, returns to the folk songs of their youth.',
];
const asksBefore: readonly string[] = [
  'Summarize the following passage in one paragraph.',
  'Read the text and answer the question below it.',
  'Decide whether the claim is supported by the evidence.',
  'Given the following dialogue, continue it with a helpful reply.',
  'Correct the mistakes in this transcript.',
  'Write a headline for this article.',
  'Which of the two responses is better? Explain your choice.',
  'Classify the mood of each of these statements.',
  'In this task you are given a story and a question. Answer with yes or no.',
  'Rewrite the review so that it sounds kinder.',
  'Who is speaking here, and how do they feel about each other?',
  'This question refers to the following information.',
  'Is there irony in the text? Point to the sentence.',
  'Translate the text into plain language for patients.',
  'Extract the names of people and places.',
  'Use these notes to write a travel article of 600 words.',
];
const asksAfter: readonly string[] = [
  'What is the main idea of this text?',
  'Question: who left first? Answer:',
  'Continue the story in the same voice.',
  'Do you agree with the author? Why or why not?',
  'What would you do in my place?',
  'tl;dr please',
  'Write a persuasive essay about this. What are some of the benefits and drawbacks? How does it affect society?',
  'Which title would fit best?',
  'Make it more vivid and add dialogue, at least 1000 words.',
  'Claim: the events took place in Europe. Is it supported, refuted, or is there not enough information?',
  'How would a ten year old tell this?',
  'Reply to this message as if you were my lawyer.',
];
const ramblings: readonly string[] = [
  'I have been working on this for three days now and I am about to give up.',
  'My boss wants it by tomorrow and I have never done this before.',
  'I am new to this so please explain it slowly.',
  'It used to work last week and I did not change anything, I swear.',
  'I looked at other answers but none of them helped.',
  'This is for a course at university, not homework that I hand in.',
  'Sorry for my bad english, it is not my first language.',
  'What I have tried so far did not change anything at all.',
  'A friend told me that there must be an easier way.',
  'I would like to really understand it and not only get the result.',
];

/** Long English texts with a request about them: reading, judging, rewriting. */
export function passageRows(count: number, seed: number): LabelledRow[] {
  const random = createRandom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return Array.from({ length: count }, (_, at) => {
    const passage = Array.from({ length: 2 + Math.floor(random() * 12) }, () =>
      pick(sentences),
    ).join(random() < 0.2 ? '\n' : ' ');
    const break_ = random() < 0.3 ? '\n\nText: ' : random() < 0.5 ? '\n\n' : ' ';
    const prompt =
      random() < 0.55
        ? `${pick(asksBefore)}${break_}${passage}`
        : `${passage}${break_}${pick(asksAfter)}`;
    return { prompt, expert: 'prose', source: 'templates', language: 'en', group: `passage ${at}` };
  });
}

/** The same requests with the chatter that people put around them, whatever they ask for. */
export function rambling(rows: readonly LabelledRow[], share: number, seed: number): LabelledRow[] {
  const random = createRandom(seed);
  const chatter = (): string =>
    Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => ramblings[Math.floor(random() * ramblings.length)] ?? '',
    ).join(' ');
  return rows.flatMap((row) => {
    if (random() >= share) return [];
    const prompt = random() < 0.5 ? `${chatter()} ${row.prompt}` : `${row.prompt}\n\n${chatter()}`;
    return [{ ...row, prompt }];
  });
}
