import type { ChatStrings, PanelMessage, PoolSummary } from '../../protocol/webview.ts';
import type { PanelAction, PanelState } from './state.ts';

/** What every part of the panel may use. */
export interface PanelContext {
  readonly strings: ChatStrings;
  readonly pool: PoolSummary;
  readonly state: PanelState;
  /** To the extension. */
  readonly send: (message: PanelMessage) => void;
  /** To the reducer. */
  readonly dispatch: (action: PanelAction) => void;
  /** Puts the cursor into the composer, at the end of its text. */
  readonly focusComposer: () => void;
}
