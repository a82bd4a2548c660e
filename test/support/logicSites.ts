import type { LogicForm, LogicSite } from '../../protocol/checker.ts';
import { logicTools } from '../../server/verify/logic/tools.ts';

/** All sites of a whole document. */
export async function sitesIn(
  languageId: string,
  text: string,
  range = { start: 0, end: text.length },
): Promise<readonly LogicSite[]> {
  const { sites } = await logicTools['logic/sites'](
    { languageId, text, range },
    new AbortController().signal,
  );
  return sites;
}

/** The document with the best form of every site in place. */
export async function simplifiedText(languageId: string, text: string): Promise<string> {
  const sites = (await sitesIn(languageId, text)).filter(
    (site) => site.kind === 'condition' && site.forms.length > 0,
  );
  return sites
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((at, site) => replaced(at, site, site.forms[0]), text);
}

/** The document with one form in place. */
export function replaced(text: string, { range }: LogicSite, form: LogicForm | undefined): string {
  return form === undefined ? text : text.slice(0, range.start) + form.text + text.slice(range.end);
}
