import { Component, h, type ComponentChildren } from 'preact';
import { traceOf } from '../../protocol/chat.ts';
import { questionText, type ChatTurn } from '../../protocol/conversation.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { attachedWords } from './chips.ts';
import type { PanelContext } from './context.ts';
import { followUps } from './followUps.ts';
import { Markdown, actions, button } from './parts.ts';
import { replyBody } from './replies.ts';
import { runningTurn } from './state.ts';

interface TurnProps {
  readonly turn: ChatTurn;
  readonly context: PanelContext;
}

/** One question and its answer; drawn again only when something that it shows has changed. */
export class Turn extends Component<TurnProps> {
  override shouldComponentUpdate(next: TurnProps): boolean {
    const [now, then] = [shownBy(this.props), shownBy(next)];
    return now.some((part, at) => part !== then[at]);
  }

  override render({ turn, context }: TurnProps): ComponentChildren {
    return turnView(turn, context);
  }
}

/** All that a turn's look depends on. */
function shownBy({ turn, context }: TurnProps): readonly unknown[] {
  const { strings, pool, state } = context;
  return [turn, strings, pool, state.tabs[turn.id], runningTurn(state) === undefined];
}

function turnView(turn: ChatTurn, context: PanelContext): ComponentChildren {
  return h('li', { class: 'turn', tabIndex: -1 }, [
    question(turn, context),
    h(
      'article',
      { key: 'answer', class: 'answer', 'aria-label': context.strings.eidolon },
      answerBody(turn, context),
      turn.answer.state === 'running' ? null : foot(turn, context),
    ),
  ]);
}

function question(turn: ChatTurn, context: PanelContext): ComponentChildren {
  const { strings, dispatch, focusComposer } = context;
  const edit = (): void => {
    dispatch({ kind: 'edit', turnId: turn.id });
    focusComposer();
  };
  const idle = runningTurn(context.state) === undefined;
  return h('article', { key: 'question', class: 'question', 'aria-label': strings.you }, [
    h('div', { key: 'text', class: 'asked' }, showInvisible(questionText(turn.question))),
    ...turn.question.sources.map((source, key) =>
      h('div', { key, class: 'facts' }, attachedWords(strings, source)),
    ),
    idle && h('div', { key: 'edit', class: 'actions' }, button(strings.edit, edit)),
  ]);
}

function answerBody(turn: ChatTurn, context: PanelContext): ComponentChildren {
  const { answer } = turn;
  const { strings } = context;
  switch (answer.state) {
    case 'running':
      return h('div', { 'aria-busy': 'true' }, [
        answer.text !== '' && h(Markdown, { key: 'text', text: answer.text, context }),
        h('p', { key: 'stage', class: 'stage' }, answer.stage || strings.working),
      ]);
    case 'stopped':
      return h('div', {}, [
        answer.text !== '' && h(Markdown, { text: answer.text, context, turnId: turn.id }),
        h('p', { class: 'note' }, strings.stopped),
      ]);
    case 'failed':
      return h('div', {}, [
        answer.text !== '' && h(Markdown, { text: answer.text, context, turnId: turn.id }),
        h('p', { class: 'failure' }, showInvisible(answer.sentence)),
      ]);
    case 'replied':
      return replyBody(turn, answer.reply, context);
  }
}

function foot(turn: ChatTurn, context: PanelContext): ComponentChildren {
  const { strings, send } = context;
  if (runningTurn(context.state) !== undefined) return null;
  const { id: turnId } = turn;
  const hasTrace = turn.answer.state === 'replied' && traceOf(turn.answer.reply) !== undefined;
  const choices = [
    hasTrace && button(strings.why, () => send({ kind: 'trace', turnId })),
    button(strings.retry, () => send({ kind: 'retry', turnId })),
    ...followUps(turn, context.pool).map(({ label, message }) =>
      button(strings[label], () => send(message)),
    ),
    button(strings.askWith, () => send({ kind: 'chooseRoute', turnId })),
  ];
  return h('footer', { class: 'foot' }, actions(strings.next, choices));
}
