/** Lines that announce a final number, in order of trust; the last such line of a text counts. */
const announcements: readonly RegExp[] = [
  /^\s*A:(.*)$/,
  /^\s*####(.*)$/,
  /\\boxed\{([^{}]*)\}/,
  /\b(?:final\s+)?answer(?:\s+is|\s*[:=])(.*)$/i,
];

const numberPattern = /[-+−]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * The number that a text ends up with, as plain digits: the last line that starts with `A:` (or another common
 * announcement), without currency signs, thousands separators, percent signs, units and a trailing `.0`; else the
 * last number of the text. Undefined when there is none.
 */
export function canonicalNumber(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  for (const announcement of announcements) {
    for (let at = lines.length - 1; at >= 0; at--) {
      const said = announcement.exec(lines[at] ?? '')?.[1];
      const number = said === undefined ? undefined : announcedNumber(said);
      if (number !== undefined) return number;
    }
  }
  const last = text.match(numberPattern)?.at(-1);
  return last === undefined ? undefined : plainDigits(last);
}

/** `12 * 3 = $36 per day` announces 36: what follows the last equals sign, and its first number. */
function announcedNumber(said: string): string | undefined {
  const result = said.slice(said.lastIndexOf('=') + 1);
  const first = (result.match(numberPattern) ?? said.match(numberPattern))?.[0];
  return first === undefined ? undefined : plainDigits(first);
}

/** Digits as a person writes them: no separators, no exponent, no needless zeros. Exact, whatever the length. */
export function plainDigits(written: string): string | undefined {
  const parts = /^([-+−]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d{1,3}))?$/i.exec(
    written.trim().replaceAll(',', ''),
  );
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts;
  if (whole === '' && fraction === '') return undefined;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  const before = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const after = point < 0 ? digits.padStart(digits.length - point, '0') : digits.slice(point);
  const integer = before.replace(/^0+(?=\d)/, '') || '0';
  const decimals = after.replace(/0+$/, '');
  const plain = decimals === '' ? integer : `${integer}.${decimals}`;
  return (sign === '-' || sign === '−') && plain !== '0' ? `-${plain}` : plain;
}
