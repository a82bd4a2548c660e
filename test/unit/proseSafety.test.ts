import assert from 'node:assert/strict';
import { isMovedPart, ownEditKind } from '../../server/core/experts/proseSafety.ts';

const form = { kind: 'text', capital: true, stop: true } as const;
const heading = { kind: 'text', capital: false, stop: false } as const;

/** The kind of an edit that is written `before[old>new]after`. */
function kindOf(marked: string, of: Parameters<typeof ownEditKind>[2] = form): string | undefined {
  const [, before = '', old = '', newText = '', after = ''] =
    /^(.*)\[(.*)>(.*)\](.*)$/su.exec(marked) ?? [];
  const range = { start: before.length, end: before.length + old.length };
  return ownEditKind({ text: before + old + after, masked: [] }, { range, newText }, of);
}

describe('edits that only a model proposes', () => {
  for (const [marked, kind] of [
    ['He [go>goes] home.', 'form'],
    ['We saw [>the ]house.', 'article'],
    ['It depends [of>on] you.', 'small'],
    ['I [recieve>receive] it.', 'slip'],
    ['We met on [monday>Monday].', 'case'],
    ['It is late[>.]', 'mark'],
    ['However[>,] it works.', 'comma'],
    ['He went [in to>into] town.', 'joint'],
    ['Every day she [sings>sang].', 'tense'],
    ['We have [saw>seen] it.', 'form'],
    ['[Theh>They] arrived.', 'slip'],
    ['Is this right[.>?]', 'mark'],
    ['I think that[ that>] we should go.', 'small'],
    ['It is[ is>] late.', 'small'],
    ['The teams [is>are] divided.', 'small'],
    ['[>I ]think so.', 'small'],
    ['The bus [stop>stopped] here.', 'tense'],
    ['We were [plan>planning] it.', 'form'],
    ['It opens [easy>easily].', 'form'],
    ['He was [drive>driven] home.', 'form'],
    ['They [made>did] the shopping.', 'word'],
    ['Send it [until>by] noon.', 'word'],
    ['The man [which>who] called.', 'small'],
    ['Avoid [to call>calling] it.', 'form'],
    ['We agreed [helping>to help] you.', 'form'],
    ['He is [more old>older] than me.', 'form'],
    ["[Who's>Whose] idea was it?", 'slip'],
  ] as const)
    it(`calls “${marked}” ${kind}`, () => {
      assert.equal(kindOf(marked), kind);
    });

  for (const marked of [
    '[Anna>Hanna] left.',
    'We met [Peter>Pieter].',
    'It has [12>13] parts.',
    'A [fast>quick] car.',
    'The [files were sent by Anna>Anna sent the files yesterday].',
    'One[>\n]two.',
    'He [bought>sold] it.',
    'He likes [the houses>house].',
    'He came [to buy>sold] it.',
    'She [had >]had enough.',
    'I know that[ that>] is not true.',
    'What it is[ is>] a mistake.',
    'The only thing he does[ does>] not help.',
    '[>I ]Hi Anna, I am here.',
    '[me>I] and Sara went home',
    '[me>my] and my brother are here',
    'We need to [lock>look] here.',
    'Stir the [sauce>source].',
    'The team [are>is] divided.',
    'The government [have>has] said so.',
  ])
    it(`never makes “${marked.replaceAll('\n', '⏎')}”`, () => {
      assert.equal(kindOf(marked), undefined);
    });

  it('leaves the form of a heading alone', () => {
    assert.equal(kindOf('[getting>Getting] started', heading), undefined);
    assert.equal(kindOf('Getting started[>.]', heading), undefined);
    assert.equal(kindOf('Is it ready[.>?]', heading), 'mark');
  });

  it('knows the two halves of a word that moves', () => {
    const text = 'what time is it';
    const working = { text, masked: [] };
    const gone = { range: { start: 10, end: 13 }, newText: '' };
    const come = { range: { start: 15, end: 15 }, newText: ' is' };
    assert.ok(isMovedPart(working, gone, [gone, come]));
    assert.ok(isMovedPart(working, come, [gone, come]));
    assert.ok(!isMovedPart(working, gone, [gone]));
  });
});
