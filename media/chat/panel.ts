import { h, render, type ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { answerText, type ChatAnswer } from '../../protocol/conversation.ts';
import { parseHostMessage, type PanelMessage } from '../../protocol/webview.ts';
import { nextAnnouncement } from './announce.ts';
import { Composer } from './composer.ts';
import type { PanelContext } from './context.ts';
import { initialState, keptOf, reduce, runningTurn, shownTurns, type PanelState } from './state.ts';
import { Turn } from './turns.ts';
import { emptyView, History } from './views.ts';
import { filled } from './words.ts';

/** The editor's side of a webview; tests put another one in its place. */
export interface PanelHost {
  readonly postMessage: (message: PanelMessage) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** Draws the panel into an element and keeps it true to what the extension says. */
export function startPanel(root: HTMLElement, host: PanelHost): void {
  root.addEventListener('click', (event) => {
    const link = (event.target as HTMLElement).closest('a');
    if (!link) return;
    // The extension asks the user before anything is opened.
    event.preventDefault();
    host.postMessage({ kind: 'openLink', href: link.href });
  });
  render(h(Panel, { host }), root);
}

function Panel({ host }: { readonly host: PanelHost }): ComponentChildren {
  const [state, dispatch] = useReducer(reduce, undefined, () => initialState(host.getState()));
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>): void => {
      const message = parseHostMessage(event.data);
      if (message === undefined) return;
      dispatch({ kind: 'host', message });
      if (['draft', 'conversation', 'attach'].includes(message.kind)) focusComposer();
      // Whoever opened the panel had to wait for the composer; who did not must not lose the focus to it.
      if (message.kind === 'start' && document.hasFocus()) focus();
    };
    const focus = (): void => {
      if (document.activeElement === document.body) focusComposer();
    };
    window.addEventListener('message', hear);
    window.addEventListener('focus', focus);
    host.postMessage({ kind: 'ready' });
    return () => {
      window.removeEventListener('message', hear);
      window.removeEventListener('focus', focus);
    };
  }, []);
  // Before the page is drawn: it may be hidden, and gone, at the next moment.
  useLayoutEffect(() => host.setState(keptOf(state)), [state.draft, state.view]);
  const focusComposer = (): void => {
    // After the next drawing, when the text is in its place.
    requestAnimationFrame(() => {
      const area = input.current;
      area?.focus();
      area?.setSelectionRange(area.value.length, area.value.length);
    });
  };
  const { strings, pool } = state;
  if (strings === undefined) return null;
  const send = (message: PanelMessage): void => {
    host.postMessage(message);
    // What was pressed gives way to the answer.
    if (message.kind === 'send' || message.kind === 'retry') focusComposer();
  };
  const context: PanelContext = { strings, pool, state, send, dispatch, focusComposer };
  return h('div', { class: 'panel' }, [
    state.view === 'history'
      ? h('main', { key: 'history', class: 'scroll' }, h(History, { context }))
      : h(Conversation, { key: 'chat', context }),
    state.view === 'chat' && h(Composer, { key: 'composer', context, input }),
    h(LiveRegion, { key: 'live', state }),
  ]);
}

/** The messages; the end stays in view unless the user has scrolled away from it. */
function Conversation({ context }: { readonly context: PanelContext }): ComponentChildren {
  const { state, strings, dispatch } = context;
  const { id } = state.conversation;
  const { turns, earlier } = shownTurns(state);
  const place = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const onScroll = (): void => {
    const list = place.current;
    if (!list) return;
    follows.current = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    if (earlier > 0 && !follows.current && list.scrollTop < 40) showEarlier();
  };
  // Where the reader is, measured from the end, which stays when something comes in front of it.
  const fromEnd = useRef<number | undefined>(undefined);
  const showEarlier = (): void => {
    const list = place.current;
    if (list) fromEnd.current = list.scrollHeight - list.scrollTop;
    follows.current = false;
    dispatch({ kind: 'showEarlier' });
  };
  useLayoutEffect(() => {
    const list = place.current;
    if (!list || fromEnd.current === undefined) return;
    list.scrollTop = list.scrollHeight - fromEnd.current;
    fromEnd.current = undefined;
    // The button that was pressed may be gone.
    if (document.activeElement === document.body)
      list.querySelector<HTMLElement>('.turn')?.focus({ preventScroll: true });
  }, [state.shown]);
  useLayoutEffect(() => {
    follows.current = true;
  }, [id, state.conversation.turns.length]);
  const isEmpty = turns.length === 0;
  useLayoutEffect(() => {
    const list = place.current;
    const content = list?.firstElementChild;
    if (!list || !content) return undefined;
    // Also when turns that come into view turn out to be higher or lower than they were thought to be.
    const observer = new ResizeObserver(() => {
      if (follows.current) list.scrollTop = list.scrollHeight;
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, [id, isEmpty]);
  return h(
    'main',
    { class: 'scroll', ref: place, onScroll },
    isEmpty
      ? emptyView(context)
      : h('div', {}, [
          earlier > 0 &&
            h('div', { key: 'earlier', class: 'actions' }, [
              h(
                'button',
                { type: 'button', class: 'plain', onClick: showEarlier },
                filled(strings.earlier, earlier),
              ),
            ]),
          h(
            'ol',
            {
              key: 'turns',
              class: 'turns',
              'aria-label': strings.conversation,
              start: earlier + 1,
            },
            turns.map((turn) => h(Turn, { key: turn.id, turn, context })),
          ),
        ]),
  );
}

/** Tells screen readers of answers sentence by sentence, and of what the extension has to say. */
function LiveRegion({ state }: { readonly state: PanelState }): ComponentChildren {
  const heard = useRef<{ id: string; told: number }>({ id: '', told: 0 });
  const said = useRef('');
  const notice = useRef('');
  const running = runningTurn(state);
  if (running && heard.current.id !== running.id) heard.current = { id: running.id, told: 0 };
  const turn = state.conversation.turns.find(({ id }) => id === heard.current.id);
  if (turn) {
    const done = turn.answer.state !== 'running';
    const { say, told } = nextAnnouncement(spoken(turn.answer), heard.current.told, done);
    if (say !== '') said.current = say;
    heard.current = done ? { id: '', told: 0 } : { id: turn.id, told };
  }
  if (state.notice !== notice.current) {
    notice.current = state.notice;
    said.current = state.notice;
  }
  return h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' }, said.current);
}

function spoken(answer: ChatAnswer): string {
  return answer.state === 'failed' ? `${answer.text}\n${answer.sentence}` : answerText(answer);
}
