import { Moment, type Value } from '../values.ts';
import { method, numberAt } from './parts.ts';

const readers: Readonly<Record<string, (date: Date) => number>> = {
  FullYear: (date) => date.getUTCFullYear(),
  Month: (date) => date.getUTCMonth(),
  Date: (date) => date.getUTCDate(),
  Day: (date) => date.getUTCDay(),
  Hours: (date) => date.getUTCHours(),
  Minutes: (date) => date.getUTCMinutes(),
  Seconds: (date) => date.getUTCSeconds(),
  Milliseconds: (date) => date.getUTCMilliseconds(),
};

const writers: Readonly<Record<string, (date: Date, args: readonly number[]) => number>> = {
  FullYear: (date, [a = NaN, ...rest]) => date.setUTCFullYear(a, ...rest),
  Month: (date, [a = NaN, ...rest]) => date.setUTCMonth(a, ...rest),
  Date: (date, [a = NaN]) => date.setUTCDate(a),
  Hours: (date, [a = NaN, ...rest]) => date.setUTCHours(a, ...rest),
  Minutes: (date, [a = NaN, ...rest]) => date.setUTCMinutes(a, ...rest),
  Seconds: (date, [a = NaN]) => date.setUTCSeconds(a),
};

/** A member of a JavaScript date; local time is UTC here. */
export function dateMember(at: Moment, name: string): Value {
  const part = /^get(?:UTC)?(\w+)$/.exec(name)?.[1] ?? '';
  const read = Object.hasOwn(readers, part) ? readers[part] : undefined;
  if (read) return method(name, () => read(new Date(at.ms)));
  const written = /^set(?:UTC)?(\w+)$/.exec(name)?.[1] ?? '';
  const write = Object.hasOwn(writers, written) ? writers[written] : undefined;
  if (write)
    return method(name, (args) => {
      at.ms = write(
        new Date(at.ms),
        args.map((_, place) => numberAt(args, place)),
      );
      return at.ms;
    });
  if (name === 'getTime' || name === 'valueOf') return method(name, () => at.ms);
  if (name === 'toISOString' || name === 'toJSON') return method(name, () => isoText(at.ms));
  return undefined;
}

function isoText(ms: number): string {
  return Number.isNaN(ms) ? 'Invalid Date' : new Date(ms).toISOString();
}

/** `new Date(…)`; without arguments a fixed day, so that runs repeat. */
export function dateOf(args: readonly Value[]): Moment {
  const [first] = args;
  if (args.length === 0) return new Moment(Date.UTC(2024, 4, 15, 12));
  if (args.length === 1) {
    if (first instanceof Moment) return new Moment(first.ms);
    return new Moment(typeof first === 'string' ? Date.parse(first) : numberAt(args, 0));
  }
  const [year = NaN, month = 0, day = 1, ...rest] = args.map((_, place) => numberAt(args, place));
  return new Moment(Date.UTC(year, month, day, ...rest));
}
