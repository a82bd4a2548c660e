/**
 * A program that is up to no good, and what may come of it. `MARK` stands for a file that must not appear, `FILE` for one
 * with a secret, `PORT` for a server that must not be asked.
 */
export interface HostileProgram {
  readonly what: string;
  readonly program: string;
  /** Types of error that it may end with; `timeout`, `unusable`, or a value's text. */
  readonly ends: RegExp;
}

const python: readonly HostileProgram[] = [
  { what: 'loops without end', program: 'def f(x):\n  while True: pass', ends: /^timeout$/ },
  {
    what: 'catches everything and loops on',
    program:
      'def f(x):\n  while True:\n    try:\n      pass\n    except BaseException:\n      pass',
    ends: /^timeout$/,
  },
  {
    what: 'loops without end when it is defined',
    program: 'while True: pass',
    ends: /^unusable Timeout$/,
  },
  {
    what: 'recurses without end',
    program: 'def f(x): return f(x)',
    ends: /RecursionError|OutOfMemory/,
  },
  {
    what: 'recurses without a limit',
    program: 'import sys\nsys.setrecursionlimit(10**9)\ndef f(x): return f(x)',
    ends: /timeout|RecursionError|MemoryError|OutOfMemory/,
  },
  {
    what: 'recurses on the stack of C',
    program: 'def f(x):\n  for _ in range(10**6): x = [x]\n  return repr(x)',
    ends: /RecursionError|MemoryError|OutOfMemory|timeout/,
  },
  {
    what: 'asks for a huge text',
    program: "def f(x): return 'a' * 10**10",
    ends: /OverflowError|MemoryError/,
  },
  { what: 'asks for a huge list', program: 'def f(x): return [0] * 10**9', ends: /MemoryError/ },
  {
    what: 'fills the memory piece by piece',
    program: "def f(x):\n  a = []\n  while True: a.append('x' * 10**6)",
    ends: /MemoryError|timeout/,
  },
  {
    what: 'computes a huge number',
    program: 'def f(x): return 10**10**8',
    ends: /timeout|MemoryError|OverflowError/,
  },
  {
    what: 'backtracks in a pattern',
    program: "import re\ndef f(x): return re.match('(a+)+$', 'a' * 40 + 'b')",
    ends: /^timeout$/,
  },
  {
    what: 'imports the host',
    program: 'import js\ndef f(x): return js.process',
    ends: /^unusable ModuleNotFoundError$/,
  },
  {
    what: 'runs JavaScript',
    program: "def f(x):\n  from pyodide.code import run_js\n  return run_js('1')",
    ends: /Error|Denied|Crash/,
  },
  {
    what: 'loads the bridge again',
    program:
      'def f(x):\n  import importlib.util, importlib.machinery, _imp\n  spec = importlib.machinery.ModuleSpec("_pyodide_core", None)\n  return str(_imp.create_builtin(spec).__dict__["run_js"])',
    ends: /Error|Denied|Crash/,
  },
  {
    what: 'looks for a proxy of the host among all objects',
    program:
      'import gc, sys\ndef f(x):\n  found = [o for o in gc.get_objects() if type(o).__name__.startswith("Js")]\n  return str([str(o.constructor.constructor("return process")()) for o in found])',
    ends: /^'\[\]'$|Error|Denied|Crash/,
  },
  {
    what: 'runs a command',
    program: "def f(x): return __import__('os').system('touch MARK')",
    ends: /^-1$|Error/,
  },
  {
    what: 'starts a process',
    program: "import subprocess\ndef f(x): return subprocess.run(['touch', 'MARK'])",
    ends: /Error|Denied/,
  },
  { what: 'forks', program: 'import os\ndef f(x): return os.fork()', ends: /Error|Denied/ },
  {
    what: 'reads a file of the host',
    program: "def f(x): return open('/etc/passwd').read()",
    ends: /^FileNotFoundError$/,
  },
  {
    what: 'reads a file of ours',
    program: "def f(x): return open('FILE').read()",
    ends: /^FileNotFoundError$/,
  },
  {
    what: 'writes a file',
    program: "def f(x): return open('MARK', 'w').write('x')",
    ends: /Error/,
  },
  {
    what: 'changes its file system',
    program: "import os\ndef f(x): os.mkdir('/tmp/d')",
    ends: /^PermissionError$/,
  },
  {
    what: 'reads the environment',
    program: "import os\ndef f(x): return 'SECRET' in str(dict(os.environ))",
    ends: /^False$/,
  },
  {
    what: 'opens a socket',
    program: "import socket\ndef f(x):\n  s = socket.socket()\n  s.connect(('127.0.0.1', PORT))",
    ends: /Error|Denied|Crash/,
  },
  {
    what: 'fetches a page',
    program:
      "import urllib.request\ndef f(x): return urllib.request.urlopen('http://127.0.0.1:PORT/').read()",
    ends: /Error|Denied/,
  },
  {
    what: 'calls foreign functions',
    program: "def f(x):\n  import ctypes\n  return ctypes.CDLL(None).system(b'touch MARK')",
    ends: /Error|Denied|Crash/,
  },
  {
    what: 'starts a thread',
    program: 'import threading\ndef f(x): threading.Thread(target=print).start()',
    ends: /RuntimeError/,
  },
  { what: 'ends the process', program: 'import os\ndef f(x): os._exit(0)', ends: /^Crash$/ },
  { what: 'aborts', program: 'import os\ndef f(x): os.abort()', ends: /Crash|Denied/ },
  { what: 'raises the exit', program: 'import sys\ndef f(x): sys.exit(0)', ends: /^SystemExit$/ },
  {
    what: 'waits',
    program: 'import time\ndef f(x):\n  time.sleep(10**6)\n  return 1',
    ends: /^1$/,
  },
  {
    what: 'writes without end',
    program: "def f(x):\n  while True: print('x' * 1000)",
    ends: /timeout/,
  },
  {
    what: 'writes to the real standard output',
    program:
      "import os, sys\ndef f(x):\n  os.write(1, b'x' * 10**6)\n  sys.__stdout__.write('y')\n  return 1",
    ends: /^1$|Error/,
  },
  {
    what: 'poisons builtins and modules',
    program: [
      'import builtins, sys, math, random, collections',
      'builtins.len = lambda x: 7',
      'builtins.abs = None',
      'math.floor = lambda x: 99',
      "sys.modules['json'] = None",
      'sys.setrecursionlimit(50)',
      'collections.Counter = None',
      'def f(x):',
      '  builtins.sorted = None',
      '  builtins.compile = None',
      '  builtins.isinstance = lambda *a: True',
      '  return 1',
    ].join('\n'),
    ends: /./,
  },
  { what: 'does not parse', program: 'def f(x)', ends: /^unusable SyntaxError$/ },
  { what: 'defines nothing', program: 'x = 1', ends: /^unusable Missing$/ },
];

