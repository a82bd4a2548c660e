/** Nouns for groups of people, which take a singular or a plural verb: "the team is", "the team are". */
export const collectives: ReadonlySet<string> = new Set(
  `government committee council band audience jury crowd board parliament club cabinet opposition press orchestra army public
couple team staff crew family group`.split(/\s+/u),
);
