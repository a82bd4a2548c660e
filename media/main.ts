import { startPanel, type PanelHost } from './chat/panel.ts';

/** Given by VS Code to the scripts of a webview, once. */
declare function acquireVsCodeApi(): PanelHost;

const root = document.getElementById('root');
if (root) startPanel(root, acquireVsCodeApi());
