import * as vscode from 'vscode';
import { agentReply } from '../../protocol/agentTools.ts';
import { chatRequest, parseChatPart, parseChatReply } from '../../protocol/chat.ts';
import { leavesMachine } from '../../protocol/httpMembers.ts';
import { parseWeights, weighRequest } from '../../protocol/weigh.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import { routeOf, type OfferedModel } from './models.ts';
import { chatRequestOf, textOfMessage, type GivenMessage } from './requests.ts';

/** A model of the picker with what this provider needs to know of it. */
interface ProvidedModel extends vscode.LanguageModelChatInformation {
  readonly kind: OfferedModel['kind'];
  /** Not in the typings yet; without it newer editors hide the model. */
  readonly isUserSelectable: true;
}

export interface ProviderDeps {
  readonly link: ServerLink;
  readonly models: () => readonly OfferedModel[];
  readonly onDidChangeModels: vscode.Event<void>;
}

let requestCount = 0;

/** Members and ensembles as models of the editor's own chat. Listing them starts nothing. */
export class ModelProvider implements vscode.LanguageModelChatProvider<ProvidedModel> {
  readonly onDidChangeLanguageModelChatInformation: vscode.Event<void>;

  constructor(private readonly deps: ProviderDeps) {
    this.onDidChangeLanguageModelChatInformation = deps.onDidChangeModels;
  }

  provideLanguageModelChatInformation(): ProvidedModel[] {
    return this.deps.models().map(provided);
  }

  async provideLanguageModelChatResponse(
    model: ProvidedModel,
    given: readonly vscode.LanguageModelChatRequestMessage[],
    _options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    cancel: vscode.CancellationToken,
  ): Promise<void> {
    const params = chatRequestOf(routeOf(model), given as readonly GivenMessage[]);
    if (!params.ok) throw new Error(params.failure.message);
    let streamed = '';
    const report = (value: unknown): void => {
      const part = parseChatPart(value);
      if (part?.kind !== 'text') return;
      streamed += part.text;
      progress.report(new vscode.LanguageModelTextPart(part.text));
    };
    const token = `eidolon-model-${++requestCount}`;
    const asked = { ...params.value, partialResultToken: token };
    const reply = await this.deps.link.request(chatRequest, asked, cancel, { token, report });
    if (!reply.ok) throw new Error(reply.failure.message);
    const parsed = parseChatReply(reply.value);
    if (!parsed) throw new Error(messages.badReply());
    // What has not been streamed: refusals, changes, and answers that exist only at the end.
    if (streamed === '') progress.report(new vscode.LanguageModelTextPart(agentReply(parsed)));
  }

  /** By the tokenizer of those who would answer; a text of its own needs no frame, a message does. */
  async provideTokenCount(
    model: ProvidedModel,
    text: string | vscode.LanguageModelChatRequestMessage,
    cancel: vscode.CancellationToken,
  ): Promise<number> {
    const words = typeof text === 'string' ? text : textOfMessage(text as GivenMessage);
    const asked = { text: words, sources: [], earlier: [], ...routeOf(model) };
    const reply = await this.deps.link.request(weighRequest, asked, cancel);
    const total = reply.ok ? parseWeights(reply.value)?.total : undefined;
    return total ?? Math.ceil(words.length / 4);
  }
}

function provided(model: OfferedModel): ProvidedModel {
  const { id, name, kind, members, maxInputTokens, maxOutputTokens } = model;
  const remote = members.some(leavesMachine);
  return {
    ...{ id, name, kind, maxInputTokens, maxOutputTokens, isUserSelectable: true },
    ...{ family: 'eidolon', version: '1', capabilities: { toolCalling: false, imageInput: false } },
    detail: messages.statusName(),
    ...(remote && { tooltip: messages.leavesMachine() }),
  };
}
