import { h, type ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Attachment, EditorAttachment } from '../../protocol/attachments.ts';
import { Chips, attachedName, attachedWords } from './chips.ts';
import type { PanelContext } from './context.ts';
import { button } from './parts.ts';
import { canSend, runningTurn, sentAttachments } from './state.ts';
import { suggestionList } from './suggestionList.ts';
import {
  suggestionsFor,
  typedReference,
  withoutReference,
  type Suggestion,
} from './suggestions.ts';
import { filled } from './words.ts';

/** While somebody types, what it would cost is asked for when they pause. */
const weighAfterMs = 350;
const findAfterMs = 120;

/** Where messages are written: what goes along, the text, what its beginning may become, send and stop. */
export function Composer(props: {
  readonly context: PanelContext;
  readonly input: { current: HTMLTextAreaElement | null };
}): ComponentChildren {
  const { context, input } = props;
  const { state, strings, send, dispatch } = context;
  const { draft } = state;
  const running = runningTurn(state) !== undefined;
  const [cursor, setCursor] = useState(draft.text.length);
  const suggestions = suggestionsFor(state, cursor);
  const [chosen, choose] = useState(0);
  const current = Math.min(chosen, suggestions.length - 1);
  useWeighing(context);
  useFileSearch(context, cursor);
  useLayoutEffect(() => {
    const area = input.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, 240)}px`;
  }, [draft.text]);

  const submit = (): void => {
    if (!canSend(state)) return;
    const { text, replaces } = draft;
    const attach = sentAttachments(state);
    send({ kind: 'send', text, attach, ...(replaces !== undefined && { replaces }) });
    dispatch({ kind: 'sent' });
  };
  const take = (suggestion: Suggestion | undefined): void => {
    if (suggestion !== undefined) takeSuggestion(suggestion, cursor, context);
    choose(0);
    context.focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { key } = event;
    const suggesting = suggestions.length > 0;
    if (suggesting && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const step = key === 'ArrowDown' ? 1 : -1;
      choose((current + step + suggestions.length) % suggestions.length);
    } else if (suggesting && (key === 'Tab' || key === 'Enter') && !event.shiftKey)
      take(suggestions[current]);
    else if (key === 'Enter' && !event.shiftKey) submit();
    else if (key === 'Escape' && running) send({ kind: 'stop' });
    else if (key === 'Escape' && draft.replaces !== undefined) dispatch({ kind: 'cancelEdit' });
    else return;
    event.preventDefault();
  };
  const follow = (event: Event): void =>
    setCursor((event.currentTarget as HTMLTextAreaElement).selectionStart);

  return h(
    'form',
    {
      class: 'composer',
      onSubmit: (event: Event) => {
        event.preventDefault();
        submit();
      },
    },
    [
      draft.replaces !== undefined && editingRow(context),
      h(Chips, { key: 'chips', context }),
      suggestions.length > 0 && suggestionList(suggestions, current, take, context),
      h('textarea', {
        key: 'input',
        ref: input,
        rows: 2,
        value: draft.text,
        placeholder: strings.composerPlaceholder,
        'aria-label': strings.composerLabel,
        ...(suggestions.length > 0 && {
          role: 'combobox',
          'aria-expanded': 'true',
          'aria-controls': 'suggestions',
          'aria-activedescendant': `suggestion-${current}`,
        }),
        onInput: (event: Event) => {
          choose(0);
          follow(event);
          dispatch({ kind: 'type', text: (event.currentTarget as HTMLTextAreaElement).value });
        },
        onKeyUp: follow,
        onClick: follow,
        onKeyDown,
      }),
      h('div', { key: 'row', class: 'row' }, [
        offer('selection', context),
        offer('file', context),
        offer('problems', context),
        h(
          'button',
          {
            key: 'add',
            type: 'button',
            class: 'chip',
            onClick: () => send({ kind: 'chooseContext' }),
          },
          strings.addContext,
        ),
        h('span', { key: 'gap', class: 'gap' }),
        running
          ? button(strings.stop, () => {
              send({ kind: 'stop' });
              context.focusComposer();
            })
          : h(
              'button',
              { key: 'send', type: 'submit', class: 'primary', disabled: !canSend(state) },
              strings.send,
            ),
      ]),
    ],
  );
}

/** Asks what the draft would cost, once somebody pauses; only where something goes along. */
function useWeighing({ state, send, dispatch }: PanelContext): void {
  const { text } = state.draft;
  const attach = sentAttachments(state);
  const conversation = state.conversation.turns.length;
  const what = JSON.stringify([text, attach, state.sources, conversation]);
  useEffect(() => {
    if (attach.length === 0) return undefined;
    const timer = setTimeout(() => {
      const ticket = state.ticket + 1;
      dispatch({ kind: 'weighing', ticket });
      send({ kind: 'weigh', ticket, text, attach: state.draft.attach });
    }, weighAfterMs);
    return () => clearTimeout(timer);
  }, [what]);
}

/** Has files looked for whose name holds what follows a #. */
function useFileSearch({ state, send }: PanelContext, cursor: number): void {
  const query = typedReference(state.draft.text, cursor)?.query ?? '';
  useEffect(() => {
    if (query === '' || query === state.files.query) return undefined;
    const timer = setTimeout(() => send({ kind: 'findFiles', query }), findAfterMs);
    return () => clearTimeout(timer);
  }, [query]);
}

function takeSuggestion(suggestion: Suggestion, cursor: number, context: PanelContext): void {
  const { state, dispatch, send } = context;
  if (suggestion.kind === 'command')
    return dispatch({ kind: 'type', text: `/${suggestion.command} ` });
  const { text } = state.draft;
  const typed = typedReference(text, cursor);
  if (typed) dispatch({ kind: 'type', text: withoutReference(text, typed) });
  if (suggestion.kind === 'named') {
    const { uri, name } = suggestion.file;
    return attach({ kind: 'named', uri, name }, name, context);
  }
  switch (suggestion.reference) {
    case 'file':
      return send({ kind: 'chooseFile' });
    case 'terminal':
      return send({ kind: 'attachTerminal' });
    default:
      return attachFromEditor(suggestion.reference, context);
  }
}

function attach(attachment: Attachment, name: string, { strings, dispatch }: PanelContext): void {
  dispatch({ kind: 'attach', attachment, notice: filled(strings.chipAttached, name) });
}

function attachFromEditor(kind: EditorAttachment, context: PanelContext): void {
  const source = context.state.sources.find((each) => each.kind === kind);
  const name = source
    ? attachedName(context.strings, source.kind, source.name, source.lines)
    : kind;
  attach({ kind }, name, context);
}

function editingRow({ strings, dispatch, focusComposer }: PanelContext): ComponentChildren {
  return h('div', { key: 'editing', class: 'editing' }, [
    strings.editing,
    button(strings.cancelEdit, () => {
      dispatch({ kind: 'cancelEdit' });
      focusComposer();
    }),
  ]);
}

/** A button for what the editor shows and does not go along yet. */
function offer(kind: EditorAttachment, context: PanelContext): ComponentChildren {
  const { strings, state, focusComposer } = context;
  const source = state.sources.find((each) => each.kind === kind);
  if (source === undefined || state.draft.attach.some((each) => each.kind === kind)) return false;
  const labels = {
    selection: strings.attachSelection,
    file: strings.attachFile,
    problems: strings.attachProblems,
  };
  return h(
    'button',
    {
      key: kind,
      type: 'button',
      class: 'chip',
      title: attachedWords(strings, source),
      onClick: () => {
        attachFromEditor(kind, context);
        // The button is gone now.
        focusComposer();
      },
    },
    `+ ${labels[kind]}`,
  );
}
