import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogicForm } from '../../../../protocol/checker.ts';
import { sitesIn } from '../../../support/logicSites.ts';
import { evaluatePython, truthy, type PythonValue } from '../../../support/pythonConditions.ts';
import {
  asPython,
  asScript,
  conditionNames,
  conditions,
  numberNames,
} from '../../../support/randomCondition.ts';

type Values = Readonly<Record<string, unknown>>;

const runs = {
  numRuns: Number(process.env['EIDOLON_PROPERTY_RUNS'] ?? 50),
  seed: Number(process.env['EIDOLON_PROPERTY_SEED'] ?? 20261123),
};
const timeoutMs = 3000 * runs.numRuns;
const anyValue: readonly unknown[] = [true, false, 0, 'text', null];
const anyNumber: readonly unknown[] = [-1, 0, 0.5, 1, 2, 3, 3.5, Number.NaN, '2', undefined];
const plainNumber = anyNumber.slice(0, 7);

/** Some dozens of assignments: every pair of values of neighbouring names turns up. */
function* assignments(names: readonly unknown[], numbers: readonly unknown[]): Generator<Values> {
  for (const a of names) {
    for (const [index, b] of names.entries()) {
      for (const [step, x] of numbers.entries()) {
        const c = names[(index + step) % names.length];
        const y = numbers[(step * 3 + index) % numbers.length];
        yield { a, b, c, x, y };
        yield { a, b, c: names[(index + 2 * step + 1) % names.length], x, y: x };
      }
    }
  }
}

function runScript(source: string, values: Values): unknown {
  const names = [...conditionNames, ...numberNames];
  return new Function(...names, `return (${source});`)(...names.map((name) => values[name]));
}

/** The best and the other forms of the one condition in a document, each with the condition that it leaves. */
async function formsIn(
  languageId: string,
  before: string,
  condition: string,
  after: string,
): Promise<[LogicForm, string][]> {
  const text = before + condition + after;
  const sites = (await sitesIn(languageId, text)).filter((site) => site.kind === 'condition');
  const found: [LogicForm, string][] = [];
  for (const site of sites) {
    for (const form of site.forms) {
      const whole = text.slice(0, site.range.start) + form.text + text.slice(site.range.end);
      found.push([form, whole.slice(before.length, whole.length - after.length)]);
    }
  }
  return found;
}

describe('simplified conditions', () => {
  it('hold in exactly the same cases in a test, as JavaScript itself evaluates them', async function () {
    this.timeout(timeoutMs);
    await fc.assert(
      fc.asyncProperty(conditions(['===', '!==']), async (condition) => {
        const source = asScript(condition);
        for (const [form, result] of await formsIn('javascript', 'if (', source, ') {}')) {
          for (const values of assignments(
            anyValue,
            form.assumption === undefined ? anyNumber : plainNumber,
          )) {
            assert.equal(
              Boolean(runScript(result, values)),
              Boolean(runScript(source, values)),
              `${source} became ${result} (${form.assumption})`,
            );
          }
        }
      }),
      runs,
    );
  });

  it('give the same value where the value is used, or say what they assume', async function () {
    this.timeout(timeoutMs);
    await fc.assert(
      fc.asyncProperty(conditions(['===', '!==']), async (condition) => {
        const source = asScript(condition);
        for (const [form, result] of await formsIn('javascript', 'const r = ', source, ';')) {
          const truthOnly = form.assumption?.includes('truth') ?? false;
          const numbers = form.assumption?.includes('NaN') ?? false;
          for (const values of assignments(
            truthOnly ? [true, false] : anyValue,
            numbers ? plainNumber : anyNumber,
          )) {
            assert.ok(
              Object.is(runScript(result, values), runScript(source, values)),
              `${source} became ${result} (${form.assumption})`,
            );
          }
        }
      }),
      runs,
    );
  });

  it('hold in exactly the same cases in Python', async function () {
    this.timeout(timeoutMs);
    await fc.assert(
      fc.asyncProperty(conditions(['==', '!=']), fc.boolean(), async (condition, valued) => {
        const source = asPython(condition);
        const [before, after] = valued ? ['r = ', '\n'] : ['if ', ':\n    pass\n'];
        for (const [form, result] of await formsIn('python', before, source, after)) {
          const truthOnly = form.assumption?.includes('truth') ?? false;
          for (const values of assignments(truthOnly ? [true, false] : anyValue, plainNumber)) {
            const names = values as Readonly<Record<string, PythonValue>>;
            const [was, is] = [evaluatePython(source, names), evaluatePython(result, names)];
            assert.equal(
              valued ? is : truthy(is),
              valued ? was : truthy(was),
              `${source} became ${result} (${form.assumption})`,
            );
          }
        }
      }),
      runs,
    );
  });

  it('are never longer than what was written, and are not simplified further', async function () {
    this.timeout(timeoutMs);
    await fc.assert(
      fc.asyncProperty(conditions(['===', '!==']), async (condition) => {
        const source = asScript(condition);
        const [best] = await formsIn('javascript', 'if (', source, ') {}');
        if (!best) return;
        assert.ok(best[1].length <= source.length, `${source} grew to ${best[1]}`);
        const [again] = await formsIn('javascript', 'if (', best[1], ') {}');
        assert.equal(again?.[1], undefined, `${source} became ${best[1]}, then ${again?.[1]}`);
      }),
      runs,
    );
  });
});
