import { h, type ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { chatCommands, type ChatCommand, type ChatSource } from '../../protocol/chat.ts';
import type { ChatStringKey } from '../../protocol/webview.ts';
import { showInvisible } from '../../protocol/visible.ts';
import type { PanelContext } from './context.ts';
import { button } from './parts.ts';
import { canSend, runningTurn } from './state.ts';
import { filled } from './words.ts';

const commandStrings: Readonly<Record<ChatCommand, ChatStringKey>> = {
  fix: 'commandFix',
  simplify: 'commandSimplify',
  rewrite: 'commandRewrite',
  find: 'commandFind',
  vote: 'commandVote',
  council: 'commandCouncil',
};

/** Where messages are written: context chips, the text, the commands that it may begin with, send and stop. */
export function Composer(props: {
  readonly context: PanelContext;
  readonly input: { current: HTMLTextAreaElement | null };
}): ComponentChildren {
  const { context, input } = props;
  const { state, strings, send, dispatch } = context;
  const { draft } = state;
  const running = runningTurn(state) !== undefined;
  const commands = suggested(draft.text);
  const [chosen, choose] = useState(0);
  const current = Math.min(chosen, commands.length - 1);
  useLayoutEffect(() => {
    const area = input.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, 240)}px`;
  }, [draft.text]);

  const submit = (): void => {
    if (!canSend(state)) return;
    const attach = draft.attach.filter((kind) => sourceOf(context, kind) !== undefined);
    const { text, replaces } = draft;
    send({ kind: 'send', text, attach, ...(replaces !== undefined && { replaces }) });
    dispatch({ kind: 'sent' });
  };
  const complete = (command: ChatCommand | undefined): void => {
    if (command !== undefined) dispatch({ kind: 'type', text: `/${command} ` });
    choose(0);
    context.focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { key } = event;
    const suggesting = commands.length > 0;
    if (suggesting && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const step = key === 'ArrowDown' ? 1 : -1;
      choose((current + step + commands.length) % commands.length);
    } else if (suggesting && (key === 'Tab' || key === 'Enter') && !event.shiftKey)
      complete(commands[current]);
    else if (key === 'Enter' && !event.shiftKey) submit();
    else if (key === 'Escape' && running) send({ kind: 'stop' });
    else if (key === 'Escape' && draft.replaces !== undefined) dispatch({ kind: 'cancelEdit' });
    else return;
    event.preventDefault();
  };

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
      draft.replaces !== undefined &&
        h('div', { key: 'editing', class: 'editing' }, [
          strings.editing,
          button(strings.cancelEdit, () => {
            dispatch({ kind: 'cancelEdit' });
            context.focusComposer();
          }),
        ]),
      commands.length > 0 && commandList(commands, current, complete, context),
      h('textarea', {
        key: 'input',
        ref: input,
        rows: 2,
        value: draft.text,
        placeholder: strings.composerPlaceholder,
        'aria-label': strings.composerLabel,
        ...(commands.length > 0 && {
          role: 'combobox',
          'aria-expanded': 'true',
          'aria-controls': 'commands',
          'aria-activedescendant': `command-${current}`,
        }),
        onInput: (event: Event) => {
          choose(0);
          dispatch({ kind: 'type', text: (event.currentTarget as HTMLTextAreaElement).value });
        },
        onKeyDown,
      }),
      h('div', { key: 'row', class: 'row' }, [
        chip('selection', context),
        chip('file', context),
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

/** The commands that what is typed so far may become. */
function suggested(text: string): readonly ChatCommand[] {
  const begun = /^\/([a-z]*)$/.exec(text)?.[1];
  return begun === undefined ? [] : chatCommands.filter((each) => each.startsWith(begun));
}

function commandList(
  commands: readonly ChatCommand[],
  current: number,
  complete: (command: ChatCommand) => void,
  { strings }: PanelContext,
): ComponentChildren {
  return h(
    'ul',
    {
      key: 'commands',
      id: 'commands',
      class: 'commands',
      role: 'listbox',
      'aria-label': strings.commands,
    },
    commands.map((command, index) =>
      h(
        'li',
        {
          key: command,
          id: `command-${index}`,
          role: 'option',
          'aria-selected': index === current ? 'true' : 'false',
          onMouseDown: (event: Event) => {
            event.preventDefault();
            complete(command);
          },
        },
        [
          h('b', { key: 'name' }, `/${command}`),
          h('span', { key: 'what', class: 'facts' }, strings[commandStrings[command]]),
        ],
      ),
    ),
  );
}

/** A toggle for what the editor shows; it says how much would go along. */
function chip(kind: ChatSource['kind'], context: PanelContext): ComponentChildren {
  const { strings, state, dispatch } = context;
  const source = sourceOf(context, kind);
  if (source === undefined) return false;
  const on = state.draft.attach.includes(kind);
  const text = filled(
    kind === 'selection' ? strings.attachedSelection : strings.attachedFile,
    showInvisible(source.name),
    source.lines,
    source.characters,
  );
  const label = kind === 'selection' ? strings.attachSelection : strings.attachFile;
  return h(
    'button',
    {
      key: kind,
      type: 'button',
      class: on ? 'chip on' : 'chip',
      'aria-pressed': on ? 'true' : 'false',
      title: on ? text : `${label} (${text})`,
      onClick: () => dispatch({ kind: 'toggleSource', source: kind }),
    },
    on ? text : `+ ${label}`,
  );
}

function sourceOf({ state }: PanelContext, kind: ChatSource['kind']) {
  return state.sources.find((each) => each.kind === kind);
}
