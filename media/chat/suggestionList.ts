import { h, type ComponentChildren } from 'preact';
import type { ChatCommand } from '../../protocol/chat.ts';
import { showInvisible } from '../../protocol/visible.ts';
import type { ChatStringKey, ChatStrings } from '../../protocol/webview.ts';
import type { PanelContext } from './context.ts';
import type { Reference, Suggestion } from './suggestions.ts';

const commandStrings: Readonly<Record<ChatCommand, ChatStringKey>> = {
  fix: 'commandFix',
  simplify: 'commandSimplify',
  rewrite: 'commandRewrite',
  find: 'commandFind',
  vote: 'commandVote',
  council: 'commandCouncil',
};

const referenceStrings: Readonly<Record<Reference, ChatStringKey>> = {
  selection: 'refSelection',
  file: 'refFile',
  problems: 'refProblems',
  terminal: 'refTerminal',
};

/** What the text may become, as a list that the arrow keys of its field walk through. */
export function suggestionList(
  suggestions: readonly Suggestion[],
  current: number,
  take: (suggestion: Suggestion) => void,
  { strings }: PanelContext,
): ComponentChildren {
  return h(
    'ul',
    {
      key: 'suggestions',
      id: 'suggestions',
      class: 'commands',
      role: 'listbox',
      'aria-label': strings.suggestions,
    },
    suggestions.map((suggestion, index) => {
      const { name, what } = wordsOf(suggestion, strings);
      return h(
        'li',
        {
          key: `${name} ${what}`,
          id: `suggestion-${index}`,
          role: 'option',
          'aria-selected': index === current ? 'true' : 'false',
          onMouseDown: (event: Event) => {
            event.preventDefault();
            take(suggestion);
          },
        },
        [h('b', { key: 'name' }, name), h('span', { key: 'what', class: 'facts' }, what)],
      );
    }),
  );
}

function wordsOf(
  suggestion: Suggestion,
  strings: ChatStrings,
): { readonly name: string; readonly what: string } {
  switch (suggestion.kind) {
    case 'command':
      return { name: `/${suggestion.command}`, what: strings[commandStrings[suggestion.command]] };
    case 'reference':
      return {
        name: `#${suggestion.reference}`,
        what: strings[referenceStrings[suggestion.reference]],
      };
    case 'named': {
      const { name, path } = suggestion.file;
      return { name: showInvisible(name), what: showInvisible(path) };
    }
  }
}
