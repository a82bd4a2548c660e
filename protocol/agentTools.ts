import type { ChatParams, ChatReply, ChatSource } from './chat.ts';
import { fenced } from './fence.ts';
import { failed, ok, type Result } from './result.ts';
import type { Hunk } from './refine.ts';
import { isRecord } from './record.ts';
import { showInvisible } from './visible.ts';

/**
 * What other programs' models may call, in VS Code and over MCP. All texts here are read by models, so they stay
 * English.
 */
export interface AgentTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON schema of the input. */
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Readonly<
      Record<string, { readonly type: 'string'; readonly description: string }>
    >;
    readonly required: readonly string[];
  };
}

/** Puts a question to several local models. */
export const councilTool: AgentTool = {
  name: 'eidolon_council',
  title: 'Ask the Council',
  description:
    'Asks several small language models on this machine the same question and returns the best answer, what each ' +
    'of them said, how many agree and where they contradict each other. Use it for a second opinion that is ' +
    'independent of you. Nothing leaves the machine unless its user configured a server. Answers are short and may ' +
    'be wrong; agreement is a sign of confidence, not proof.',
  inputSchema: {
    type: 'object',
    properties: {
      question: {
        type: 'string',
        description: 'A question that can be answered in a few sentences.',
      },
      context: {
        type: 'string',
        description:
          'Text that the question is about. What does not fit the models is cut, which the result says.',
      },
      ensemble: {
        type: 'string',
        description:
          'Name of an ensemble of the user, or id of one model, to ask instead of all models.',
      },
    },
    required: ['question'],
  },
};

/** Has a text corrected with checks and a reviewer. */
export const reviewTool: AgentTool = {
  name: 'eidolon_review',
  title: 'Review a Text',
  description:
    'Reviews an English text, a boolean condition, or a short TypeScript, JavaScript or Python function: small ' +
    'experts on this machine propose corrections, exact checkers and a second model judge them. Returns each ' +
    'proposed change with its verdict (proven, reviewed, unreviewed) and the corrected text. Use it before you ' +
    'present prose or a small function. It changes no file.',
  inputSchema: {
    type: 'object',
    properties: {
      text: {
        type: 'string',
        description: 'The text or code, complete as it would stand in its file.',
      },
      fileName: {
        type: 'string',
        description:
          'A file name whose ending tells the language, such as notes.md or sum.py; plain text without.',
      },
      instruction: {
        type: 'string',
        description: 'What to look for, such as “fix the grammar” or “simplify the condition”.',
      },
    },
    required: ['text'],
  },
};

export const agentTools: readonly AgentTool[] = [councilTool, reviewTool];

/** A tool's input as the chat message that answers it, or one sentence on what is wrong with it. */
export function agentRequest(tool: string, input: unknown): Result<ChatParams> {
  const schema = agentTools.find(({ name }) => name === tool)?.inputSchema;
  if (!schema) return failed('badInput', `There is no tool ${tool}.`);
  if (!isRecord(input)) return failed('badInput', `${tool} needs an object as its input.`);
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.properties)) {
    const value = input[name];
    if (value === undefined && !schema.required.includes(name)) continue;
    if (typeof value !== 'string' || (schema.required.includes(name) && value.trim() === ''))
      return failed('badInput', `${tool} needs “${name}” as a text that is not empty.`);
    if (value.trim() !== '') given[name] = value;
  }
  return ok(tool === councilTool.name ? councilParams(given) : reviewParams(given));
}

function councilParams(given: Readonly<Record<string, string>>): ChatParams {
  const { question = '', context, ensemble } = given;
  return {
    text: question,
    sources: context === undefined ? [] : [textSource('context.txt', context)],
    earlier: [],
    ...(ensemble === undefined
      ? { command: 'council' as const }
      : { route: { kind: 'ensemble' as const, name: ensemble } }),
  };
}

function reviewParams(given: Readonly<Record<string, string>>): ChatParams {
  const { text = '', fileName = 'text.txt', instruction = '' } = given;
  return { text: instruction, command: 'fix', sources: [textSource(fileName, text)], earlier: [] };
}

function textSource(name: string, text: string): ChatSource {
  return { kind: 'file', uri: `agent:/${encodeURIComponent(name)}`, version: 0, text };
}

/** An answer in Markdown for the model that called a tool; characters that could deceive it are written out. */
export function agentReply(reply: ChatReply): string {
  return showInvisible(wordsOf(reply).replace(/\r\n?/g, '\n'));
}

function wordsOf(reply: ChatReply): string {
  switch (reply.kind) {
    case 'answered':
      return answered(reply);
    case 'refined':
      return refined(reply);
    case 'found':
      return [
        ...reply.quotations.map(
          ({ path, range, text }) => `${path}:${range.start.line + 1}\n${fenced(text)}`,
        ),
        ...(reply.ranking ? [`Ordered by ${reply.ranking.by}.`] : []),
      ].join('\n\n');
    case 'declined':
      return reply.message;
  }
}

function answered(reply: Extract<ChatReply, { kind: 'answered' }>): string {
  const { agreement, confidence, members, conflicts, notes, dropped, abstained } = reply;
  const facts = [
    `By ${reply.by}.`,
    ...(agreement ? [`${agreement.agree} of ${agreement.of} agree.`] : []),
    ...(confidence === undefined ? [] : [`Confidence: ${Math.round(confidence * 100)} %.`]),
    ...(abstained ? ['The models are not sure: this is only the best guess.'] : []),
  ];
  const said = members.map(
    ({ member, text }) => `- ${member}: ${text.replace(/\s+/g, ' ').trim()}`,
  );
  return [
    reply.text,
    facts.join(' '),
    ...(members.length > 1 ? [`What each one said:\n${said.join('\n')}`] : []),
    ...[...conflicts, ...notes, ...dropped],
  ].join('\n\n');
}

function refined(reply: Extract<ChatReply, { kind: 'refined' }>): string {
  const { hunks, note, dropped } = reply;
  if (hunks.length === 0) return [note ?? 'Nothing to change was found.', ...dropped].join('\n\n');
  const vouched = hunks.some(({ verdict }) => verdict !== 'unreviewed');
  return [
    hunks.map(changeLine).join('\n'),
    ...(vouched ? [`With every change that is proven or reviewed:\n${fenced(reply.text)}`] : []),
    ...(note === undefined ? [] : [note]),
    ...dropped,
  ].join('\n\n');
}

function changeLine({
  range,
  oldText,
  newText,
  verdict,
  proposedBy,
  summary,
  checks,
}: Hunk): string {
  const passed = checks.filter(({ status }) => status === 'passed').map(({ check }) => check);
  const facts = [
    verdict,
    `proposed by ${proposedBy}`,
    ...(passed.length > 0 ? [`passed: ${passed.join(', ')}`] : []),
  ];
  const change = `${JSON.stringify(oldText)} → ${JSON.stringify(newText)}`;
  const why = summary === '' ? '' : ` ${summary}`;
  return `- line ${range.start.line + 1}: ${change} (${facts.join('; ')}).${why}`;
}
