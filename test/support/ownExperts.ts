/** A domain as a user would write it in the setting `eidolon.experts`. */
export const lawExpert = {
  description: 'Questions about contracts, tenancy, liability and other law',
  member: 'nano:general',
  examples: [
    'Is a verbal agreement about the rent binding on the landlord?',
    'How long is the notice period when a tenant ends a lease?',
    'Who is liable when a guest slips on the stairs of my building?',
    'Can my employer end the contract without a written warning?',
    'What does force majeure mean in a supply contract?',
    'Does the seller owe damages if the goods arrive broken?',
    'May the landlord keep the deposit for normal wear?',
    'Is a clause void when it rules out all liability?',
    'Which court hears a claim against a tenant?',
    'What must a will contain to be valid under the law?',
    'Can a contract be cancelled when the other party lied?',
    'How do I object to a notice of termination from my landlord?',
  ],
};
