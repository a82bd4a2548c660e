import assert from 'node:assert/strict';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { speakLanguageOf } from '../../../server/language.ts';
import { checkAnswer } from '../../../server/verify/answers/checkAnswer.ts';
import { namesCheck } from '../../../server/verify/code/checks.ts';
import { codeTools } from '../../../server/verify/code/tools.ts';
import { arithmeticCheck, equivalenceCheck } from '../../../server/verify/logic/checks.ts';
import { logicTools } from '../../../server/verify/logic/tools.ts';
import { repositoryRoot } from '../../support/rawLspClient.ts';

const signal = new AbortController().signal;

function edit(domain: string, documentText: string, newText: string) {
  const range = { start: 0, end: documentText.length };
  return { domain, languageId: 'typescript', documentText, range, newText };
}

describe('what exact tools say in German', () => {
  before(() => {
    const bundle = path.join(repositoryRoot, 'l10n/bundle.l10n.de.json');
    assert.equal(speakLanguageOf(bundle), undefined);
  });

  after(() => l10n.config({ contents: {} }));

  it('is why code should be repaired', async () => {
    const text = 'function averageOf(xs: number[]) {\n  return sum(xs) * xs.length;\n}\n';
    const range = { start: 0, end: text.length };
    const report = await codeTools['code/repairs'](
      { languageId: 'typescript', text, range },
      signal,
    );
    const [best] = report.functions[0]?.candidates.toSorted((a, b) => b.prior - a.prior) ?? [];
    assert.equal(best?.why, 'Ein Durchschnitt teilt durch die Anzahl.');
  });

  it('is how conditions compare, with what that rests on', async () => {
    const detailOf = async (before: string, after: string): Promise<string> =>
      (await equivalenceCheck(edit('logic', before, after))).detail;
    assert.equal(
      await detailOf('if (!(a < b)) f();', 'if (a >= b) f();'),
      'Gleich, falls nichts in `a < b`, `a >= b` NaN, Text oder eine Menge ist: Wahrheitstafel über 1 Operanden, 3 Zeilen.',
    );
    assert.equal(
      await detailOf('if (isOpen && isFree) f();', 'if (isOpen || isFree) f();'),
      'Nicht dieselbe Bedingung: sie unterscheiden sich, wenn `isOpen` wahr ist und `isFree` falsch ist.',
    );
  });

  it('is what a condition was read as, whose words decide nothing', async () => {
    const text =
      'function mayEdit(isAdmin: boolean, isBanned: boolean) {\n  // admin and not banned\n  if () f();\n}\n';
    const range = { start: 0, end: text.length };
    const params = { languageId: 'typescript', text, range };
    const { conditions } = await logicTools['logic/comments'](params, signal);
    assert.equal(conditions[0]?.text, 'isAdmin && !isBanned');
    assert.equal(conditions[0].reading, 'isAdmin und nicht isBanned');
  });

  it('is whether sums, names and syntax are right', async () => {
    const sum = await arithmeticCheck(edit('logic', '2 + 3', '6'));
    assert.equal(sum.detail, '`2 + 3` ist 5, nicht `6`.');
    const names = await namesCheck(edit('code', 'f(a)', 'f(b)'));
    assert.equal(names.detail, 'Die Änderung führt den Namen „b“ ein.');
    const params = { answerKind: 'code', languageId: 'python', text: 'def f(:' } as const;
    const [syntax] = await checkAnswer(params);
    assert.equal(syntax?.detail, 'Es hat einen Syntaxfehler.');
  });
});
