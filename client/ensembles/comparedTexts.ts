import * as vscode from 'vscode';
import { messages } from '../messages.ts';
import { ensembleWords } from './words.ts';

export const comparedScheme = 'eidolon-compare';

/** A read-only document of a comparison. */
export interface ComparedText {
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** Holds the documents of comparisons, so that they can be searched, copied and compared like any other. */
export class ComparedTexts implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private count = 0;
  private readonly provider = vscode.workspace.registerTextDocumentContentProvider(comparedScheme, {
    provideTextDocumentContent: ({ query }) =>
      this.texts.get(query) ?? ensembleWords.comparisonGone(),
  });

  add(name: string, text: string): ComparedText {
    const key = String(++this.count);
    this.texts.set(key, text);
    const path = `/${messages.statusName()}/${key}/${name}`;
    return { name, uri: vscode.Uri.from({ scheme: comparedScheme, path, query: key }) };
  }

  forget(texts: readonly ComparedText[]): void {
    for (const { uri } of texts) this.texts.delete(uri.query);
  }

  dispose(): void {
    this.provider.dispose();
    this.texts.clear();
  }
}
