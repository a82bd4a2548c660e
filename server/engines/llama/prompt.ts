import {
  resolveChatWrapper,
  type ChatHistoryItem,
  type ChatWrapper,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { CountRequest, Message } from '../../core/member.ts';
import type { PromptFormat } from '../../pool/messages.ts';

/** A prompt as the model reads it, and what ends the answer besides the model's own end tokens. */
export interface Prompt {
  readonly tokens: Token[];
  readonly stopTexts: readonly string[];
}

/** Turns messages into tokens for one model. */
export interface Prompter {
  prompt(messages: readonly Message[]): Result<Prompt>;
  /** Tokens of an answer; special tokens in it stay plain text. */
  answer(text: string): Token[];
  /** The token that closes an answer. */
  readonly end: Token | undefined;
  isEnd(token: Token): boolean;
}

// A template comes from the file and runs on the worker's main thread; real ones stay far below this.
const longestTemplate = 64 * 1024;

/** A prompter for the format, or the reason why the file has none. */
export function createPrompter(model: LlamaModel, format: PromptFormat): Result<Prompter> {
  return format === 'nano' ? nanoPrompter(model) : ok(chatPrompter(model));
}

/** Tokens of each item, as the model would read it. */
export function countTokens(
  prompter: Prompter,
  { items }: CountRequest,
): Result<readonly number[]> {
  const counts: number[] = [];
  for (const item of items) {
    if (typeof item === 'string') counts.push(prompter.answer(item).length);
    else {
      const prompt = prompter.prompt(item);
      if (!prompt.ok) return prompt;
      counts.push(prompt.value.tokens.length);
    }
  }
  return ok(counts);
}

function nanoPrompter(model: LlamaModel): Result<Prompter> {
  const [bos, user, assistant] = ['<|bos|>', '<|user|>', '<|assistant|>'].map((text) =>
    specialToken(model, text),
  );
  const end = specialToken(model, '<|end|>') ?? model.tokens.eos ?? undefined;
  if (bos === undefined || user === undefined || assistant === undefined || end === undefined) {
    return failed('modelInvalid', 'The model file lacks the special tokens of a nano model.');
  }
  return ok({
    end,
    // No nano model was trained to say a frame token, so any of them ends the answer.
    isEnd: (token) =>
      model.isEogToken(token) || token === bos || token === user || token === assistant,
    answer: (text) => model.tokenize(text, false),
    prompt(messages) {
      const question = messages.findLast((message) => message.role === 'user');
      if (!question) return failed('badInput', 'The prompt has no user message.');
      return ok({
        tokens: [bos, user, ...model.tokenize(question.content, false), assistant],
        stopTexts: [],
      });
    },
  });
}

function specialToken(model: LlamaModel, text: string): Token | undefined {
  const tokens = model.tokenize(text, true);
  const [token] = tokens;
  return tokens.length === 1 && token !== undefined && model.isSpecialToken(token)
    ? token
    : undefined;
}

function chatPrompter(model: LlamaModel): Prompter {
  const wrapper = chatWrapper(model);
  const { bos, shouldPrependBosToken } = model.tokens;
  return {
    end: answerEnd(model, wrapper),
    isEnd: (token) => model.isEogToken(token),
    answer: (text) => model.tokenize(text, false),
    prompt(messages) {
      if (!messages.some((message) => message.role === 'user')) {
        return failed('badInput', 'The prompt has no user message.');
      }
      const state = wrapper.generateContextState({ chatHistory: history(messages) });
      const tokens = state.contextText.tokenize(model.tokenizer);
      const framed =
        shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
      const stopTexts = state.stopGenerationTriggers
        .map((trigger) => trigger.values)
        .flatMap((values) =>
          values.length === 1 && typeof values[0] === 'string' ? [values[0]] : [],
        );
      return ok({ tokens: framed, stopTexts });
    },
  };
}

/** What the template itself puts behind an answer: files name other tokens for it, which their models never say. */
function answerEnd(model: LlamaModel, wrapper: ChatWrapper): Token | undefined {
  const { eot, eos } = model.tokens;
  const chatHistory = history([
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ]);
  const { contextText } = wrapper.generateContextState({ chatHistory });
  const written = contextText
    .tokenize(model.tokenizer)
    .findLast((token) => model.isEogToken(token));
  return written ?? eot ?? eos ?? undefined;
}

function chatWrapper(model: LlamaModel): ChatWrapper {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  return resolveChatWrapper(model, {
    warningLogs: false,
    noJinja: template !== undefined && template.length > longestTemplate,
    // A reasoning preamble would only cost tokens: answers here are short texts and single words.
    customWrapperSettings: { jinjaTemplate: { reasoning: false } },
  });
}

function history(messages: readonly Message[]): ChatHistoryItem[] {
  const items = messages.map((message): ChatHistoryItem => {
    if (message.role === 'assistant') return { type: 'model', response: [message.content] };
    return { type: message.role, text: message.content };
  });
  return [...items, { type: 'model', response: [] }];
}
