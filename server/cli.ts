import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { askCommand } from './commands/ask.ts';
import { benchCommand } from './commands/bench.ts';
import { distillCommand } from './commands/distill.ts';
import { fitRouterCommand } from './commands/fitRouter.ts';
import { UsageError, type Io, type Options } from './commands/io.ts';
import type { GpuOptions, GpuVerb } from './commands/gpu.ts';
import { modelsCommand } from './commands/models.ts';
import { addRemoteCommand } from './commands/remoteModels.ts';
import type { PullOptions } from './commands/pull.ts';
import { refineBatchCommand } from './commands/refineBatch.ts';
import { refineCommand } from './commands/refine.ts';
import type { RecommendOptions } from './commands/recommend.ts';
import { recordCommand } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import { routeCommand } from './commands/route.ts';
import { trustCommand, type TrustVerb } from './commands/trust.ts';
import { createStderrLog, type LogLevel } from './log.ts';
import { packageVersion } from './paths.ts';

// The command line. Data on stdout, everything else on stderr.
// Exit codes: 0 done, 1 failed (one line says why), 2 wrong usage, 130 interrupted.

const interrupted = new AbortController();
function interrupt(): void {
  const reason = new Error('interrupted');
  interrupted.abort(reason);
  // Who waits for a line of input would wait for ever.
  process.stdin.destroy(reason);
}
process.once('SIGINT', interrupt);
process.once('SIGTERM', interrupt);
// The write that failed says so; nobody is left to hear of it on standard error.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
process.stdin.on('error', () => undefined);

const io: Io = {
  stdin: process.stdin,
  write,
  complain,
  ...(process.stderr.isTTY && { redraw }),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  signal: interrupted.signal,
  log: createStderrLog(logLevel(process.env['EIDOLON_LOG'])),
};

let isDrawn = false;

function complain(line: string): void {
  process.stderr.write(`${isDrawn ? '\n' : ''}${line}\n`);
  isDrawn = false;
}

function redraw(line: string): void {
  isDrawn = true;
  process.stderr.write(`\r\x1b[K${line}`);
}

function logLevel(value: string | undefined): LogLevel {
  return value === 'debug' || value === 'info' || value === 'warn' ? value : 'error';
}

/** Resolves once the text is out; a closed pipe or a full disk ends the command with one line. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) return resolve();
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'EPIPE' ? 'its reader is gone' : (code ?? error.message);
      reject(new Error(`The output could not be written (${why}), so Eidolon stopped.`));
    });
  });
}

function rangeArgument(value: string): string {
  if (!/^[1-9]\d*:[1-9]\d*-[1-9]\d*:[1-9]\d*$/.test(value)) {
    throw new InvalidArgumentError('A range looks like 3:1-5:20 (line:column, counted from one).');
  }
  return value;
}

type Run = () => Promise<number>;

/** Speaks until its client leaves, or until a signal ends it. */
async function serveLanguage(options: Readonly<Record<string, unknown>>): Promise<number> {
  if (options['stdio'] !== true)
    throw new UsageError('Say how to speak: “eidolon lsp --stdio” is the one way there is.');
  await import('./main.ts');
  return new Promise((resolve) => {
    io.signal.addEventListener('abort', () => resolve(130), { once: true });
  });
}

/** Repeated as often as there are hosts. */
function withAllowHost(command: Command): Command {
  return command.option(
    '--allow-host <host>',
    'a host beyond this machine that may be asked, e.g. api.example.com; may be repeated',
    (host, hosts: readonly string[]) => [...hosts, host],
    [],
  );
}

