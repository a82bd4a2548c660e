import { createRandom } from './logistic.ts';
import type { LabelledRow } from './rows.ts';

interface Dice {
  readonly pick: <T>(list: readonly T[]) => T;
  readonly number: (from: number, to: number) => number;
}

const names =
  'Sara Tom Nadia Luis Wei Olga Ben Priya Hugo Emma Jamal Ines Karl Yuki Mona Peter Lena Omar'.split(
    ' ',
  );
const things =
  'stamps books pencils cookies stickers tickets eggs bottles flowers cards tomatoes shells balloons candles chairs'.split(
    ' ',
  );
const places = 'market school farm bakery garden library factory workshop stadium harbour'.split(
  ' ',
);
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const stories: readonly string[] = [
  '{A} has {n} {t} and buys {m} more at the {p}. {A} then gives a third of all {t} to {B}. How many {t} does {A} have left?',
  'The {p} sells {t} in boxes of {n}. {A} needs {m} {t} for a party and already owns {k}. How many boxes does {A} have to buy?',
  'On {d}, {A} read {n} pages. On the next day {A} read twice as many, and on the third day {k} fewer than on the second. How many pages is that in total?',
  '{A} earns ${n} an hour and works {k} hours a day, five days a week. After paying ${m} for rent every month, how much money is left in four weeks?',
  'A tank at the {p} holds {m} liters. It loses {k} liters every hour while a pump adds {n}. After how many hours is it full if it starts half full?',
  '{A} is {k} years older than {B}. In {n} years, {A} will be twice as old as {B} was {k} years ago. How old is {B} now?',
  'There are {m} people in the {p}. {k} percent of them are children and the number of women is twice the number of men. How many men are there?',
  'A rope of {n} feet is cut into pieces of {k} inches each. What is the greatest number of pieces {A} can get, and how much is left over?',
  'If {k} painters need {n} days to paint a house, how long would {m} painters need, working at the same rate?',
  '{A} and {B} share {m} {t} in the ratio 3:5. How many more {t} does {B} get than {A}?',
  '{A} drove for {k} hours at {n} mph, took a break of 30 minutes, and then drove back along the same road at {m} mph. What was the average speed of the whole trip?',
  'During a sale {A} bought {k} {t} at {n}% off. The normal price was ${m} each. How much did {A} pay, including a tax of 8%?',
  'In a class of {m} students, {n} play football, {k} play chess, and some play both. If nobody plays neither, how many play both?',
  'A new shop had {n} customers in its first week. In the second week it had three times as many, in the third week {k}% fewer than in the second. How many customers came in all?',
  "{A}'s dog eats {k} cups of food a day. A bag holds {m} cups and costs ${n}. What does the food for one year cost, rounded to the nearest dollar?",
  'Two trains leave the same station in opposite directions at {n} km/h and {m} km/h. After how many hours are they {k}00 km apart?',
  '{A} wants to put a fence around a garden that is {n} meters long and {k} meters wide. One meter of fence costs ${m}. Find the total cost.',
  'How many different committees of {k} people can be formed from {n} men and {m} women if at least one woman must be included?',
  'What is the volume, in cubic centimeters, of a box whose sides are {k}, {n} and {m} centimeters?',
  'Find the smallest positive integer that leaves remainder {k} when divided by {n} and remainder 1 when divided by {m}.',
  'What is the coefficient of $x^{k}$ in the expansion of $(x+{n})^{{m}}$?',
  'Let $f(x) = {k}x^2 - {n}x + {m}$. For which values of $x$ is $f(x) > 0$?',
  'Simplify $\\frac{{n}}{{m}} + \\sqrt{{k}}$ and write the answer with a rational denominator.',
  'In triangle $ABC$, $\\angle A = {n}^\\circ$ and $AB = AC$. The bisector of angle $B$ meets $AC$ at $D$. What is the measure of angle $BDC$ in degrees?',
];
/** Reasoning without figures: kinship, order in time and place, cause, evidence, chance, plans and riddles. */
const reasonings: readonly string[] = [
  '{A} is the only daughter of the sister of {B}. How is {B} related to {A}?',
  'A photograph hangs at the {p}. {A} says: this man is the son of my grandfather’s only child. Who is in the photograph?',
  'Of {A}, {B} and {C}, one is a baker, one a pilot and one a nurse. {A} has never flown. The nurse is the oldest, and {B} is younger than {A}. What does {C} do for a living?',
  'The {p} opens before the school but after the bakery. The library opens when the school does. Which opens first, and can you tell which one closes last?',
  'On the shelf the {t} stand between the books and the lamp, and the lamp is not at the end. Which thing is at the right end? Show how you know.',
  'If you face the back of the {p}, the door is on your left. On which side is it for somebody who comes out of the front?',
  'The street at the {p} is wet, but the roofs are dry. What may have happened? Name the most likely cause and what would rule it out.',
  'Every time the {p} is full, the lights flicker. Yesterday the lights flickered. May we conclude that it was full? Justify your answer.',
  'Since {A} began to sell {t} at the {p}, fewer people fall ill. Does that show that {t} keep people healthy? What else could explain it?',
  'A man walks into the {p}, says not a word, pays nothing and leaves with a bag of {t}, and nobody minds. How is that possible?',
  '{A} lives close to the {p} and goes there on foot, yet always comes home by taxi on a {d}. Find an explanation that fits all of the facts.',
  'Somebody left the {p} in the rain without a hat or an umbrella and did not get a single hair wet. Explain how.',
  'What belongs to {A}, though {B} and {C} use it far more often?',
  'The more of them you leave behind, the more of them you take. What are they?',
  'I get shorter the longer I stand and I die when the wind blows. What am I?',
  'You hear a statement: “If the shop sells {t}, it is open on a {d}.” You see that it is closed on a {d}. What can you say about the {t}?',
  'If {A} comes, {B} stays at home. If {B} stays at home, {C} is sad. {C} is not sad. Is {A} coming? Work it out step by step.',
  '{A} will only go to the {p} if {B} goes, and {B} will go unless {C} does. Everybody knows that {C} is ill. Who goes?',
  'Nobody who is patient shouts. {A} shouted at the {p}. {B} is never impatient. Which of the two may have thrown the {t}, if only impatient people throw things?',
  'Two of the three, {A}, {B} and {C}, always lie. {A} says: {B} would call me honest. What can be deduced?',
  'Is it more likely that a stranger who reads poetry and wears glasses works at the {p} or that they are a professor of poetry? Explain which information matters.',
  'A coin from the {p} has come up tails many times in a row. {A} says that heads must follow; {B} says that tails is on a run. Who is right, and what would you bet?',
  'Behind one of the curtains at the {p} is the prize. {A} has chosen one, and the host opens another that is empty. Should {A} change? Explain the odds without a formula.',
  'You meet one of the twins {A} and {B}. One of them lies in the morning and the other in the afternoon. You do not know the time. Which question tells you who it is?',
  'The fox, the goose and the corn must cross the river in a boat that carries only one of them besides {A}. What is the order of the crossings?',
  '{A} told {B} a secret, {B} told everyone who did not know it but {C}. {C} learned it on {d} at the {p}. From whom can {C} have it?',
  'At the {p} three witnesses disagree: one saw {A} leave before dark, one saw {B} arrive after {A}, one says that {B} was there all day. Which two statements cannot both be true?',
  'There are {t} in one bag and nothing in the other. The label of each bag is wrong about exactly one thing. Label one: “the other bag is empty.” Label two: “this bag is not empty.” Where are the {t}?',
  'Compare the two plans: {A} takes the slow train without a change, {B} the fast one and waits at the {p}. Under which conditions does {A} arrive first?',
  '{A} finished the book after {B} but had begun it earlier, and {C} read it between the two. Who read it for the longest time? Can it be decided?',
  'All of the guests but {A} shook hands with {B}; {C} shook hands with nobody who knows {B}. Did {C} meet {A}? What can be inferred?',
];
const puzzles: readonly string[] = [
  '{A}, {B} and {C} sit in a row. {A} does not sit next to {B}. {C} is to the left of {B}. Who sits in the middle?',
  'There are {k} boxes in a row, numbered from left to right. Each box holds something different: one holds {t}, one holds a lamp, one holds a clock, one is empty. Clues: 1. The lamp is directly left of the clock. 2. The empty box is not the first. Which box holds the {t}?',
  '{A}, {B} and {C} each own a different pet: a cat, a dog or a parrot. {A} is allergic to fur. The owner of the dog lives next to {C}. {B} does not own the cat. Who owns which animal?',
  'Either {A} or {B} broke the window. If {A} broke it, {C} is lying. {C} always tells the truth. Who broke the window?',
  'Consider the following statements: 1. Every one of the {t} is red. 2. Nothing red is heavy. Conclusion: none of the {t} is heavy. Is the conclusion valid? Explain your reasoning.',
  '{A} arrived before {B} but after {C}. {B} was not the last of the {k} guests. Can {C} have been the last one?',
  '{A} is looking at {B}, {B} is looking at {C}. {A} is married, {C} is not. Is a married person looking at an unmarried person? Yes, no, or cannot be determined?',
  'It was {d} three days before the day after tomorrow. What day is it today?',
  '{A} is facing north, turns right, walks {k} steps, turns around, walks {n} steps and turns left. Which way is {A} facing and how far from the start?',
  '{A} starts with a red ball, {B} with a blue ball and {C} with a green ball. First, {A} and {B} swap. Then {B} and {C} swap. Finally {A} and {C} swap. Which ball does {B} have at the end?',
  'Three switches control one lamp of the {p}. {A} may enter only once. How can {A} find out which switch is the right one?',
  'All {t} are heavier than cups. Some cups are heavier than plates. Which of the following must be true? (a) All {t} are heavier than plates (b) Some {t} are heavier than plates (c) No plate is heavier than any of the {t}',
  '{A} must finish five tasks between 9:00 and 12:00. Task P takes {k} minutes and must be before Q. R cannot be last. S takes twice as long as P. Give a schedule that satisfies all of the constraints, or show that there is none.',
  'A says that B is lying. B says that C is lying. C says that both A and B are lying. Which of them tell the truth?',
  "{A}'s mother has four children. Three of them are called {B}, {C} and {d}. What is the name of the fourth child?",
  'If some of the {t} are gifts and every gift is wrapped, does it follow that some {t} are wrapped?',
  'Suppose that no one who owns {t} works at the {p}. {A} works at the {p}. What can we conclude about {A}?',
  'If it is true that whoever goes to the {p} on a {d} meets {B}, and {A} did not meet {B}, what follows?',
  '{A} says that at least one of us lies. {B} says nothing. Who can be believed, and why?',
  'The clock in the {p} loses {k} minutes every hour. It was right at noon. What is the real time when it shows six in the evening?',
  'In a town where everyone tells the truth on a {d} and lies on all other days, {A} says: yesterday I lied. Which day is it?',
  'Three of the following four claims about the {p} are true. Find the false one. 1. It is older than the school. 2. The school is older than the {p}. 3. Both are older than the church. 4. The church is not the oldest.',
  'A word is written in a secret code where every letter is replaced by the one after it. What does the code for “{p}” look like?',
  'There are two doors. One leads to the {p}, one to a pit. One guard lies, the other does not. What single question would you ask, and why does it work?',
  'What is the least number of {t} you must take out of the dark drawer to be sure of a pair, if there are {k} colours?',
  'There was one winner. {A} said it was {B}, {B} said it was {C}, and {C} said that {B} lied. Only one of them was right. Who won?',
  'Would it be possible for {A} to be both the oldest and the shortest of the three, if the oldest is taller than {B} and {B} is taller than {C}? Explain.',
  'Who was the last to arrive, if {A} came before {B}, {C} came after {B}, and nobody came after {A} except {B} and {C}?',
  'What is wrong with this argument? All who like {t} like music. {A} likes music. So {A} likes {t}.',
  'You have {k} weights and a balance. What is the heaviest load that you can weigh exactly, and how?',
  'A game: there are {n} {t} on the table, and two players take one, two or three in turn. Who takes the last one wins. Which player can force a win, and how?',
  'There are four people in a room, and each of them has a different drink: tea, milk, juice or water. One had eaten an apple, one a pear, one a plum and one a fig. The person who drinks milk had the pear. {A} does not drink tea. Whoever had the fig sits on the right of {B}. In which seat is the person who drinks water?',
  'There are {k} people in the row. Each has a different hobby and drives a different car. The one with the van is to the left of the one who paints. The singer is in the first place. What is the place of the painter?',
  'A man had a choice between a sure gain of ${n} and a {k} percent chance of ${m}. Which choice has the higher expected value?',
  'What comes next in the row: one letter, three letters, six letters, ten letters, ...? Say how you know.',
  'Is it possible to cover a board of {k} by {k} squares, with two opposite corners removed, with dominoes? Why or why not?',
  'From what is said, decide if the conclusion follows, does not follow, or is uncertain. {A} is in the {p} whenever it rains. {A} is in the {p}. Conclusion: it rains.',
  'What do you get if you turn the shape by ninety degrees to the left, flip it, and turn it back? Describe where the corner that was at the top is now.',
  '{A}, {B} and {C} ran a race. There were no ties. {C} was not first. {A} was neither first nor last. In what order did they come in?',
  'How could it be that {A} was born before {B} but has had fewer birthdays? Give all explanations that are consistent with the calendar.',
];
const questions: readonly string[] = [
  'Who wrote the novel about {A} and the {p}?',
  'In which year did the {p} of Vienna open',
  'which band recorded the song about {t} in the seventies',
  'What is the capital of the country where {t} were invented?',
  'Which English king was crowned on a {d}?',
  'who plays {A} in the new series about a {p}',
  'What is the {p} in that famous painting called?',
  'Where do people usually keep {t}?',
  'what do you call someone who collects {t}',
  '{A} wanted to relax after the {p}, so where did {A} go?',
  'Why do people give {t} as presents?',
  'What would you feel if you lost your {t}?',
  'how long does it take to become a doctor',
  'What is {A} likely to do at a {p} on a {d}?',
  'Which river flows through Budapest?',
  'When was the first {p} built in Europe',
  'Tell me about the life of {A} of Alexandria',
  'which actress won an award for the film about the {p}',
  'types of {t} in the ancient world',
  'What is the most common use of {t} in a {p}?',
  'Who was president when the {p} burned down?',
  'the theme song of the show about a {p} is sung by',
  'If you want to buy {t}, where would you go?',
];
const writing: readonly string[] = [
  'Write a story in which {A} finds {n} {t} in the {p} and nobody believes it.',
  'Describe the {p} on a rainy {d} as {A} would see it.',
  'Write a letter from {A} to {B}, who moved away {n} years ago.',
  'Give {A} advice: {B} forgot the birthday party and is ashamed.',
  'Suggest {n} names for a {p} that sells {t}.',
  'Imagine you are {A}, the owner of a {p}. Greet me and stay in the role.',
  'Write {k} short slogans for {t}.',
  'Retell the tale of {A} and the {p} for small children, with a moral.',
  'Discuss whether {t} should be banned at the {p}. Give arguments for both sides.',
  'Edit this paragraph so that it reads better: {A} and {B} was at the {p} on {d}, they buyed {t}.',
  'Write a dialogue between {A} and {B} who meet at the {p} after {n} years.',
  'Compose a poem of {k} stanzas about {t}.',
  'Summarise the report on the {p} in {k} sentences for the newsletter.',
  'Rank these {k} descriptions of {t} by how convincing they are and say why.',
  'Identify the people and places in this text: {A} met {B} at the {p} in Prague on {d}.',
  'Is this review positive or negative? "The {p} was lovely but the {t} were stale."',
  'Write an announcement for the opening of a {p} on {d}.',
  'What are the pros and cons of moving next to a {p}?',
];
const programming: readonly string[] = [
  'Write a function to find the {k} largest elements of a list of {t}.',
  'Write a python function to check whether all {t} in the given tuple are different.',
  'Given an array of {n} integers, return the length of the longest run of equal values. Example: input [1,1,2], output 2.',
  'Given the head of a linked list of {t}, remove every {k}th node and return the head.',
  'Write a SQL query for a table {t}(id, name, price, sold_on): which of the {t} sold most often on a {d}?',
  'Why does my {p} app crash when two users save {t} at the same time? It is a Django project.',
  'Create a class {A}Account in Java with deposit and withdraw and throw an exception if the balance would be negative.',
  'Write a regular expression that matches dates such as {n}/{k}/2021.',
  'How do I configure the server so that uploads of {t} over {n} MB are rejected?',
  'Implement a queue for the {p} simulation with enqueue, dequeue and peek, all in O(1).',
  'What is the output of this program? x = {n}\nwhile x > {k}:\n    x -= 3\nprint(x)',
  'You are given a string s and an integer k = {k}. Return the longest substring with at most k distinct characters.',
  'Make a web page for a {p} with a table of {t} that can be sorted by clicking the header.',
  'Complete the following method so that it returns the total price of the {t}.',
  'Write a query to display every customer of the {p} who has never ordered any {t}.',
  'Write a function which takes two {t} counts and returns their greatest common divisor.',
  'Suggest a data structure to look up {t} by prefix and explain its memory use.',
  'I want to deploy my {p} website with docker compose, how do I keep the database between restarts?',
];
const everydayNouns =
  'apple river uncle borrow winter kite bench dance pour ladder tent circle number cube throw branch dice hat jump violin key fence square mirror paint row ride table dig count lake port smile card string tree class brush pack tool train'.split(
    ' ',
  );

