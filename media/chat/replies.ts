import { h, type ComponentChildren } from 'preact';
import type { ChatReply } from '../../protocol/chat.ts';
import type { ChatTurn } from '../../protocol/conversation.ts';
import type { Hunk } from '../../protocol/refine.ts';
import { showInvisible } from '../../protocol/visible.ts';
import type { PanelContext } from './context.ts';
import { Markdown, actions, button } from './parts.ts';
import { segmentsOf } from './segments.ts';
import { confidenceWords, filled, memberWords, verdictWord } from './words.ts';

type Refined = Extract<ChatReply, { kind: 'refined' }>;
type Found = Extract<ChatReply, { kind: 'found' }>;
type Answered = Extract<ChatReply, { kind: 'answered' }>;

/** The body of an answer that has arrived. */
export function replyBody(
  turn: ChatTurn,
  reply: ChatReply,
  context: PanelContext,
): ComponentChildren {
  switch (reply.kind) {
    case 'refined':
      return h('div', {}, refined(turn, reply, context));
    case 'answered':
      return h('div', {}, answered(turn, reply, context));
    case 'found':
      return h('div', {}, found(turn, reply, context));
    case 'declined':
      return h('div', {}, [
        h('p', { key: 'message' }, showInvisible(reply.message)),
        reply.needsModel &&
          actions(context.strings.addModel, [
            button(context.strings.addModel, () => context.send({ kind: 'addModel' }), {
              primary: true,
            }),
            turn.question.command === undefined &&
              button(context.strings.correctThis, () =>
                context.send({ kind: 'send', text: `/fix ${turn.question.text}`, attach: [] }),
              ),
          ]),
      ]);
  }
}

function refined(turn: ChatTurn, reply: Refined, context: PanelContext): ComponentChildren {
  const { strings, send } = context;
  if (reply.hunks.length === 0)
    return [
      h('p', { key: 'none' }, showInvisible(reply.note ?? strings.noChanges)),
      dropped(reply.dropped),
    ];
  const isProse = /^(?:plaintext|markdown|latex|git-commit|)$/.test(reply.languageId);
  const marked = segmentsOf(reply.original, reply.hunks).map(({ kind, text, unreviewed }, key) => {
    const shown = showInvisible(text.replace(/\r\n?/g, '\n'));
    const style = unreviewed ? 'unreviewed' : '';
    if (kind === 'same') return shown;
    return h(kind === 'removed' ? 'del' : 'ins', { key, class: style }, shown);
  });
  return [
    h('div', { key: 'text', class: isProse ? 'change' : 'change code', tabIndex: 0 }, marked),
    h('ul', { key: 'hunks', class: 'hunks', 'aria-label': strings.changes }, [
      ...reply.hunks.map((hunk) => hunkLine(hunk, context)),
    ]),
    reply.note !== undefined && h('p', { key: 'note', class: 'note' }, showInvisible(reply.note)),
    dropped(reply.dropped),
    actions(strings.changes, [
      button(strings.apply, () => send({ kind: 'apply', turnId: turn.id }), { primary: true }),
      button(strings.insert, () => send({ kind: 'insert', text: reply.text })),
      button(strings.copy, () => send({ kind: 'copy', text: reply.text })),
    ]),
  ];
}

function found(turn: ChatTurn, reply: Found, context: PanelContext): ComponentChildren {
  const { strings, send } = context;
  const quotation = (each: Found['quotations'][number], index: number): ComponentChildren => {
    const place = filled(strings.quotation, showInvisible(each.path), each.range.start.line + 1);
    const open = (): void => send({ kind: 'openQuotation', turnId: turn.id, index });
    return h('li', { key: index }, [
      h('button', { key: 'open', type: 'button', class: 'place', onClick: open }, place),
      each.headings.length > 0 &&
        h('span', { key: 'under', class: 'facts' }, showInvisible(each.headings.join(' › '))),
      h(
        'blockquote',
        { key: 'text', class: 'change code', tabIndex: 0 },
        showInvisible(each.text.replace(/\r\n?/g, '\n')),
      ),
    ]);
  };
  return [
    h('p', { key: 'what' }, strings.found),
    h('ul', { key: 'quotations', class: 'quotations' }, reply.quotations.map(quotation)),
    reply.ranking !== undefined &&
      h('p', { key: 'by', class: 'facts' }, showInvisible(rankingWords(reply.ranking, context))),
    reply.note !== undefined && h('p', { key: 'note', class: 'note' }, showInvisible(reply.note)),
  ];
}

