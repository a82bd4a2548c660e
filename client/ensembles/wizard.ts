import * as vscode from 'vscode';

/** What a question came to: an answer, or a step back or away with what stood there by then. */
export type Answer<T> =
  | { readonly kind: 'given'; readonly value: T }
  | { readonly kind: 'back' | 'left'; readonly value?: T };

/** Where a question stands among others. */
export interface StepPlace {
  readonly title: string;
  /** From one. */
  readonly step?: number;
  readonly total?: number;
  /** Shows the back button. */
  readonly back?: boolean;
}

export interface PickItem<T> extends vscode.QuickPickItem {
  /** Absent for a separator. */
  readonly value?: T;
}

export interface PickQuestion<T> extends StepPlace {
  readonly placeholder: string;
  readonly items: readonly PickItem<T>[] | Promise<readonly PickItem<T>[]>;
  /** Several may be chosen; at least so many must be. */
  readonly many?: { readonly least: number; readonly tooFew: string };
  /** Chosen already: ticked where several may be, else under the cursor. */
  readonly chosen?: (value: T) => boolean;
  /** Hears a button of an item; the pick stays open. */
  readonly onButton?: (value: T) => void;
}

/** Asks with a quick pick; Escape leaves, as anywhere in VS Code. Rejects when its items cannot be had. */
export function askPick<T>(question: PickQuestion<T>): Promise<Answer<readonly T[]>> {
  const pick = vscode.window.createQuickPick<PickItem<T>>();
  const { many } = question;
  place(pick, question);
  pick.placeholder = question.placeholder;
  pick.canSelectMany = many !== undefined;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  const valuesOf = (): readonly T[] =>
    pick.selectedItems.flatMap(({ value }) => (value === undefined ? [] : [value]));
  // Only ticks are made before the answer; a list of one choice has none.
  const ticked = (): readonly T[] | undefined => (many && !pick.busy ? valuesOf() : undefined);
  return settle(pick, ticked, (give, fail) => {
    void Promise.resolve(question.items).then((items) => {
      pick.busy = false;
      pick.items = items;
      const chosen = items.filter(
        ({ value }) => value !== undefined && question.chosen?.(value) === true,
      );
      if (many) pick.selectedItems = chosen;
      else if (chosen.length > 0) pick.activeItems = chosen;
    }, fail);
    pick.onDidTriggerItemButton(({ item }) => {
      if (item.value !== undefined) question.onButton?.(item.value);
    });
    pick.onDidAccept(() => {
      const values = valuesOf();
      if (many && values.length < many.least) pick.title = `${question.title}: ${many.tooFew}`;
      else if (many || values.length > 0) give(values);
    });
  });
}

export interface TextQuestion extends StepPlace {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Why the text will not do. */
  readonly problem: (text: string) => string | undefined;
}

/** Asks with an input box. */
export function askText(question: TextQuestion): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  place(box, question);
  box.prompt = question.prompt;
  box.placeholder = question.placeholder ?? '';
  box.value = question.value ?? '';
  const written = (): string => box.value;
  return settle(box, written, (give) => {
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    box.onDidAccept(() => {
      const problem = question.problem(box.value);
      box.validationMessage = problem;
      if (problem === undefined) give(box.value.trim());
    });
  });
}

function place(input: vscode.QuickInput, { title, step, total, back }: StepPlace): void {
  input.title = title;
  input.step = step;
  input.totalSteps = total;
  // What was chosen so far must not be lost to a click elsewhere.
  input.ignoreFocusOut = true;
  if (back) (input as vscode.InputBox).buttons = [vscode.QuickInputButtons.Back];
}

type Input = vscode.QuickInput &
  Pick<vscode.InputBox, 'onDidTriggerButton' | 'onDidHide' | 'show' | 'dispose'>;

/** Shows an input until it is answered, stepped back from or hidden, and disposes it. */
function settle<T>(
  input: Input,
  standing: () => T | undefined,
  listen: (give: (value: T) => void, fail: (reason: unknown) => void) => void,
): Promise<Answer<T>> {
  return new Promise<Answer<T>>((resolve, reject) => {
    const leave = (kind: 'back' | 'left'): void => {
      const value = standing();
      resolve({ kind, ...(value !== undefined && { value }) });
    };
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) leave('back');
    });
    input.onDidHide(() => leave('left'));
    listen((value) => resolve({ kind: 'given', value }), reject);
    input.show();
  }).finally(() => input.dispose());
}
