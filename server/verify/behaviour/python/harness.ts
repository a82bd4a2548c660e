/**
 * Runs once, before any candidate, inside the interpreter: it defines the three functions that the host calls.
 * Each takes and answers one string. An answer starts with a letter: `v` a value or success, `e` an exception's
 * class, `s` source that does not parse.
 */
export const pythonHarness = String.raw`
def __eidolon():
    import abc, bisect, builtins, collections, copy, dataclasses, datetime, decimal, enum, fractions, functools
    import gc, heapq, itertools, json, math, operator, random, re, statistics, string, sys, time, typing, types
    import zlib
    from collections.abc import Iterator, Mapping, Set, KeysView, ValuesView, ItemsView

    sys.argv = ['candidate']
    # A candidate that waits would only use up its time.
    time.sleep = lambda seconds: None

    class Printed:
        encoding = 'utf-8'
        def __init__(self):
            self.text = ''
        def write(self, text):
            if len(self.text) < 2000:
                self.text += str(text)[:2000]
            return len(text)
        def writelines(self, lines):
            for line in lines:
                self.write(line)
        def flush(self):
            pass
        def isatty(self):
            return False

    class NoInput:
        def readline(self, *size):
            return ''
        read = readline
        def __iter__(self):
            return iter(())

    longest_text, most_parts, most_items, deepest = 4000, 20000, 1000, 60

    def number(value):
        if value != value:
            return 'nan'
        if value in (math.inf, -math.inf):
            return 'inf' if value > 0 else '-inf'
        if value == int(value) and abs(value) < 1e15:
            return str(int(value))
        return format(value, '.10g')

    def shortened(text):
        if len(text) <= longest_text:
            return text
        return text[:longest_text] + '#%d#%d' % (len(text), zlib.crc32(text.encode('utf-8', 'backslashreplace')))

    def canonical(value):
        left = [most_parts]
        open_ids = set()

        def many(values, depth):
            return ', '.join([part(value, depth) for value in values])

        def part(value, depth):
            left[0] -= 1
            if left[0] < 0 or depth > deepest:
                return '...'
            if value is None or value is True or value is False or value is Ellipsis:
                return str(value)
            kind = type(value)
            if isinstance(value, bool):
                return str(bool(value))
            if isinstance(value, int):
                value = int(value)
                return str(value) if value.bit_length() < 10000 else shortened(hex(value))
            if isinstance(value, float):
                return number(float(value))
            if isinstance(value, complex):
                return 'complex(%s, %s)' % (number(value.real), number(value.imag))
            if isinstance(value, str):
                return shortened(repr(str.__str__(value)))
            if isinstance(value, (bytes, bytearray)):
                return shortened(repr(bytes(value)))
            if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType)):
                return '<%s>' % kind.__name__
            if id(value) in open_ids:
                return '<cycle>'
            open_ids.add(id(value))
            try:
                return composite(value, kind, depth + 1)
            finally:
                open_ids.discard(id(value))

        def composite(value, kind, depth):
            if isinstance(value, list):
                return '[%s]' % many(value, depth)
            if isinstance(value, tuple):
                return '(%s,)' % many(value, depth)
            if isinstance(value, dict) or (isinstance(value, Mapping) and not isinstance(value, type)):
                return '{%s}' % ', '.join(sorted([part(key, depth) + ': ' + part(value[key], depth) for key in value]))
            if isinstance(value, (KeysView, ValuesView, ItemsView, range, Iterator)):
                return 'iter[%s]' % many(itertools.islice(iter(value), most_items), depth)
            if isinstance(value, (set, frozenset, Set)):
                return 'set(%s)' % ', '.join(sorted([part(item, depth) for item in value]))
            if isinstance(value, BaseException):
                return '%s(%s)' % (kind.__name__, many(value.args, depth))
            if isinstance(value, (decimal.Decimal, fractions.Fraction, datetime.date, datetime.time, datetime.timedelta)):
                return shortened(repr(value))
            if isinstance(value, collections.deque):
                return 'deque[%s]' % many(value, depth)
            if isinstance(value, enum.Enum):
                return '%s.%s' % (kind.__name__, value.name)
            fields = getattr(value, '__dict__', None)
            if fields is None:
                fields = {name: getattr(value, name) for name in getattr(kind, '__slots__', ()) if hasattr(value, name)}
            return '%s%s' % (kind.__name__, part(dict(fields), depth))

        return part(value, 0)

    def finished(value):
        if not isinstance(value, types.CoroutineType):
            return value
        try:
            for _ in range(1000):
                value.send(None)
        except StopIteration as stop:
            return stop.value
        raise RuntimeError('waits for an event')

    def answer(letter, text):
        return (letter + text).encode('utf-8', 'backslashreplace').decode('utf-8')

    def failure(error):
        return answer('e', type(error).__name__)

    def captured(*positional, **named):
        return positional, named

    state = {}

    def entry_of(namespace, entry):
        found = namespace.get(entry)
        if callable(found):
            return found
        for value in list(namespace.values()):
            if isinstance(value, type) and callable(getattr(value, entry, None)):
                return getattr(value(), entry)
        return None

    def define(text):
        entry, source = text.split('\n', 1)
        sys.stdout = sys.stderr = Printed()
        sys.stdin = NoInput()
        random.seed(1)
        try:
            code = compile(source, '<candidate>', 'exec', dont_inherit=True)
        except BaseException as error:
            return failure(error)
        namespace = {'__name__': 'candidate', '__builtins__': builtins}
        try:
            exec(code, namespace)
            function = entry_of(namespace, entry)
        except BaseException as error:
            return failure(error)
        if function is None:
            return 'eMissing'
        state['namespace'], state['function'] = namespace, function
        return 'v'

    def call(text):
        source = 'captured(' + text + '\n)'
        scope = {'captured': captured, '__builtins__': builtins}
        try:
            code = compile(source, '<input>', 'eval', dont_inherit=True)
            positional, named = eval(code, scope)
        except BaseException as error:
            return answer('s', type(error).__name__)
        printed = sys.stdout = sys.stderr = Printed()
        try:
            value = finished(state['function'](*positional, **named))
            if value is not None:
                return answer('v', canonical(value))
            after = canonical((positional, named))
            if after != canonical(eval(code, scope)):
                return answer('v', 'None; arguments ' + after)
            if printed.text:
                return answer('v', 'None; printed ' + repr(printed.text))
            return 'vNone'
        except BaseException as error:
            return failure(error)

    def test(source):
        try:
            code = compile(source, '<test>', 'exec', dont_inherit=True)
        except BaseException as error:
            return answer('s', type(error).__name__)
        sys.stdout = sys.stderr = Printed()
        try:
            exec(code, state['namespace'])
            return 'v'
        except BaseException as error:
            return failure(error)

    gc.collect()
    return define, call, test

__eidolon_define, __eidolon_call, __eidolon_test = __eidolon()
del __eidolon
`;

/**
 * Runs last, after every start, snapshot or not: nothing of the host's interface stays importable. The wall around
 * the interpreter does not depend on it; a candidate only fails earlier and with a clearer name.
 */
export const pythonPurge = String.raw`
def __eidolon():
    import sys
    for name in list(sys.modules):
        if name.split('.')[0] in ('js', 'pyodide', 'pyodide_js', '_pyodide', '_pyodide_core', '_pyodide_package'):
            del sys.modules[name]
    sys.meta_path[:] = [finder for finder in sys.meta_path if 'pyodide' not in type(finder).__module__]
__eidolon()
del __eidolon
`;

/** The functions that the harness leaves in `__main__`; the host takes them out of there. */
export const harnessFunctions = ['__eidolon_define', '__eidolon_call', '__eidolon_test'] as const;
