import { proseCorrections } from '../../server/verify/prose/corrections.ts';
import { readSentence } from '../../server/verify/prose/tokens.ts';
import { candidatesOf } from '../../server/verify/prose/candidates.ts';
import { logOddsOf } from '../../server/verify/prose/ruleEdits.ts';
import { editBars } from '../../server/verify/prose/editWeights.ts';
import { readFileSync } from 'node:fs';
for (const text of readFileSync(0,'utf8').trim().split('\n')) {
  const { corrections } = await proseCorrections({ text, masked: [], form: { kind: 'text', capital: true, stop: true } } as never, new AbortController().signal);
  console.log(text);
  for (const c of corrections) console.log('   ', c.by, c.kind, c.prior.toFixed(2), JSON.stringify(text.slice(c.range.start, c.range.end)), '→', JSON.stringify(c.replacements), c.message.slice(0,60));
  if (process.env.TAGS) console.log(readSentence(text).tokens.map(t=>t.text+'/'+[...t.tags].join('+')).join(' '));
  if (process.env.ODDS) { const s = readSentence(text); for (const c of candidatesOf(s)) { const o = logOddsOf(s,c); if (o!==undefined && o>-1) console.log('      ', c.kind, s.tokens.slice(c.from,c.to).map(t=>t.text).join(' '), '→', c.words.join(' '), o.toFixed(2), 'bar', editBars[c.kind]); } }
}
process.exit(0);
