import { h, type ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { showInvisible } from '../../protocol/visible.ts';
import type { PanelContext } from './context.ts';
import { button } from './parts.ts';
import { filled } from './words.ts';

/** What stands in a conversation without messages: what this pool does, what it does not, three examples. */
export function emptyView(context: PanelContext): ComponentChildren {
  const { strings, pool, send, dispatch, focusComposer } = context;
  const examples = [strings.exampleProse, strings.exampleLogic, strings.exampleSum];
  const chats = pool.chatMembers.length > 0;
  const take = (text: string): void => {
    dispatch({ kind: 'type', text });
    focusComposer();
  };
  return h('section', { class: 'empty', 'aria-label': strings.emptyTitle }, [
    h('h2', { key: 'title' }, strings.emptyTitle),
    h('p', { key: 'can' }, strings.emptyNano),
    chats
      ? h(
          'p',
          { key: 'chat' },
          filled(strings.emptyChat, showInvisible(pool.chatMembers.join(', '))),
        )
      : h('p', { key: 'not', class: 'facts' }, strings.emptyNanoNot),
    h('p', { key: 'try', id: 'try' }, strings.tryOne),
    h(
      'ul',
      { key: 'examples', class: 'examples', 'aria-labelledby': 'try' },
      examples.map((text) =>
        h(
          'li',
          { key: text },
          button(text, () => take(text)),
        ),
      ),
    ),
    !chats &&
      h(
        'div',
        { key: 'add', class: 'actions' },
        button(strings.addModel, () => send({ kind: 'addModel' })),
      ),
  ]);
}

/** All conversations, newest first, with a search over their text. */
export function History(props: { readonly context: PanelContext }): ComponentChildren {
  const { context } = props;
  const { strings, state, send, dispatch } = context;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // On opening, and when the button that had the focus went with its conversation.
    if (document.activeElement === document.body) field.current?.focus();
  }, [state.summaries]);
  const back = (): void => {
    dispatch({ kind: 'show', view: 'chat' });
    context.focusComposer();
  };
  const search = (query: string): void => {
    dispatch({ kind: 'search', query });
    send({ kind: 'listHistory', query });
  };
  return h(
    'section',
    {
      class: 'history',
      'aria-label': strings.history,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') back();
      },
    },
    [
      h('div', { key: 'head', class: 'row' }, [
        h('h2', { key: 'title' }, strings.history),
        h('span', { key: 'gap', class: 'gap' }),
        button(strings.back, back),
      ]),
      h('input', {
        key: 'search',
        ref: field,
        type: 'search',
        value: state.search,
        placeholder: strings.search,
        'aria-label': strings.search,
        onInput: (event: Event) => search((event.currentTarget as HTMLInputElement).value),
      }),
      state.summaries.length === 0
        ? h('p', { key: 'none' }, strings.noHistory)
        : h(
            'ul',
            { key: 'list', class: 'summaries' },
            state.summaries.map((each) => summary(each, context)),
          ),
    ],
  );
}

function summary(
  each: PanelContext['state']['summaries'][number],
  context: PanelContext,
): ComponentChildren {
  const { strings, send } = context;
  const title = showInvisible(each.title);
  const labelled = (label: string, act: () => void): ComponentChildren =>
    h(
      'button',
      {
        key: label,
        type: 'button',
        class: 'plain',
        'aria-label': `${label}: ${title}`,
        onClick: act,
      },
      label,
    );
  return h('li', { key: each.id }, [
    h(
      'button',
      {
        key: 'open',
        type: 'button',
        class: 'title',
        onClick: () => {
          send({ kind: 'openConversation', id: each.id });
          context.focusComposer();
        },
      },
      [
        h('span', { key: 'title' }, title),
        h(
          'span',
          { key: 'facts', class: 'facts' },
          `${new Date(each.at).toLocaleString()} · ${filled(strings.messages, each.turns)}`,
        ),
      ],
    ),
    h('div', { key: 'actions', class: 'actions' }, [
      labelled(strings.export, () => send({ kind: 'exportConversation', id: each.id })),
      labelled(strings.delete, () => send({ kind: 'deleteConversation', id: each.id })),
    ]),
  ]);
}
