import { answerQuestion } from '../handlers/ask.ts';
import { createServices } from '../services.ts';
import { ensembleOption, type Io, type Options } from './io.ts';

/** `eidolon ask`: streams the answer; `--json` gives `{text, trace}`. */
export async function askCommand(text: string, options: Options, io: Io): Promise<number> {
  const services = createServices({ log: io.log });
  try {
    const streamed: string[] = [];
    const onText = async (piece: string): Promise<void> => {
      streamed.push(piece);
      if (!options['json']) await io.write(piece);
    };
    const ensemble = await ensembleOption(options);
    const answer = await answerQuestion({ text, ensemble }, services, onText, io.signal);
    if (!answer.ok) throw new Error(answer.failure.message);
    if (options['json']) await io.write(`${JSON.stringify(answer.value)}\n`);
    else if (!streamed.join('').endsWith('\n')) await io.write('\n');
    return 0;
  } finally {
    await services.dispose();
  }
}