/** Parses the arguments into the one thing to run. */
async function parse(argv: readonly string[]): Promise<Run> {
  let run: Run | undefined;
  const program = new Command('eidolon')
    .description('Small local models that refine each other’s work.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) });

  withAllowHost(program.command('refine'))
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
      if (options['batch'] && file !== undefined)
        throw new UsageError('--batch reads texts from stdin; name a file or use --batch.');
      run = options['batch']
        ? () => refineBatchCommand(options, io)
        : () => refineCommand(file, options, io);
    });

  withAllowHost(program.command('ask'))
    .description('ask the pool')
    .argument('<text>', 'the question')
    .option('--ensemble <spec>', 'a name, inline JSON, or @file')
    .option('--experts <file>', 'domains of your own, JSON as in the setting eidolon.experts')
    .option('--answer-kind <kind>', 'how answers are compared: number, choice, text, json or code')
    .option('--calibrate <file>', 'recorded rows for the ensemble to learn from first')
    .option('--json', 'print the answer and its trace as JSON')
    .option('--redact', 'with --json: hashes and lengths instead of texts')
    .action((text: string, options: Record<string, string | boolean | undefined>) => {
      run = () => askCommand(text, options, io);
    });

  program
    .command('find')
    .description('quote the lines of a folder that answer a question')
    .argument('<question>', 'what you want to know')
    .option('--folder <folder>', 'where to search, instead of here')
    .option('--limit <count>', 'most quotations, 1 to 5', '3')
    .option('--json', 'print quotations with their ranges as JSON')
    .action((question: string, options: Options) => {
      run = async () => (await import('./commands/find.ts')).findCommand(question, options, io);
    });

  program
    .command('route')
    .description('say which expert or member each JSON line on stdin belongs to')
    .option('--router <file>', 'name a member, by a router that fit-router wrote')
    .option('--price <number>', 'with --router: how much score a unit of cost is worth')
    .option('--experts <file>', 'domains of your own, JSON as in the setting eidolon.experts')
    .option('--correct <domain>', 'keep on this machine that these texts belong to a domain')
    .option('--corrections', 'print what was corrected')
    .option('--forget [fingerprint]', 'forget one correction, or all')
    .option('--json', 'print JSON Lines (always so)')
    .action((options: Record<string, string | boolean | undefined>) => {
      run = () => routeCommand(options, io);
    });

  program
    .command('fit-router')
    .description('fit a router to a table of members’ scores, for route --router')
    .argument('[file]', 'the table, instead of --data')
    .option('--data <file>', 'JSON Lines of {"prompt","scores":{member:0..1},"cost"?}')
    .option('--out <file>', 'the router file to write')
    .option('--json', 'print JSON (always so)')
    .action((file: string | undefined, options: Record<string, string | boolean | undefined>) => {
      run = () => fitRouterCommand(file, options, io);
    });

  program
    .command('replay')
    .description('run an ensemble over recorded members')
    .requiredOption('--ensemble <spec>', 'a name, a member, inline JSON, or @file')
    .requiredOption('--data <file>', 'recorded rows, JSON Lines')
    .option('--calibrate <file>', 'recorded rows to learn from, others than those of --data')
    .option('--trace', 'add to each row how its answer came about')
    .option('--redact', 'hashes and lengths instead of texts')
    .option('--json', 'JSON Lines (they are in any case)')
    .action((options: Record<string, string | boolean | undefined>) => {
      run = () => replayCommand(options, io);
    });

  withAllowHost(program.command('record'))
    .description('write down what live members answer, for replay')
    .option('--members <ids...>', 'members to ask, or "*" for all')
    .requiredOption('--data <file>', 'prompts, JSON Lines')
    .requiredOption('--out <file>', 'the recorded file to write')
    .option('--samples <count>', 'answers of each member', '1')
    .option('--ensemble <spec>', 'answer with this ensemble too, and keep all its requests')
    .option('--calibrate <file>', 'recorded rows for the ensemble to learn from first')
    .option('--p-true', 'also ask each member how true its answer is')
    .option('--redact', 'hashes and lengths instead of texts; equal answers stay equal')
    .action((options: Record<string, string | boolean | undefined>) => {
      run = () => recordCommand(options, io);
    });

  program
    .command('bench')
    .description('measure every member and ensemble of the pool against the baselines')
    .option(
      '--suite <suite>',
      'nano, arithmetic, prose, conditions, bugs, mixed, or a JSON Lines file',
      'nano',
    )
    .option('--items <count>', 'only so many items, a fair sample of the suite')
    .option('--seed <number>', 'seed of the generators', '1')
    .option('--members <ids...>', 'members to measure alone, "*" for all (the default) or "none"')
    .option('--strategies <specs...>', 'ensembles: names, inline JSON, or @file')
    .option(
      '--only <names...>',
      'of all that is measured only these, e.g. T experts; --resume adds the others',
    )
    .option('--json [file]', 'write the result as JSON, to standard output without a file')
    .option('--html <file>', 'write a report with plots')
    .option('--report <file>', 'the same as --html')
    .option('--resume', 'go on where an interrupted run of the same command stopped')
    .option('--no-memory', 'do not measure memory, which starts every system once more')
    .action((options: Readonly<Record<string, unknown>>) => {
      run = () => benchCommand(options, io);
    });

  const models = program.command('models').description('the pool’s model files');
  for (const [verb, argument, about] of [
    ['list', undefined, 'what the pool knows'],
    ['find', undefined, 'model files that other programs have on this disk'],
    ['verify', '[id]', 'check hash, load and self-test'],
    ['add', '<file>', 'add a GGUF file, or a model behind a server by the server’s address'],
    ['remove', '<id>', 'forget a model that was added'],
  ] as const) {
    const command = models.command(verb).description(about).option('--json', 'print JSON');
    if (argument) command.argument(argument);
    if (verb === 'add')
      withAllowHost(command)
        .option('--copy', 'copy the file in; without, it stays in its place')
        .option('--base <id>', 'the model that this file, a LoRA adapter, belongs to')
        .option('--model <name>', 'with an address: the model’s name at that server')
        .option('--name <title>', 'with an address: a name for people')
        .option('--completions', 'with an address: it only continues text, and takes no messages');
    command.action((first: unknown, second: unknown) => {
      const subject = typeof first === 'string' ? first : undefined;
      const options = (subject === undefined && argument === undefined ? first : second) as {
        json?: boolean;
        copy?: boolean;
        base?: string;
      };
      if (verb === 'add' && subject !== undefined && /^https?:/i.test(subject)) {
        run = () => addRemoteCommand(subject, options, io);
        return;
      }
      const { json = false, copy = false, base } = options ?? {};
      const flags = { json, copy, ...(base !== undefined && { base }) };
      run = () => modelsCommand(verb, subject, flags, io);
    });
  }

  models
    .command('pull')
    .description('download a model of the catalogue, or a GGUF file by its address')
    .argument('[model]', 'a name, or an https address; without one the catalogue is listed')
    .option('--endpoint <url>', 'a server that stands for huggingface.co (also HF_ENDPOINT)')
    .option('--accept-licence', 'you have read the model’s licence and agree to it')
    .option('--sha256 <hash>', 'with an address: what the file must be')
    .option('--json', 'print JSON')
    .action((model: string | undefined, options: PullOptions) => {
      run = async () => (await import('./commands/pull.ts')).pullCommand(model, options, io);
    });

  models
    .command('recommend')
    .description('which models of the catalogue fit into this machine’s memory together')
    .option('--memory <GiB>', 'a budget, instead of the memory that is free now')
    .option('--measure', 'expect their speed, from a measurement of a few seconds')
    .option('--json', 'print JSON')
    .action((options: RecommendOptions) => {
      run = async () => (await import('./commands/recommend.ts')).recommendCommand(options, io);
    });

  const gpu = program
    .command('gpu')
    .description('support for a GPU: native code of its own, downloaded only when you ask for it');
  const gpuVerbs: readonly (readonly [GpuVerb, string])[] = [
    ['status', 'what models are computed with, and what was found'],
    ['add', 'download vulkan (the default) or cuda'],
    ['remove', 'remove one, or all'],
  ];
  for (const [verb, about] of gpuVerbs) {
    const command = gpu.command(verb).description(about).option('--json', 'print JSON');
    if (verb !== 'status') command.argument('[backend]', 'vulkan or cuda');
    if (verb === 'add')
      command
        .option('--yes', 'do not ask before the download')
        .option('--registry <url>', 'a server that stands for registry.npmjs.org');
    command.action((...given: readonly unknown[]) => {
      const [backend] = given.filter((each) => typeof each === 'string');
      const options = command.opts<GpuOptions>();
      run = async () => (await import('./commands/gpu.ts')).gpuCommand(verb, backend, options, io);
    });
  }

  const trust = program
    .command('trust')
    .description('whom your verdicts taught to trust; it never leaves this machine');
  const trustVerbs: readonly (readonly [TrustVerb, string | undefined, string])[] = [
    ['list', undefined, 'what is expected of each member'],
    ['learn', '<answer>', 'take in what became of an answer of “ask --json”'],
    ['reset', '[member]', 'forget one member, or everything'],
    ['export', undefined, 'print the record as JSON'],
    ['import', '<file>', 'replace the record by an exported one'],
  ];
  for (const [verb, argument, about] of trustVerbs) {
    const command = trust
      .command(verb)
      .description(about)
      .option('--workspace <folder>', 'of this folder alone, instead of everywhere');
    if (verb === 'list') command.option('--json', 'print JSON');
    if (verb === 'learn')
      command.requiredOption('--outcome <what>', 'accept, reject, passed, failed or edit:SHARE');
    if (argument !== undefined) command.argument(argument);
    command.action((first: unknown, second: unknown) => {
      const subject = typeof first === 'string' ? first : undefined;
      const options = argument === undefined ? first : second;
      run = () => trustCommand(verb, subject, options as Options, io);
    });
  }

  const distill = program
    .command('distill')
    .description('training rows for a student from what an ensemble got right');
  distill
    .command('export')
    .description('write kept texts, or what an ensemble makes of a file of texts, as training rows')
    .option('--data <file>', 'texts to put to the ensemble, JSON Lines as for refine --batch')
    .option('--ensemble <spec>', 'with --data: a name, inline JSON, or @file')
    .option('--whole', 'with --data: one row a text, not one for each part that was looked at')
    .option('--format <format>', 'rows (with provenance), student or preference', 'rows')
    .option('--labels <list>', 'only these: accepted,checked,rejected,refused,unchanged')
    .option('--out <file>', 'where to write, instead of standard output')
    .action((options: Options) => {
      run = () => distillCommand('export', options, io);
    });
  distill
    .command('list')
    .description('how many texts are kept')
    .action((options: Options) => {
      run = () => distillCommand('list', options, io);
    });
  distill
    .command('forget')
    .description('delete all kept texts')
    .action((options: Options) => {
      run = () => distillCommand('forget', options, io);
    });

  withAllowHost(program.command('serve'))
    .description('serve members and ensembles on this machine as an OpenAI-compatible server')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '11811')
    .option('--parallel <count>', 'completions at a time; others wait', '2')
    .option('--ensembles <file>', 'ensembles of your own, JSON as in the setting eidolon.ensembles')
    .action((options: Options) => {
      run = async () => (await import('./commands/serve.ts')).serveCommand(options, io);
    });

  withAllowHost(program.command('mcp'))
    .description(
      'a council and a review as tools for other agents, MCP over standard input and output',
    )
    .option('--ensembles <file>', 'ensembles of your own, JSON as in the setting eidolon.ensembles')
    .action((options: Options) => {
      run = async () => (await import('./commands/mcp.ts')).mcpCommand(options, io);
    });

  program
    .command('lsp')
    .description('the language server, for any editor')
    .option('--stdio', 'speak over standard input and output')
    .option('--clientProcessId <pid>', 'as editors pass it; ends with that process')
    .action((options: Readonly<Record<string, unknown>>) => {
      run = () => serveLanguage(options);
    });

  program.allowExcessArguments().action(() => {
    const [unknown] = program.args;
    const what = unknown === undefined ? 'Say what to do' : `There is no command “${unknown}”`;
    throw new UsageError(
      `${what}: refine, ask, find, route, fit-router, replay, record, bench, trust, distill, models, serve, mcp or lsp. “eidolon --help” tells more.`,
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
