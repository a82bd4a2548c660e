import assert from 'node:assert/strict';
import type { ProseCorrection } from '../../protocol/checker.ts';
import type { Draft } from '../../server/core/experts/expert.ts';
import { proseExpert } from '../../server/core/experts/prose.ts';
import type { Member } from '../../server/core/member.ts';
import { detectLanguage } from '../../server/verify/prose/language.ts';
import { proseSegments } from '../../server/verify/prose/segments.ts';
import { exactTools } from '../support/exactTools.ts';
import { createFakeMember } from '../support/fakeMember.ts';
import { appliedDrafts } from '../support/appliedDrafts.ts';

const signal = new AbortController().signal;

/** Suggestions of the scripted tools: the wrong word, the right one, and how sure they are. */
type Suggestion = readonly [wrong: string, right: string, prior: number];

/** Real segments and languages, scripted corrections. */
function toolsWith(suggestions: readonly Suggestion[]) {
  return exactTools({
    'prose/segments': async (params) => proseSegments(params),
    'prose/language': async ({ text }) => detectLanguage(text),
    'prose/corrections': async ({ text, masked = [] }) => ({
      corrections: suggestions.flatMap(([wrong, right, prior]): ProseCorrection[] => {
        const isMasked = (at: number): boolean =>
          masked.some((span) => at >= span.start && at < span.end);
        const start = [...text.matchAll(new RegExp(wrong, 'gu'))].find(
          (match) => !isMasked(match.index),
        )?.index;
        if (start === undefined) return [];
        const range = { start, end: start + wrong.length };
        return [
          { range, replacements: [right], kind: 'spelling', message: '', by: 'tool:words', prior },
        ];
      }),
    }),
  });
}

interface Refined {
  readonly text: string;
  readonly drafts: readonly Draft[];
  readonly note?: string;
}

async function refine(
  text: string,
  suggestions: readonly Suggestion[],
  options: {
    readonly member?: Member;
    readonly instruction?: string;
    readonly languageId?: string;
  } = {},
): Promise<Refined | string> {
  const { member, instruction, languageId = 'plaintext' } = options;
  const input = {
    documentText: text,
    languageId,
    range: { start: 0, end: text.length },
    ...(instruction === undefined ? {} : { instruction }),
  };
  const outcome = await proseExpert.draft(
    input,
    { tools: toolsWith(suggestions), ...(member ? { member } : {}) },
    signal,
  );
  if (outcome.kind === 'declined') return outcome.reason;
  const drafts = [...outcome.drafts].sort((a, b) => b.range.start - a.range.start);
  return {
    text: appliedDrafts(text, drafts),
    drafts,
    ...(outcome.note === undefined ? {} : { note: outcome.note }),
  };
}

async function refinedText(...args: Parameters<typeof refine>): Promise<string> {
  const result = await refine(...args);
  return typeof result === 'string' ? `declined: ${result}` : result.text;
}

/** Prefers the texts that hold none of the words given. */
function memberThatDislikes(
  words: readonly string[],
  text?: string,
): ReturnType<typeof createFakeMember> {
  return createFakeMember('nano:prose', {
    text: (request) => text ?? (request.messages[0]?.content ?? '').replace(/^fix: /u, ''),
    score: (request) =>
      request.texts.map(
        (candidate) => -10 * words.filter((word) => candidate.includes(word)).length,
      ),
  });
}