function rankingWords(
  { by, passages, meaningBy }: NonNullable<Found['ranking']>,
  { strings }: PanelContext,
): string {
  return meaningBy === undefined
    ? filled(strings.orderedBy, by, passages)
    : filled(strings.orderedByMeaning, by, passages, meaningBy);
}

function hunkLine(hunk: Hunk, { strings }: PanelContext): ComponentChildren {
  const facts = [
    verdictWord(strings, hunk.verdict),
    ...(hunk.confidence === undefined ? [] : [confidenceWords(strings, hunk.confidence)]),
    hunk.proposedBy,
  ];
  return h('li', { key: hunk.id, class: hunk.verdict }, [
    hunk.summary !== '' && h('span', { key: 'summary' }, showInvisible(hunk.summary)),
    h('span', { key: 'facts', class: 'facts' }, showInvisible(facts.join(' · '))),
    hunk.verdict === 'unreviewed' &&
      h('span', { key: 'hint', class: 'facts' }, strings.notReviewedHint),
  ]);
}

function answered(turn: ChatTurn, reply: Answered, context: PanelContext): ComponentChildren {
  const { strings, send } = context;
  const open = context.state.tabs[turn.id] ?? -1;
  const member = reply.members[open];
  const text = member?.text ?? reply.text;
  return [
    reply.members.length > 1 && tabs(turn, reply, open, context),
    reply.abstained && h('p', { key: 'unsure', class: 'note' }, strings.abstained),
    h(
      'div',
      reply.members.length > 1
        ? { key: 'panel', role: 'tabpanel', id: `panel-${turn.id}`, tabIndex: 0 }
        : { key: 'panel' },
      h(Markdown, { text, context, turnId: turn.id }),
    ),
    ...[...reply.conflicts, ...reply.notes].map((sentence) =>
      h('p', { key: sentence, class: 'note' }, showInvisible(sentence)),
    ),
    dropped(reply.dropped),
    h('p', { key: 'facts', class: 'facts' }, showInvisible(facts(reply, context))),
    actions(strings.copyMessage, [
      button(strings.copy, () => send({ kind: 'copy', text })),
      button(strings.insert, () => send({ kind: 'insert', text })),
    ]),
  ];
}

function facts(reply: Answered, { strings }: PanelContext): string {
  const ms = reply.members.reduce((sum, each) => sum + (each.ms ?? 0), 0) || reply.trace.totalMs;
  return [
    memberWords(strings, reply.by),
    ...(reply.confidence === undefined ? [] : [confidenceWords(strings, reply.confidence)]),
    ...(reply.agreement
      ? [filled(strings.agreement, reply.agreement.agree, reply.agreement.of)]
      : []),
    ...(reply.calls === undefined
      ? []
      : [filled(strings.cost, reply.calls, (ms / 1000).toFixed(1))]),
  ].join(' · ');
}

/** The ensemble's answer and each member's own, by arrow keys as tabs are. */
function tabs(
  turn: ChatTurn,
  reply: Answered,
  open: number,
  context: PanelContext,
): ComponentChildren {
  const ids = [reply.by, ...reply.members.map(({ member }) => member)];
  const names = ids.map((id) => memberWords(context.strings, id));
  const choose = (index: number, list: HTMLElement | null): void => {
    context.dispatch({ kind: 'openTab', turnId: turn.id, index: index - 1 });
    (list?.children[index] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (open + 1 + step + names.length) % names.length;
    choose(next, event.currentTarget as HTMLElement);
  };
  return h(
    'div',
    {
      key: 'tabs',
      class: 'tabs',
      role: 'tablist',
      'aria-label': context.strings.members,
      onKeyDown,
    },
    names.map((name, index) =>
      h(
        'button',
        {
          key: index,
          type: 'button',
          role: 'tab',
          'aria-selected': index === open + 1 ? 'true' : 'false',
          'aria-controls': `panel-${turn.id}`,
          tabIndex: index === open + 1 ? 0 : -1,
          onClick: () => choose(index, null),
        },
        showInvisible(name),
      ),
    ),
  );
}

function dropped(sentences: readonly string[]): ComponentChildren {
  return sentences.map((sentence) =>
    h('p', { key: sentence, class: 'note' }, showInvisible(sentence)),
  );
}