const javascript: readonly HostileProgram[] = [
  { what: 'loops without end', program: 'function f(x) { for (;;); }', ends: /^timeout$/ },
  {
    what: 'catches everything and loops on',
    program: 'function f(x) { for (;;) try { f(x) } catch {} }',
    ends: /^timeout$/,
  },
  {
    what: 'loops without end when it is defined',
    program: 'for (;;);',
    ends: /^unusable Timeout$/,
  },
  {
    what: 'recurses without end',
    program: 'function f(x) { return f(x) + 1 }',
    ends: /RangeError|InternalError/,
  },
  {
    what: 'nests without end',
    program: 'function f(x) { for (let i = 0; i < 1e6; i++) x = [x]; return JSON.stringify(x) }',
    ends: /Error|OutOfMemory|Crash|timeout/,
  },
  {
    what: 'asks for a huge text',
    program: "function f(x) { return 'a'.repeat(1e10) }",
    ends: /Error/,
  },
  {
    what: 'fills the memory piece by piece',
    program: 'function f(x) { const a = []; for (;;) a.push(new Array(1e5).fill(x)) }',
    ends: /Error|timeout/,
  },
  {
    what: 'asks for a huge buffer',
    program: 'function f(x) { return new ArrayBuffer(2 ** 33).byteLength }',
    ends: /Error/,
  },
  {
    what: 'backtracks in a pattern',
    program: "function f(x) { return /^(a+)+$/.test('a'.repeat(40) + 'b') }",
    ends: /timeout|Error/,
  },
  {
    what: 'promises without end',
    program: 'function f(x) { const g = () => Promise.resolve().then(g); return g() }',
    ends: /timeout|Pending/,
  },
  {
    what: 'waits for a promise that nobody keeps',
    program: 'function f(x) { return new Promise(() => {}) }',
    ends: /^Pending$/,
  },
  {
    what: 'looks for the host',
    program:
      'function f(x) { return [typeof process, typeof Deno, typeof fetch, typeof WebAssembly, typeof XMLHttpRequest].join() }',
    ends: /^"undefined,undefined,undefined,undefined,undefined"$/,
  },
  {
    what: 'climbs to the constructor of functions',
    program:
      "function f(x) { return globalThis.constructor.constructor('return typeof process + typeof fetch')() }",
    ends: /^"undefinedundefined"$/,
  },
  {
    what: 'climbs from what the host gave',
    program:
      "function f(x) { return console.log.constructor.constructor('return typeof process')() }",
    ends: /^"undefined"$/,
  },
  {
    what: 'requires modules of the host',
    program: "function f(x) { return require('fs').readFileSync('/etc/passwd') }",
    ends: /^Error$/,
  },
  {
    what: 'imports modules of the host',
    program: "async function f(x) { return (await import('node:fs')).readFileSync('/etc/passwd') }",
    ends: /Error/,
  },
  {
    what: 'throws a trap instead of an error',
    program: 'function f(x) { throw new Proxy({}, { get() { throw 1 } }) }',
    ends: /./,
  },
  {
    what: 'answers a trap',
    program: 'function f(x) { return new Proxy({}, { ownKeys() { for (;;); } }) }',
    ends: /timeout/,
  },
  {
    what: 'poisons prototypes and globals',
    program: [
      'Object.prototype.poison = 1;',
      'Array.prototype.map = Array.prototype.join = String.prototype.slice = null;',
      'JSON.stringify = Reflect.apply = globalThis.eval = () => "poison";',
      'function f(x) { Object.defineProperty(Object.prototype, "kind", { value: "value" }); return 1 }',
    ].join('\n'),
    ends: /./,
  },
  { what: 'does not parse', program: 'function f(x {', ends: /^unusable SyntaxError$/ },
  { what: 'defines nothing', program: 'let x = 1', ends: /^unusable Missing$/ },
];

/** Every kind of harm that was thought of, by language. */
export const hostilePrograms = { python, javascript } as const;
