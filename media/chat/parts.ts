import { h, type ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { mostCharacters, renderMarkdown } from './markdown.ts';
import { filled } from './words.ts';
import type { PanelContext } from './context.ts';

/** A button with words; `primary` for the one that is meant most. */
export function button(
  label: string,
  onClick: () => void,
  more: { readonly primary?: boolean; readonly title?: string; readonly disabled?: boolean } = {},
): ComponentChildren {
  const { primary = false, ...rest } = more;
  return h(
    'button',
    { type: 'button', class: primary ? 'primary' : 'plain', onClick, key: label, ...rest },
    label,
  );
}

/** A row of actions. */
export function actions(label: string, children: ComponentChildren): ComponentChildren {
  return h('div', { class: 'actions', role: 'group', 'aria-label': label }, children);
}

/** Markdown with actions on its code blocks; the nodes are not Preact's, so they are put in by hand. */
export function Markdown(props: {
  readonly text: string;
  readonly context: PanelContext;
  /** Absent while the answer still grows. */
  readonly turnId?: string;
}): ComponentChildren {
  const { text, context, turnId } = props;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const fragment = renderMarkdown(text);
    if (turnId !== undefined)
      for (const block of fragment.querySelectorAll('pre')) addBlockActions(block, turnId, context);
    place.current?.replaceChildren(fragment);
  }, [text, turnId]);
  const cut = text.length > mostCharacters;
  return h('div', { class: 'markdown' }, [
    h('div', { ref: place, key: 'text' }),
    cut &&
      h(
        'p',
        { class: 'note', key: 'cut' },
        filled(context.strings.tooLong, mostCharacters, text.length),
      ),
  ]);
}

function addBlockActions(block: HTMLPreElement, turnId: string, context: PanelContext): void {
  const { strings, send } = context;
  const text = (block.textContent ?? '').replace(/\n$/, '');
  block.tabIndex = 0;
  const row = document.createElement('div');
  row.className = 'actions';
  const add = (label: string, act: () => void): void => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'plain';
    made.textContent = label;
    made.addEventListener('click', act);
    row.append(made);
  };
  add(strings.copy, () => send({ kind: 'copy', text }));
  add(strings.insert, () => send({ kind: 'insert', text }));
  add(strings.apply, () => send({ kind: 'applyBlock', turnId, text }));
  block.after(row);
}