describe('prose expert', () => {
  it('applies what the tools are sure of when no model is at hand', async () => {
    assert.equal(
      await refinedText('I recieved teh file here.', [
        ['recieved', 'received', 0.95],
        ['teh', 'the', 0.9],
        ['here', 'hear', 0.5],
      ]),
      'I received the file here.',
    );
  });

  it('makes one draft per sentence and says what it did', async () => {
    const result = await refine('The frist one is here. The secnd one is there. All is well now.', [
      ['frist', 'first', 0.9],
      ['secnd', 'second', 0.9],
    ]);
    assert.ok(typeof result !== 'string');
    assert.equal(result.drafts.length, 2);
    assert.match(result.drafts[1]?.summary ?? '', /frist → first/u);
    assert.equal(result.drafts[1]?.proposedBy, 'tool:words');
  });

  it('says that it found nothing', async () => {
    const result = await refine('All is well with this sentence.', []);
    assert.deepEqual(result, {
      text: 'All is well with this sentence.',
      drafts: [],
      note: 'No errors found.',
    });
  });

  it('lets the model carry a doubtful suggestion, and only where it prefers the result', async () => {
    const suggestions: readonly Suggestion[] = [['form', 'from', 0.7]];
    const text = 'We load it form the disk today.';
    assert.equal(await refinedText(text, suggestions), text);
    assert.equal(
      await refinedText(text, suggestions, { member: memberThatDislikes([' form ']) }),
      'We load it from the disk today.',
    );
    assert.equal(
      await refinedText(text, suggestions, { member: memberThatDislikes([' from ']) }),
      text,
    );
  });

  it('falls back to the tools when the model fails', async () => {
    const member = createFakeMember('nano:prose', {
      failure: { kind: 'workerCrashed', message: 'gone' },
    });
    assert.equal(
      await refinedText('This is teh end of it.', [['teh', 'the', 0.95]], { member }),
      'This is the end of it.',
    );
  });

  it('moves a word in one edit, which neither half of it would be worth', async () => {
    const member = memberThatDislikes(
      ['is it?', 'time it?', 'is it is'],
      'Could you tell me what time it is?',
    );
    assert.equal(
      await refinedText('Could you tell me what time is it?', [], { member }),
      'Could you tell me what time it is?',
    );
  });

  it('leaves a word that the document uses elsewhere, unless the model is far surer', async () => {
    const member = createFakeMember('nano:prose', {
      text: ({ messages }) =>
        (messages[0]?.content ?? '').replace(/^fix: /u, '').replace('tide heights', 'tied heights'),
      score: ({ texts }) => texts.map((text) => (text.includes('tide heights') ? -7 : 0)),
    });
    const sentence = 'It reads a list of tide heights.';
    const corrected = 'It reads a list of tied heights.';
    assert.equal(await refinedText(sentence, [], { member }), corrected);
    const document = `# Tides of the year\n\n${sentence}`;
    assert.equal(await refinedText(document, [], { member }), document);
    const both = `The tied ropes and tides.\n\n${sentence}`;
    assert.equal(
      await refinedText(both, [], { member }),
      `The tied ropes and tides.\n\n${corrected}`,
    );
  });

  it('believes a weaker suggestion where another mistake is sure', async () => {
    const doubtful: Suggestion = ['form', 'from', 0.85];
    const sure: Suggestion = ['teh', 'the', 0.95];
    const member = memberThatDislikes(['teh']);
    const text = 'We load it form a disk today.';
    assert.equal(await refinedText(text, [doubtful], { member }), text);
    assert.equal(
      await refinedText('We load teh file form a disk.', [sure, doubtful], { member }),
      'We load the file from a disk.',
    );
  });

  it('never lets a model rewrite names, numbers or long stretches', async () => {
    const text = 'Anna sent 12 files to the team yesterday evening.';
    for (const rewriting of [
      'Hanna sent 13 files to the team yesterday evening.',
      'The files were sent by Anna.',
      '',
    ]) {
      assert.equal(
        await refinedText(text, [], { member: memberThatDislikes(['Anna', '12'], rewriting) }),
        text,
      );
    }
  });

  it('keeps CRLF, comment markers and masked spans byte for byte', async () => {
    const text =
      '// If it is undefined we take teh\r\n// value of `teh.recieve()` from teh list.\r\n';
    const result = await refinedText(text, [['teh', 'the', 0.95]], { languageId: 'typescript' });
    assert.equal(
      result.replaceAll('`teh.recieve()`', ''),
      '// If it is undefined we take the\r\n// value of  from the list.\r\n',
    );
    assert.ok(result.includes('`teh.recieve()`'));
  });

  it('shows the model one line, without the markers', async () => {
    const member = memberThatDislikes([]);
    await refine('// If it is undefined we take\n// teh value.', [['teh', 'the', 0.95]], {
      languageId: 'typescript',
      member,
    });
    assert.ok(
      JSON.stringify(member.requests).includes('fix: If it is undefined we take teh value.'),
    );
  });

  it('counts in UTF-16', async () => {
    assert.equal(
      await refinedText('🙂 I saw teh 🙂 file there.', [['teh', 'the', 0.95]]),
      '🙂 I saw the 🙂 file there.',
    );
  });

  it('declines other languages and names them', async () => {
    const german = await refine('Der Server lauscht standardmäßig auf Port 8080.', [
      ['auf', 'of', 0.99],
    ]);
    assert.ok(
      typeof german === 'string' && /English only.*German.*Eidolon: Add Model/u.test(german),
    );
  });

  it('declines instructions that ask for more than correction', async () => {
    for (const instruction of [
      'translate this',
      'make it shorter',
      'more formal please',
      'rewrite in a friendly tone',
    ]) {
      const result = await refine('All is well with this sentence.', [], { instruction });
      assert.ok(typeof result === 'string' && /does not rewrite/u.test(result), instruction);
    }
    for (const instruction of ['fix the grammar', 'proofread', 'correct spelling', '']) {
      assert.equal(
        await refinedText('This is teh end of it.', [['teh', 'the', 0.95]], { instruction }),
        'This is the end of it.',
      );
    }
  });

  it('rejects with the signal’s reason', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stopped'));
    const input = {
      documentText: 'This is teh end of it.',
      languageId: 'plaintext',
      range: { start: 0, end: 22 },
    };
    await assert.rejects(
      proseExpert.draft(input, { tools: toolsWith([]) }, controller.signal),
      /stopped/u,
    );
  });
});