const groups: readonly {
  readonly expert: string;
  readonly texts: readonly string[];
  readonly share: number;
}[] = [
  { expert: 'logic', texts: stories, share: 0.28 },
  { expert: 'logic', texts: puzzles, share: 0.34 },
  { expert: 'logic', texts: reasonings, share: 0.3 },
  { expert: 'prose', texts: questions, share: 0.14 },
  { expert: 'prose', texts: writing, share: 0.2 },
  { expert: 'code', texts: programming, share: 0.22 },
];

/** English exercises, questions and tasks from templates; `group` names the template. */
export function problemRows(count: number, seed: number): LabelledRow[] {
  const random = createRandom(seed);
  const dice: Dice = {
    pick: (list) => list[Math.floor(random() * list.length)] as (typeof list)[number],
    number: (from, to) => from + Math.floor(random() * (to - from)),
  };
  const rows: LabelledRow[] = [];
  for (const { expert, texts, share } of groups) {
    for (let made = 0; made < count * share; made += 1) {
      const template = dice.pick(texts);
      const second = random() < 0.2 ? ` ${fill(dice.pick(texts), dice)}` : '';
      rows.push({
        prompt: fill(template, dice) + second,
        expert,
        source: 'templates',
        language: 'en',
        group: `template ${template.slice(0, 40)}`,
      });
    }
  }
  for (let made = 0; made < count * 0.04; made += 1) rows.push(wordList(dice));
  return rows;
}

/** A bare list of words, as people paste it to get a sentence or a story made of them. */
function wordList(dice: Dice): LabelledRow {
  const prompt = Array.from({ length: dice.number(5, 30) }, () => dice.pick(everydayNouns)).join(
    ', ',
  );
  return { prompt, expert: 'prose', source: 'templates', language: 'en', group: 'template words' };
}

function fill(template: string, dice: Dice): string {
  const people = [...names].sort(() => dice.number(0, 2) - 0.5);
  const values: Readonly<Record<string, string>> = {
    A: people[0] ?? '',
    B: people[1] ?? '',
    C: people[2] ?? '',
    t: dice.pick(things),
    p: dice.pick(places),
    d: dice.pick(days),
    n: String(dice.number(12, 90)),
    m: String(dice.number(90, 600)),
    k: String(dice.number(2, 12)),
  };
  return template.replace(/\{([ABCtpdnmk])\}/gu, (_, key: string) => values[key] ?? '');
}
