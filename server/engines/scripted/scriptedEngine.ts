import { ok, type Result } from '../../../protocol/result.ts';
import type { GenerateRequest, Message, Score, ScoreRequest } from '../../core/member.ts';
import type { ModelSpec } from '../../pool/messages.ts';
import type { Engine, GenerateSink, LoadedModel } from '../engine.ts';
import { answerOf, findRule, readScript, type Misbehaviour, type ScriptRule } from './script.ts';

/**
 * An engine for tests of processes and windows: answers, delays and faults come from a script file,
 * while processes, messages and (with `"load": true`) the native loading are the real ones.
 */
export function createScriptedEngine(scriptPath: string, real: Engine): Engine {
  return {
    async load(spec) {
      const script = readScript(scriptPath);
      await misbehave(script.onLoad);
      if (!script.load) return ok(scriptedModel(scriptPath, spec, undefined));
      const loaded = await real.load(spec);
      return loaded.ok ? ok(scriptedModel(scriptPath, spec, loaded.value)) : loaded;
    },
    limitThreads: (most) => real.limitThreads?.(most),
    async dispose() {
      await misbehave(readScript(scriptPath).onDispose);
      await real.dispose();
    },
  };
}

function scriptedModel(
  scriptPath: string,
  spec: ModelSpec,
  real: LoadedModel | undefined,
): LoadedModel {
  const find = (messages: readonly Message[]) =>
    findRule(
      readScript(scriptPath),
      spec.id,
      messages.findLast(({ role }) => role === 'user')?.content ?? '',
    );
  return {
    info: real?.info ?? { contextSize: spec.contextSize, sequences: spec.sequences, loadMs: 0 },
    async generate(request, signal, sink) {
      const found = find(request.messages);
      if (found) await act(found.rule, signal);
      const firstSample = request.firstSample ?? 0;
      for (let sample = firstSample; sample < firstSample + (request.samples ?? 1); sample++) {
        const text = found ? answerOf(found.rule, found.groups, sample) : '';
        await speak(found?.rule, text, sample, request, signal, sink);
      }
      return ok(undefined);
    },
    async score(request, signal) {
      const found = find(request.messages);
      if (found) await act(found.rule, signal);
      return scoreTexts(found?.rule, request);
    },
    // As it speaks: a word and what stands before it is a token.
    count: ({ items }) =>
      real?.count({ items }) ??
      ok(
        items.map((item) => {
          const texts = typeof item === 'string' ? [item] : item.map(({ content }) => content);
          return texts.reduce((sum, text) => sum + wordsOf(text).length, 0);
        }),
      ),
    dispose: async () => real?.dispose(),
  };
}

async function act(rule: ScriptRule, signal: AbortSignal): Promise<void> {
  await misbehave(rule.act);
  await wait(rule.delayMs ?? 0, signal);
}

async function speak(
  rule: ScriptRule | undefined,
  text: string,
  sample: number,
  request: GenerateRequest,
  signal: AbortSignal,
  sink: GenerateSink,
): Promise<void> {
  const logProb = rule?.logProb ?? -0.01;
  const tokens = rule?.act === 'babble' ? babble(request.maxTokens) : wordsOf(text);
  for (const token of tokens.slice(0, request.maxTokens)) {
    await wait(rule?.tokenDelayMs ?? 0, signal);
    sink.token(sample, token, logProb);
  }
  const cut = tokens.length >= request.maxTokens;
  if (!cut) sink.token(sample, '', logProb);
  sink.end(sample, cut ? 'maxTokens' : 'end');
}

function scoreTexts(rule: ScriptRule | undefined, request: ScoreRequest): Result<readonly Score[]> {
  return ok(
    request.texts.map((text): Score => {
      const scored = rule?.scores?.find(({ match }) => new RegExp(match, 's').test(text));
      const logProb = scored?.logProb ?? rule?.logProb ?? -1;
      return {
        tokens: [
          { text, logProb },
          { text: '', logProb: 0 },
        ],
        logProb,
      };
    }),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

function babble(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index % 2 === 0 ? ' bla' : ' blub'));
}

async function misbehave(how: Misbehaviour | undefined): Promise<void> {
  if (how === 'crash') process.abort();
  if (how === 'exit') process.exit(3);
  if (how === 'stall') await new Promise(() => undefined);
  while (how === 'hang');
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
