import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import type { Workbench } from './workbench.ts';

/** The row of the open quick pick whose label is this. */
export function row(workbench: Workbench, label: string): Locator {
  return workbench.page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: workbench.page.getByText(label, { exact: true }) })
    .first();
}

/** Types a label and takes the row with it. */
export async function choose(workbench: Workbench, label: string): Promise<void> {
  await filter(workbench, label);
  await workbench.page.keyboard.press('Enter');
}

/** Ticks a row unless it is ticked, and shows all of them again. */
export async function tick(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  await filter(workbench, label);
  const box = row(workbench, label).locator('[role=checkbox], input[type=checkbox]').first();
  if (!(await isTicked(box))) {
    await page.keyboard.press('Space');
    await eventually('the row is ticked', async () => ((await isTicked(box)) ? true : undefined));
  }
  await page.locator('.quick-input-widget:visible input[type=text]').first().fill('');
}

async function isTicked(box: Locator): Promise<boolean> {
  return (await box.getAttribute('aria-checked')) === 'true' || (await box.isChecked());
}

/** Types a label and moves to the row with it. */
async function filter(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await page.locator('.quick-input-widget:visible input[type=text]').first().fill(label);
  await row(workbench, label).waitFor();
  await eventually('the row is under the cursor', async () => {
    if (await row(workbench, label).and(page.locator('.focused')).isVisible()) return true;
    await page.keyboard.press('ArrowDown');
    return undefined;
  });
}
