/**
 * Evaluated first in a fresh QuickJS context; its value is the object that the host calls. Each method answers one
 * string that starts with a letter: `v` a value or success, `e` an exception's class, `s` source that does not parse,
 * `p` a promise that is not settled yet.
 */
export const javascriptHarness = String.raw`(() => {
  'use strict';
  const { apply, ownKeys, getPrototypeOf } = Reflect;
  const { is, entries, keys, prototype: objectPrototype } = Object;
  const { isArray, from } = Array;
  const { stringify } = JSON;
  const evaluate = eval, Parse = Function, Text = String, Whole = Number;
  const Failure = Error, Pending = Promise, Table = Map, Bag = Set, Moment = Date, Pattern = RegExp, Open = WeakSet;
  const then = Promise.prototype.then;
  const symbolIterator = Symbol.iterator;
  const viewPrototype = getPrototypeOf(Int8Array.prototype);
  const longestText = 4000, mostParts = 20000, mostItems = 1000, deepest = 60;

  function number(value) {
    if (value !== value) return 'nan';
    if (value === Infinity || value === -Infinity) return value > 0 ? 'inf' : '-inf';
    if (Whole.isInteger(value)) return Text(value + 0 === 0 ? 0 : value);
    return Text(Whole(value.toPrecision(10)));
  }

  function shortened(text) {
    if (text.length <= longestText) return text;
    let hash = 0;
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return text.slice(0, longestText) + '#' + text.length + '#' + hash;
  }

  function canonical(value) {
    let left = mostParts;
    const open = new Open();
    const many = (values, depth) => {
      const parts = [];
      for (const each of values) {
        if (parts.length >= mostParts) break;
        parts[parts.length] = part(each, depth);
      }
      return parts;
    };
    const list = (values, depth) => many(values, depth).join(', ');
    const sorted = (values, depth) => many(values, depth).sort().join(', ');
    function fields(value, depth) {
      const names = keys(value).sort();
      const parts = [];
      for (const name of names) parts[parts.length] = stringify(name) + ': ' + part(value[name], depth);
      return '{' + parts.join(', ') + '}';
    }
    function part(value, depth) {
      left -= 1;
      if (left < 0 || depth > deepest) return '...';
      switch (typeof value) {
        case 'number': return number(value);
        case 'bigint': return Text(value) + 'n';
        case 'string': return shortened(stringify(value));
        case 'symbol': return '<symbol>';
        case 'function': return '<function>';
        case 'object': return value === null ? 'null' : composite(value, depth + 1);
        default: return Text(value);
      }
    }
    function composite(value, depth) {
      if (open.has(value)) return '<cycle>';
      open.add(value);
      try {
        if (isArray(value)) return '[' + list(value, depth) + ']';
        if (value instanceof Table) {
          const parts = [];
          for (const [key, item] of value) parts[parts.length] = part(key, depth) + ': ' + part(item, depth);
          return 'Map{' + parts.sort().join(', ') + '}';
        }
        if (value instanceof Bag) return 'Set{' + sorted(value, depth) + '}';
        if (value instanceof Moment) return 'Date(' + number(value.getTime()) + ')';
        if (value instanceof Pattern) return Text(value);
        if (value instanceof Failure) return name(value) + '(' + part(value.message, depth) + ')';
        if (value instanceof Whole || value instanceof Text || value instanceof Boolean) return part(value.valueOf(), depth);
        if (viewPrototype.isPrototypeOf(value)) return name(value) + '[' + list(value, depth) + ']';
        if (typeof value.next === 'function' && typeof value[symbolIterator] === 'function')
          return 'iter[' + list(firstItems(value), depth) + ']';
        const prototype = getPrototypeOf(value);
        return (prototype === objectPrototype || prototype === null ? '' : name(value)) + fields(value, depth);
      } finally {
        open.delete(value);
      }
    }
    return part(value, 0);
  }

  function* firstItems(iterator) {
    for (let count = 0; count < mostItems; count++) {
      const step = iterator.next();
      if (step.done) return;
      yield step.value;
    }
  }

  function name(value) {
    const maker = value && value.constructor;
    return typeof maker === 'function' && typeof maker.name === 'string' ? maker.name : 'object';
  }

  const failure = (error) => 'e' + (error instanceof Failure ? name(error) : 'thrown ' + typeof error);

  let printed = '';
  const print = (...values) => {
    if (printed.length < 2000) printed += values.map((value) => (typeof value === 'string' ? value : canonical(value))).join(' ') + '\n';
  };

  // Time passes only here: the earliest timer is due as soon as nothing else is left to do.
  let timers = [], timerId = 0, timerNow = 0, timersRun = 0;
  function later(callback, delay, rest, every) {
    const due = timerNow + Math.max(0, Whole(delay) || 0);
    timers[timers.length] = { id: ++timerId, due, every, callback, rest };
    return timerId;
  }
  function cancel(id) {
    timers = timers.filter((timer) => timer.id !== id);
  }
  function runTimer() {
    if (timers.length === 0 || ++timersRun > 10000) return false;
    let next = timers[0];
    for (const timer of timers) if (timer.due < next.due) next = timer;
    cancel(next.id);
    timerNow = next.due;
    if (next.every !== undefined) timers[timers.length] = { ...next, due: timerNow + Math.max(1, next.every) };
    if (typeof next.callback === 'function') apply(next.callback, undefined, next.rest);
    return true;
  }

  let seed = 1;
  Math.random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };

  class AssertionError extends Failure {
    constructor(message) {
      super(message === undefined ? 'assertion failed' : Text(message));
      this.name = 'AssertionError';
    }
  }
  function assert(holds, message) {
    if (!holds) throw new AssertionError(message);
  }
  const same = (actual, expected) => canonical(actual) === canonical(expected);
  Object.assign(assert, {
    ok: assert,
    equal: (actual, expected, message) => assert(actual == expected, message),
    notEqual: (actual, expected, message) => assert(actual != expected, message),
    strictEqual: (actual, expected, message) => assert(is(actual, expected), message),
    notStrictEqual: (actual, expected, message) => assert(!is(actual, expected), message),
    deepEqual: (actual, expected, message) => assert(same(actual, expected), message),
    deepStrictEqual: (actual, expected, message) => assert(same(actual, expected), message),
    throws(work, message) {
      let thrown = false;
      try { work(); } catch { thrown = true; }
      assert(thrown, typeof message === 'string' ? message : undefined);
    },
  });

  const quiet = () => undefined;
  Object.assign(globalThis, {
    console: {
      log: print, info: print, debug: print, warn: print, error: print, trace: quiet, table: print,
      time: quiet, timeEnd: quiet, group: quiet, groupEnd: quiet,
      assert: (holds, ...message) => assert(holds, message.join(' ')),
    },
    assert,
    setTimeout: (callback, delay, ...rest) => later(callback, delay, rest, undefined),
    setInterval: (callback, delay, ...rest) => later(callback, delay, rest, Whole(delay) || 0),
    setImmediate: (callback, ...rest) => later(callback, 0, rest, undefined),
    clearTimeout: cancel, clearInterval: cancel, clearImmediate: cancel,
    structuredClone: (value) => JSON.parse(stringify(value)),
    exports: {},
    module: { exports: {} },
    require: (wanted) => {
      if (/^(node:)?assert(\/strict)?$/.test(wanted)) return assert;
      throw new Failure('cannot load ' + wanted);
    },
  });
  globalThis.module.exports = globalThis.exports;
  globalThis.global = globalThis.window = globalThis.self = globalThis;

  let entry, answer, describe;

  function settle(value, toAnswer) {
    if (!(value instanceof Pending)) return toAnswer(value);
    answer = undefined;
    describe = toAnswer;
    apply(then, value, [
      (result) => { try { answer = describe(result); } catch (error) { answer = failure(error); } },
      (error) => { answer = failure(error); },
    ]);
    return 'p';
  }

  return {
    find(wanted) {
      const named = evaluate('typeof ' + wanted + ' === "function" ? ' + wanted + ' : undefined');
      const { exports } = globalThis.module;
      entry = named ?? exports[wanted] ?? globalThis.exports[wanted] ?? exports.default;
      if (entry === undefined && typeof exports === 'function') entry = exports;
      return typeof entry === 'function' ? 'v' : 'eMissing';
    },
    call(source) {
      let values;
      const read = () => evaluate('[' + source + '\n]');
      try { values = read(); } catch (error) { return 's' + name(error); }
      printed = '';
      try {
        return settle(apply(entry, undefined, values), (result) => {
          if (result !== undefined) return 'v' + canonical(result);
          const after = canonical(values);
          if (after !== canonical(read())) return 'vundefined; arguments ' + after;
          return printed === '' ? 'vundefined' : 'vundefined; printed ' + stringify(printed);
        });
      } catch (error) {
        return failure(error);
      }
    },
    test(source) {
      try { Parse(source); } catch (error) { return 's' + name(error); }
      try { return settle(evaluate(source), () => 'v'); } catch (error) { return failure(error); }
    },
    wait() {
      if (answer !== undefined) return answer;
      try { return runTimer() ? 'p' : 'ePending'; } catch (error) { return failure(error); }
    },
  };
})()`;
