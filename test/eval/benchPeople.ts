/**
 * Harvests what people published, for `eidolon bench`: English sentences of READMEs and comments, and short functions, of
 * packages under permissive licences. A text is left out when it shares a word 8-gram with measurement data (`--exclude`,
 * SHA-256 prefixes) or with a training corpus (`--against`).
 * Usage: npx tsx test/eval/benchPeople.ts --out FILE.jsonl.gz [--exclude FILE] [--against FILE…] FOLDER=NAME@VERSION:LICENCE…
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: 'people.jsonl.gz' },
    exclude: { type: 'string' },
    against: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
});

interface Found {
  readonly key: string;
  readonly row: {
    readonly text?: string;
    readonly code?: string;
    readonly languageId?: string;
    readonly from: string;
  };
}

const [longestFunction, shortestFunction] = [22, 4];
/** Most sentences and functions of one package, so that none of them rules. */
const perPackage = { texts: 60, functions: 45 };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory())
      return /^(node_modules|tests?|__tests__|umd|esm|cdn|bin)$/u.test(entry.name)
        ? []
        : filesBelow(file);
    return /\.d\.[cm]?ts$|\.min\.|\.map$|\.umd\./u.test(entry.name) ? [] : [file];
  });
}

const plain = /^[A-Z][A-Za-z ,;'"()-]+\.$/u;

/** Openings of which a package has dozens, and packages that write telegrams. */
const monotonous =
  /^(?:Method|Function|Helper|Wrap a function|A function that checks|Recursive|Variadic|Compact|Mark|It uses)/u;
const telegraphic = /^(?:funcy|textdistance|mnemonist|inflection)@/u;

/** Pieces of sentences that their authors got wrong, found by reading all; a benchmark must not ask for them. */
const faults =
  /takes care of the rest|slower then|content\.|specifier how many|from character with|from padding|number based on|that you don't if|not have to necessary|calculate it's|if full|Les abrev|no diagonal|take in account|in account|there're|Another great|could be stand-alone|allows to convert|list of value\b|string as a|list of matches using|behavior support|will preserved|unit suitable|how long ago it was|are tomorrow|in form of|Try to get|And in finish|sequence are|convert it to|equals to|characters of between|lower case as|properties predicate|number within|assuming normal|undefined path|minimum boundary is still|very basic splitting|match object find|This type allows|built in functions|beginning of \(possibly|leftseq|same seed it|fs\b|in one argument|from character|Get the latin|helps facilitate|this is intentional|release adds|approach presented|example use case|single for|Create the name of|A port of|whether A is|The later|default to (?:dot|comma)|associated Press|needs the same number|column x row|the output will be prepended|Typically, if|type according to spec|This corrects/u;

/** Whole sentences of running text: no code, no names in capitals, 7 to 26 words. */
function sentencesIn(text: string): string[] {
  return text
    .replaceAll(/```[\s\S]*?```|^ {4}.*$|^\s*[|#>*+-].*$/gmu, '\n\n')
    .split(/\n\s*\n/u)
    .flatMap((paragraph) => paragraph.replaceAll(/\s+/gu, ' ').split(/(?<=\.)\s+(?=[A-Z])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => !monotonous.test(sentence) && !faults.test(sentence))
    .filter(
      (sentence) => plain.test(sentence) && !/\b[A-Z]{2,}|[a-z][A-Z]|\be\.g|\bi\.e/u.test(sentence),
    )
    .filter((sentence) => {
      const words = sentence.split(' ').length;
      return words >= 7 && words <= 26;
    });
}

function commentsOf(code: string, file: string): string {
  const blocks = file.endsWith('.py')
    ? [...code.matchAll(/"""([\s\S]*?)"""/gu)].map(([, text]) =>
        (text ?? '')
          .split('\n')
          .map((line) => line.trim())
          .join('\n'),
      )
    : [...code.matchAll(/\/\*\*([\s\S]*?)\*\//gu)].map(([, text]) =>
        (text ?? '').replaceAll(/^\s*\* ?/gmu, '').replace(/^@[\s\S]*/mu, ''),
      );
  return blocks.join('\n\n');
}

function scriptFunctions(code: string, file: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.body) found.push(node.getText(source));
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Top-level functions without their docstrings. */
function pythonFunctions(code: string): string[] {
  return [...code.matchAll(/^def \w+\([\s\S]*?(?=^(?![)\]])\S|(?![\s\S]))/gmu)].map(([text]) =>
    text.replace(/\n\s+(?:[rR]?"""[\s\S]*?"""|[rR]?'''[\s\S]*?''')(?=\n)/u, '').trimEnd(),
  );
}

function functionsOf(code: string, file: string): { code: string; languageId: string }[] {
  const extension = path.extname(file);
  const [list, languageId] =
    extension === '.py'
      ? [pythonFunctions(code), 'python']
      : extension === '.ts'
        ? [scriptFunctions(code, file), 'typescript']
        : [scriptFunctions(code, file), 'javascript'];
  return list
    .map((text) => text.replaceAll('\t', '  ').replace(/^export (?:default )?/u, ''))
    .filter((text) => {
      const lines = text.split('\n').length;
      return (
        lines >= shortestFunction &&
        lines <= longestFunction &&
        !/[^\x20-\x7e\n]|\/\*|\/\/|#/u.test(text)
      );
    })
    .map((text) => ({ code: text, languageId }));
}

function harvest(folder: string, from: string): Found[] {
  const found: Found[] = [];
  for (const file of filesBelow(folder).sort()) {
    const extension = path.extname(file);
    const text = ['.md', '.rst', '.py', '.ts', '.js', '.mjs'].includes(extension)
      ? readFileSync(file, 'utf8')
      : '';
    const prose =
      ['.md', '.rst'].includes(extension) || path.basename(file) === 'METADATA'
        ? text
        : commentsOf(text, file);
    if (!telegraphic.test(from))
      found.push(
        ...sentencesIn(prose).map((sentence) => ({ key: sentence, row: { text: sentence, from } })),
      );
    if (['.py', '.ts', '.js', '.mjs'].includes(extension))
      found.push(...functionsOf(text, file).map((fn) => ({ key: fn.code, row: { ...fn, from } })));
  }
  return found;
}

function grams(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  return words.slice(7).map((_, at) => words.slice(at, at + 8).join(' '));
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

function overlapTest(): (text: string) => boolean {
  const prefixes = new Set(
    values.exclude === undefined ? [] : readFileSync(values.exclude, 'utf8').split('\n'),
  );
  const length = [...prefixes][0]?.length ?? 0;
  const trained = new Set<string>();
  for (const file of values.against)
    for (const line of readFileSync(file, 'utf8').split('\n'))
      for (const gram of grams(line.startsWith('{') ? codeIn(line) : line)) trained.add(gram);
  return (text) =>
    grams(text).some(
      (gram) => trained.has(gram) || (length > 0 && prefixes.has(sha(gram).slice(0, length))),
    );
}

function codeIn(line: string): string {
  const { code, prompt, target } = JSON.parse(line) as {
    code?: string;
    prompt?: string;
    target?: string;
  };
  return code ?? `${prompt ?? ''} ${target ?? ''}`;
}

const overlaps = overlapTest();
const seen = new Set<string>();
const kept: Found['row'][] = [];
let overlapping = 0;
for (const argument of positionals) {
  const [folder = '', from = ''] = argument.split('=');
  const all = harvest(folder, from).filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    const bad = overlaps(key);
    if (bad) overlapping++;
    return !bad;
  });
  const byHash = all
    .sort((one, other) => (sha(one.key) < sha(other.key) ? -1 : 1))
    .map(({ row }) => row);
  kept.push(
    ...byHash.filter(({ text }) => text !== undefined).slice(0, perPackage.texts),
    ...byHash.filter(({ code }) => code !== undefined).slice(0, perPackage.functions),
  );
}
writeFileSync(
  values.out,
  gzipSync(kept.map((row) => `${JSON.stringify(row)}\n`).join(''), { level: 9 }),
);
const count = (name: 'text' | 'code'): number =>
  kept.filter((row) => row[name] !== undefined).length;
process.stdout.write(
  `${count('text')} sentences, ${count('code')} functions; ${overlapping} left out for overlap\n`,
);
