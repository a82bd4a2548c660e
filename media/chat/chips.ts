import { h, type ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { attachmentKey, type Attachment, type Chip } from '../../protocol/attachments.ts';
import type { AttachedSource } from '../../protocol/conversation.ts';
import { showInvisible } from '../../protocol/visible.ts';
import type { ChatStrings } from '../../protocol/webview.ts';
import type { PanelContext } from './context.ts';
import { isThere } from './state.ts';
import { filled, memberWords } from './words.ts';

/** What goes along, a chip each with its cost, and what all of it comes to; pressing a chip takes it away. */
export function Chips(props: { readonly context: PanelContext }): ComponentChildren {
  const { context } = props;
  const { state, strings, dispatch, focusComposer } = context;
  const { attach } = state.draft;
  const list = useRef<HTMLUListElement>(null);
  const remove = (key: string, index: number): void => {
    const label = chipName(context, attach[index]);
    dispatch({ kind: 'detach', key, notice: filled(strings.chipRemoved, label) });
    // What was pressed is gone; its neighbour takes its place, and the text where there is none.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll('button') ?? [];
      const next = buttons[Math.min(index, buttons.length - 1)];
      if (next) next.focus();
      else focusComposer();
    });
  };
  if (attach.length === 0) return null;
  return h('div', { class: 'context' }, [
    h(
      'ul',
      { key: 'chips', ref: list, class: 'chips', 'aria-label': strings.context },
      attach.map((each, index) => {
        const key = attachmentKey(each);
        return h(
          'li',
          { key },
          chipButton(each, context, () => remove(key, index)),
        );
      }),
    ),
    h('p', { key: 'total', class: 'facts total' }, totalWords(context)),
    ...(state.cost?.dropped ?? []).map((sentence) =>
      h('p', { key: sentence, class: 'note' }, showInvisible(sentence)),
    ),
  ]);
}

function chipButton(
  attachment: Attachment,
  context: PanelContext,
  remove: () => void,
): ComponentChildren {
  const { strings, state } = context;
  const chip = chipOf(context, attachment);
  const name = chipName(context, attachment);
  const cost = costWords(chip, context, isThere(state, attachment));
  const fate = chip.weight?.fate ?? 'whole';
  return h(
    'button',
    {
      type: 'button',
      class: `chip on ${fate}`,
      title: tooltip(chip, name, context),
      'aria-label': `${filled(strings.removeChip, name)} (${cost})`,
      onClick: remove,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Delete' && event.key !== 'Backspace') return;
        event.preventDefault();
        remove();
      },
    },
    [
      h('span', { key: 'name', class: 'name' }, name),
      h('span', { key: 'cost', class: 'cost' }, cost),
      h('span', { key: 'remove', 'aria-hidden': 'true' }, '×'),
    ],
  );
}

function chipOf({ state }: PanelContext, attachment: Attachment): Chip {
  const known = state.chips[attachmentKey(attachment)] ?? {};
  if (attachment.kind === 'named' || attachment.kind === 'terminal') return known;
  // The editor is the first to know what is selected in it.
  const source = state.sources.find(({ kind }) => kind === attachment.kind) ?? known.source;
  return { ...known, ...(source && { source }) };
}

function chipName(context: PanelContext, attachment: Attachment | undefined): string {
  if (!attachment) return '';
  const { strings } = context;
  const { source } = chipOf(context, attachment);
  const name = 'name' in attachment ? attachment.name : (source?.name ?? '');
  switch (attachment.kind) {
    case 'selection':
    case 'problems':
    case 'terminal':
      return attachedName(strings, attachment.kind, name, source?.lines);
    case 'file':
    case 'named':
      return attachedName(strings, 'file', name);
  }
}

/** What a source is called: its file, and what of it. */
export function attachedName(
  strings: ChatStrings,
  kind: AttachedSource['kind'],
  name: string,
  lines = 0,
): string {
  const shown = showInvisible(name);
  switch (kind) {
    case 'selection':
      return filled(strings.chipSelection, shown);
    case 'problems':
      return filled(strings.chipProblems, shown, lines);
    case 'terminal':
      return filled(strings.chipTerminal, shown);
    case 'file':
      return shown;
  }
}

/** A source with its size, as a sent message shows it. */
export function attachedWords(strings: ChatStrings, source: AttachedSource): string {
  const { kind, name, lines, characters } = source;
  return filled(strings.sizes, attachedName(strings, kind, name, lines), lines, characters);
}

function costWords(chip: Chip, { strings, state }: PanelContext, there: boolean): string {
  if (!there) return strings.chipNothing;
  const { weight } = chip;
  if (!weight) return state.cost ? strings.chipNothing : strings.chipCounting;
  const { tokens, fate } = weight;
  const exact = state.cost?.exact ?? true;
  const cost =
    tokens === undefined ? '' : filled(exact ? strings.tokens : strings.tokensAbout, tokens);
  const word = fate === 'left' ? strings.chipLeft : fate === 'shortened' ? strings.chipCut : '';
  return [cost, word].filter((each) => each !== '').join(', ');
}

/** The name, why the text does not go along whole, its size and who reads it, a line each. */
function tooltip(chip: Chip, name: string, { strings, state }: PanelContext): string {
  const { source, weight } = chip;
  const members = state.cost?.members ?? [];
  const readers = members.map((id) => memberWords(strings, id)).join(', ');
  return [
    source ? attachedWords(strings, source) : name,
    ...(weight?.why === undefined ? [] : [weight.why]),
    ...(readers === '' ? [] : [filled(strings.readBy, readers)]),
  ]
    .map(showInvisible)
    .join('\n');
}

/** The cost of everything against what the readers can take; empty while it is not known. */
function totalWords({ state, strings }: PanelContext): string {
  const { cost } = state;
  if (!cost || cost.members.length === 0) return '';
  const { total, window, exact } = cost;
  if (total === undefined) return strings.readInParts;
  if (window === undefined) return filled(exact ? strings.tokens : strings.tokensAbout, total);
  return filled(exact ? strings.tokensOf : strings.tokensAboutOf, total, window);
}
