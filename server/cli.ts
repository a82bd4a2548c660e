import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { askCommand } from './commands/ask.ts';
import { UsageError, type Io } from './commands/io.ts';
import { modelsCommand } from './commands/models.ts';
import { refineBatchCommand } from './commands/refineBatch.ts';
import { refineCommand } from './commands/refine.ts';
import { replayCommand } from './commands/replay.ts';
import { routeCommand } from './commands/route.ts';
import { createStderrLog, type LogLevel } from './log.ts';

// The command line. Data on stdout, everything else on stderr.
// Exit codes: 0 done, 1 failed (one line says why), 2 wrong usage, 130 interrupted.

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupted.abort(new Error('interrupted')));

const io: Io = {
  stdin: process.stdin,
  write: (text) => new Promise((resolve) => void process.stdout.write(text, () => resolve())),
  complain: (line) => void process.stderr.write(`${line}\n`),
  signal: interrupted.signal,
  log: createStderrLog(logLevel(process.env['EIDOLON_LOG'])),
};

function logLevel(value: string | undefined): LogLevel {
  return value === 'debug' || value === 'info' || value === 'warn' ? value : 'error';
}

function rangeArgument(value: string): string {
  if (!/^\d+:\d+-\d+:\d+$/.test(value)) {
    throw new InvalidArgumentError('A range looks like 3:1-5:20 (line:column, counted from one).');
  }
  return value;
}

type Run = () => Promise<number>;

/** Parses the arguments into the one thing to run. */
async function parse(argv: readonly string[]): Promise<Run> {
  let run: Run | undefined;
  const program = new Command('eidolon')
    .description('Small local models that refine each other’s work.')
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) });

  program
    .command('refine')
    .description('refine a file, or JSON Lines on stdin with --batch')
    .argument('[file]', 'the file to refine')
    .option('--range <range>', 'only this part, L:C-L:C counted from one', rangeArgument)
    .option('--instruction <text>', 'what to do, e.g. "fix typos"')
    .option('--expert <name>', 'code, logic or prose, past the router')
    .option('--ensemble <spec>', 'a name, inline JSON, or @file')
    .option('--language <id>', 'VS Code language id, when the file name does not tell')
    .option('--diff', 'print a unified diff (the default)')
    .option('--json', 'print hunks and the trace as JSON')
    .option('--write', 'apply what was proven or reviewed to the file')
    .option('--batch', 'JSON Lines in, JSON Lines out, one warm pool for all')
    .action((file: string | undefined, options: Record<string, string | boolean | undefined>) => {
      run = options['batch']
        ? () => refineBatchCommand(options, io)
        : () => refineCommand(file, options, io);
    });

  program
    .command('ask')
    .description('ask the pool')
    .argument('<text>', 'the question')
    .option('--ensemble <spec>', 'a name, inline JSON, or @file')
    .option('--json', 'print the answer and its trace as JSON')
    .action((text: string, options: Record<string, string | boolean | undefined>) => {
      run = () => askCommand(text, options, io);
    });

  program
    .command('route')
    .description('say which expert each JSON line on stdin belongs to')
    .action(() => {
      run = () => routeCommand(io);
    });

  program
    .command('replay')
    .description('run an ensemble over recorded members')
    .requiredOption('--ensemble <spec>', 'a name, a member, inline JSON, or @file')
    .requiredOption('--data <file>', 'recorded rows, JSON Lines')
    .option('--calibrate <file>', 'recorded rows to learn from, others than those of --data')
    .option('--trace', 'add to each row how its answer came about')
    .option('--json', 'JSON Lines (they are in any case)')
    .action((options: Record<string, string | boolean | undefined>) => {
      run = () => replayCommand(options, io);
    });

  const models = program.command('models').description('the pool’s model files');
  for (const [verb, argument, about] of [
    ['list', undefined, 'what the pool knows'],
    ['verify', '[id]', 'check hash, load and self-test'],
    ['add', '<file>', 'add a GGUF file'],
    ['remove', '<id>', 'forget a model that was added'],
  ] as const) {
    const command = models.command(verb).description(about).option('--json', 'print JSON');
    if (argument) command.argument(argument);
    command.action((first: unknown, second: unknown) => {
      const subject = typeof first === 'string' ? first : undefined;
      const options = (subject === undefined && argument === undefined ? first : second) as {
        json?: boolean;
      };
      run = () => modelsCommand(verb, subject, { json: options?.json === true }, io);
    });
  }

  program
    .command('lsp')
    .description('the language server, for any editor')
    .option('--stdio', 'speak over standard input and output')
    .action(() => {
      run = async () => {
        await import('./main.ts');
        return new Promise<number>(() => undefined);
      };
    });

  program.action(() => {
    throw new UsageError(
      'Say what to do: refine, ask, route, replay, models or lsp. “eidolon --help” tells more.',
    );
  });
  await program.parseAsync([...argv], { from: 'user' });
  if (!run) throw new UsageError('Say what to do; “eidolon --help” tells more.');
  return run;
}

async function main(): Promise<number> {
  try {
    const run = await parse(process.argv.slice(2));
    return await run();
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      io.complain(error.message);
      return 2;
    }
    io.complain(error instanceof Error ? error.message : String(error));
    io.log.debug(error instanceof Error ? (error.stack ?? '') : '');
    return 1;
  }
}

process.exit(await main());
