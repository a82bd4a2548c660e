import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialState, reduce, type PanelState } from '../../../media/chat/state.ts';
import {
  suggestionsFor,
  typedReference,
  withoutReference,
} from '../../../media/chat/suggestions.ts';
import { problemsText, type Problem } from '../../../client/chat/problemsText.ts';

function written(text: string): PanelState {
  return reduce(initialState(undefined), { kind: 'type', text });
}

function names(state: PanelState, cursor = state.draft.text.length): readonly string[] {
  return suggestionsFor(state, cursor).map((each) =>
    each.kind === 'command'
      ? `/${each.command}`
      : each.kind === 'reference'
        ? `#${each.reference}`
        : each.file.name,
  );
}

describe('what the composer suggests', () => {
  it('is a command at the beginning of a message', () => {
    assert.deepEqual(names(written('/si')), ['/simplify']);
    assert.deepEqual(names(written('see /si')), []);
  });

  it('is something to attach after a #, as far as the editor has it', () => {
    assert.deepEqual(names(written('look at #')), ['#file', '#terminal']);
    const source = { uri: 'u', version: 1, name: 'n', lines: 1, characters: 1 };
    const sources = (['selection', 'problems'] as const).map((kind) => ({ kind, ...source }));
    const offered = reduce(written('#'), { kind: 'host', message: { kind: 'sources', sources } });
    assert.deepEqual(names(offered), ['#selection', '#file', '#problems', '#terminal']);
    assert.deepEqual(names(written('issue#12')), []);
    assert.deepEqual(names(written('a #fi b'), 5), ['#file']);
  });

  it('is a file whose name was looked for, and none of an earlier search', () => {
    const files = [{ uri: 'file:///a/notes.md', name: 'notes.md', path: 'a/notes.md' }];
    const found = (query: string, text: string): readonly string[] =>
      names(reduce(written(text), { kind: 'host', message: { kind: 'files', query, files } }));
    assert.deepEqual(found('note', 'see #note'), ['notes.md']);
    assert.deepEqual(found('note', 'see #file:note'), ['notes.md']);
    assert.deepEqual(found('no', 'see #note'), []);
  });

  it('takes exactly the # and its word out of the text', () => {
    const typed = typedReference('why #pro now', 8);
    assert.deepEqual(typed, { start: 4, end: 8, query: 'pro' });
    assert.equal(withoutReference('why #pro now', typed), 'why now');
    const words = fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 4 });
    fc.assert(
      fc.property(words, words, fc.stringMatching(/^[a-z./-]{0,6}$/), (before, after, query) => {
        const head = [...before, ''].join(' ');
        const text = `${head}#${query}${['', ...after].join(' ')}`;
        const found = typedReference(text, head.length + 1 + query.length);
        assert(found);
        assert.equal(withoutReference(text, found).trim(), [...before, ...after].join(' '));
      }),
    );
  });
});

describe('the list of problems', () => {
  const problem = (line: number, severity: Problem['severity'], message: string): Problem => ({
    ...{ line, severity, message, source: 'ts', code: '7' },
  });

  it('begins with the worst and tells line, words and who says so', () => {
    const text = problemsText([
      problem(9, 'warning', 'unused\n  name'),
      problem(4, 'error', 'no such name'),
      { ...problem(1, 'error', 'broken'), source: '', code: '' },
    ]);
    assert.equal(
      text,
      'line 2: error: broken\nline 5: error: no such name (ts 7)\nline 10: warning: unused name (ts 7)',
    );
  });

  it('counts those that are too many to read', () => {
    const many = Array.from({ length: 60 }, (_, line) => problem(line, 'hint', 'x'));
    const lines = problemsText(many).split('\n');
    assert.equal(lines.length, 51);
    assert.equal(lines.at(-1), 'and 10 more');
  });
});
