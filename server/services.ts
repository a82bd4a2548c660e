import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { isHttpMember, type HostAccess, type HostAccessParams } from '../protocol/httpMembers.ts';
import type { Offer, PullParams, PullResult } from '../protocol/downloads.ts';
import type {
  AddModelParams,
  AddModelResult,
  FoundModel,
  VerifiedModelResult,
} from '../protocol/models.ts';
import { failed, ok, type Result } from '../protocol/result.ts';
import type { RouteDecision, RouteInput } from '../protocol/route.ts';
import type { EidolonSettings } from '../protocol/settings.ts';
import type { EngineStatus } from '../protocol/status.ts';
import {
  chooseExperts,
  defaultPlanName,
  parseRefinePlan,
  type RefinePlan,
} from './core/ensemble/refinePlan.ts';
import { codeExpert } from './core/experts/code.ts';
import { logicExpert } from './core/experts/logic.ts';
import { proseExpert } from './core/experts/prose.ts';
import type { Member } from './core/member.ts';
import { degradedNote } from './core/refine/degraded.ts';
import type { Domain } from './core/refine/domain.ts';
import {
  refine,
  type RefineOutcome,
  type RefineRequest,
  type RefineStage,
} from './core/refine/refine.ts';
import { createReviewer, type Reviewer } from './core/review/reviewer.ts';
import type { ExactTools } from './core/tools.ts';
import type { TraceClock } from './core/trace.ts';
import { createUsageMeter } from './core/usage.ts';
import { createHttpMembers } from './engines/http/httpMembers.ts';
import { withHttpMembers } from './engines/http/withHttpMembers.ts';
import { createConversationStates, type ConversationStates } from './conversationStates.ts';
import { createHostAccess } from './hostAccess.ts';
import type { Log } from './log.ts';
import { readUserCatalog } from './models/catalog.ts';
import { addModel, removeModel, verifyModels } from './models/manage.ts';
import { readRemoteModels, removeRemoteModel } from './models/remoteModels.ts';
import { loadReviewCalibration } from './models/reviewCalibration.ts';
import { describeGpu } from './models/gpu/describe.ts';
import type { GpuService } from './handlers/gpu.ts';
import { npmRegistry } from './models/gpu/packages.ts';
import { backendsDirectory } from './models/gpu/installed.ts';
import { gpuState } from './models/gpu/state.ts';
import { defaultStorageDirectory, installationPaths } from './paths.ts';
import { createPool, type Pool } from './pool/client.ts';
import type { MemberInfo } from './pool/messages.ts';
import { poolReaders } from './search/poolReaders.ts';
import type { Readers } from './search/rerank.ts';
import { createUserRouter, type UserRouter } from './router/userRouter.ts';
import {
  namedMembers,
  noSuchMember,
  readsOnly,
  unknownMember,
  usablePlan,
  votersIn,
  whyNoModels,
} from './planMembers.ts';
import { engineStatus } from './status.ts';
import { createLearning, type Learning } from './trust/learning.ts';
import { createTrustStore } from './trust/trustStore.ts';
import { createSandboxClient, routeTools } from './verify/behaviour/client.ts';
import type { Origin } from './core/distill/example.ts';
import { createExampleStore } from './distill/exampleStore.ts';
import { createExampleKeeper, type ExampleKeeper } from './distill/keeper.ts';
import { createCheckerClient } from './verify/client.ts';

/** What handlers and commands may ask for; built once per process. */
export interface Services {
  route(input: RouteInput): RouteDecision;
  /** The router with what its user taught it. */
  readonly router: UserRouter;
  refine(
    request: RefineRequest,
    onStage: (stage: RefineStage, detail: string) => void,
    signal: AbortSignal,
  ): Promise<Result<RefineOutcome>>;
  readonly pool: Pool;
  readonly tools: ExactTools;
  /** The user's own ensembles by name. */
  readonly ensembles: Readonly<Record<string, unknown>>;
  readonly clock: TraceClock;
  /** What the user's verdicts taught about whom to trust. */
  readonly learning: Learning;
  /** Keeps texts that the user decided about; absent unless they agreed to it, and in Restricted Mode. */
  readonly examples?: ExampleKeeper;
  /** Where local models keep what they read of conversations. */
  readonly conversationStates: ConversationStates;
  status(): EngineStatus;
  /** Asks the pool which models there are, for the next status. */
  look(): Promise<void>;
  onStatusChanged(listener: (status: EngineStatus) => void): void;
  addModel(params: AddModelParams, signal: AbortSignal): Promise<Result<AddModelResult>>;
  /** Model files that other programs have on this disk. */
  findModels(): Promise<readonly FoundModel[]>;
  /** Models that can be downloaded. */
  offerDownloads(): Promise<Result<Offer>>;
  /** Downloads a model and adds it. */
  pullModel(
    params: PullParams,
    report: (message: string, percentage?: number) => void,
    signal: AbortSignal,
  ): Promise<Result<PullResult>>;
  /** Code for a GPU, which the user may add. */
  gpu(): Promise<GpuService>;
  /** Checks and loads a model, or every one; one that passes leaves its quarantine. */
  verifyModels(
    id: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<readonly VerifiedModelResult[]>>;
  /** Asks the server of an HTTP member what it understands, with its user's consent and key. */
  reachServer(id: string, signal: AbortSignal): Promise<Result<unknown>>;
  /** Forgets a model of the user's. */
  removeModel(id: string): Promise<Result<void>>;
  /** Frees the memory of a model once it has nothing to do. */
  unloadModel(id: string): void;
  /** The pool's members that read for a search and write nothing. */
  searchReaders(): Promise<Readers>;
  /** Keys of servers or consents changed: they are asked for again. */
  forgetHostAccess(): void;
  /** Folder for the user's models and the pool's records. */
  readonly storageDirectory: string;
  dispose(): Promise<void>;
}

export interface ServiceOptions {
  readonly log: Log;
  readonly storageDirectory?: string;
  /** File with translations of what is said; absent means English. */
  readonly l10nBundle?: string;
  readonly settings?: Partial<EidolonSettings>;
  /** False in Restricted Mode: then candidate code is compared by its syntax only. Absent means it may run. */
  readonly mayRunCode?: boolean;
  /** Address of the open folder, whose outcomes are kept by themselves, too. */
  readonly workspace?: string;
  /** Hears what a person should know about what the engine learned and keeps on disk, once each; absent means the log. */
  readonly warn?: (sentence: string) => void;
  /** Put around everything that is asked, e.g. to measure it. */
  readonly listen?: ServiceListener;
  /** Hosts beyond this machine that the user allowed for this run. */
  readonly allowedHosts?: readonly string[];
  /** Asks the editor for its user's consent and for a server's key. */
  readonly askHostAccess?: (params: HostAccessParams) => Promise<HostAccess>;
}

/** Stands between the engine and whom it asks. */
export interface ServiceListener {
  tools(tools: ExactTools): ExactTools;
  member(member: Member): Member;
}

/** Folder of the trust records in an installation's storage. */
export function trustFolder(storageDirectory: string): string {
  return path.join(storageDirectory, 'trust');
}

/** Folder of the texts that a user agreed to keep. */
export function examplesFolder(storageDirectory: string): string {
  return path.join(storageDirectory, 'distill');
}

/** Folder of what models read of conversations, where a user agreed to keep it. */
export function conversationsFolder(storageDirectory: string): string {
  return path.join(storageDirectory, 'conversations');
}

/** The domains that ship. Only prose may be accepted word by word: the rest is right as a whole. */
const experts = {
  code: { expert: codeExpert, splitHunks: false },
  logic: { expert: logicExpert, splitHunks: false },
  prose: { expert: proseExpert, splitHunks: true },
} as const;

/** Composition root below the processes' entries: settings → pool, checker → experts, reviewer. */
export function createServices(options: ServiceOptions): Services {
  const { log, settings, listen, l10nBundle } = options;
  const paths = installationPaths();
  const storageDirectory = options.storageDirectory ?? defaultStorageDirectory();
  const backendsDir = backendsDirectory(storageDirectory);
  const gpuSetting = settings?.gpu ?? 'auto';
  const gpuPlace = {
    ...{ backendsDir, probeEntry: paths.gpuProbeEntry, setting: gpuSetting },
    registry: process.env['npm_config_registry'] || npmRegistry,
  };
  const userModelsDir = settings?.modelsDirectory || path.join(storageDirectory, 'models');
  const folders = {
    modelsDir: paths.modelsDir,
    userModelsDir,
    workerEntry: paths.workerEntry,
    log,
  };
  const minutes = settings?.idleMinutes ?? 15;
  const http = createHttpMembers({
    configured: async () => [
      ...(settings?.httpMembers ?? []),
      ...(await readRemoteModels(userModelsDir)).members,
    ],
    access: createHostAccess({
      allowed: async () => [
        ...(options.allowedHosts ?? []),
        ...(await readRemoteModels(userModelsDir)).allowedHosts,
      ],
      env: process.env,
      ask: options.askHostAccess,
    }),
    notice: (sentence) => log.warn(sentence),
  });
  const localPool = createPool({
    log,
    hostEntry: paths.poolHostEntry,
    workerEntry: paths.workerEntry,
    modelsDir: paths.modelsDir,
    userModelsDir,
    shared: (settings?.sharedPool ?? true) && process.env['EIDOLON_SHARED_POOL'] !== '0',
    idleMs: minutes === 0 ? Number.MAX_SAFE_INTEGER : minutes * 60_000,
    ...(settings?.threads ? { threads: settings.threads } : {}),
    ...(settings?.memoryBudget ? { memoryBytes: settings.memoryBudget * 2 ** 30 } : {}),
    ...(gpuSetting !== 'off' && { gpu: { wanted: gpuSetting, backendsDir } }),
  });
  for (const id of settings?.pinnedModels ?? []) localPool.pin(id, true);
  const ownPool = withHttpMembers(localPool, http);
  const pool: Pool = listen
    ? { ...ownPool, member: (...asked) => listen.member(ownPool.member(...asked)) }
    : ownPool;
  const checker = createCheckerClient({ entry: paths.checkerEntry, log, l10nBundle });
  const mayRun = options.mayRunCode ?? true;
  const sandbox = createSandboxClient({ entry: paths.sandboxEntry, log, mayRun, l10nBundle });
  const ownTools = routeTools(checker, sandbox);
  const tools = listen ? listen.tools(ownTools) : ownTools;
  const clock = { now: () => Date.now(), newId: () => randomUUID() };
  const calibration = loadReviewCalibration(paths.modelsDir, log);
  const warn = options.warn ?? ((sentence: string) => log.warn(sentence));
  const learning = createLearning({
    store: createTrustStore(trustFolder(storageDirectory)),
    trusted: mayRun,
    now: clock.now,
    log,
    ...(options.workspace !== undefined && { workspace: options.workspace }),
    warn,
  });
  const examples =
    settings?.keepExamples && mayRun
      ? createExampleKeeper(createExampleStore(examplesFolder(storageDirectory)), warn)
      : undefined;
  const router = createUserRouter({
    storageDirectory,
    now: clock.now,
    experts: settings?.experts,
    warn,
  });
  const listeners = new Set<(status: EngineStatus) => void>();
  let running = 0;
  let known: readonly MemberInfo[] = [];
  let gpu: string | undefined;

  const status = (): EngineStatus => engineStatus(known, running, gpu);
  const changed = (): void => {
    for (const listener of listeners) listener(status());
  };
  // What the pool knows comes with its status; asking it from here would answer with the next status.
  pool.onStatus(({ members }) => {
    known = members;
    changed();
  });

  async function refresh(): Promise<readonly MemberInfo[]> {
    known = await pool.members();
    // Read once: what the pool computes with changes only by the requests about it.
    gpu ??= describeGpu(await gpuState(backendsDir, gpuSetting));
    changed();
    return known;
  }

  async function planFor(request: RefineRequest): Promise<Result<RefinePlan>> {
    return parseRefinePlan(request.ensemble ?? defaultPlanName, settings?.ensembles ?? {});
  }

  async function runRefine(
    request: RefineRequest,
    onStage: (stage: RefineStage, detail: string) => void,
    signal: AbortSignal,
  ): Promise<Result<RefineOutcome>> {
    const plan = await planFor(request);
    if (!plan.ok) return plan;
    const members = await refresh();
    const unknown = unknownMember(plan.value, members);
    if (unknown !== undefined) return failed('memberUnknown', noSuchMember(unknown));
    const usable = new Set(members.filter(canAnswer).map((each) => each.id));
    const planned = namedMembers(plan.value);
    const usage = createUsageMeter();
    const member = (id: string | undefined, ...next: string[]): Member | undefined =>
      id !== undefined && usable.has(id)
        ? usage.listen(pool.member(id, 'refine', undefined, next))
        : undefined;
    const { reviewer: reads } = plan.value;
    const drafting = (id: string | undefined): Member | undefined =>
      reads === undefined || reads === id ? member(id) : member(id, reads);
    const chosen = chooseExperts(
      usablePlan(plan.value, usable),
      Object.keys(experts),
      request.documentText,
      plan.value.choice && (await learning.view()),
      Math.random,
    );
    const domains = new Map<string, Domain>(
      Object.entries(experts).map(([name, { expert, splitHunks }]) => {
        const { member: id, propensity } = chosen.get(name) ?? {};
        const odds = propensity === undefined ? {} : { propensity };
        const voters = votersIn(plan.value, name, drafting);
        return [name, { expert, splitHunks, member: drafting(id), ...odds, ...voters }];
      }),
    );
    const asked = [
      ...Object.values(plan.value.voters ?? {}).flat(),
      ...[...chosen.values()].map((each) => each.member),
    ];
    pool.warm([...asked, reads ?? ''].filter((id) => usable.has(id)));
    const reviewing = member(reads);
    const reviewer: Reviewer | undefined =
      reviewing && createReviewer(reviewing, calibration[reviewing.id]);
    const deps = { route: router.route, domains, reviewer, tools, clock, onStage };
    const refined = await refine(request, deps, signal);
    if (!refined.ok) return refined;
    const outcome = { ...refined.value, trace: usage.addTo(refined.value.trace) };
    examples?.propose(outcome.drafts, originOf(outcome, request, members));
    const withoutModels = !members.some(({ id }) => planned.includes(id) || !isHttpMember(id));
    if (withoutModels) return ok(withNote(outcome, whyNoModels(pool)));
    // Asked again: a model may have been found broken while it was to answer.
    const unusable = new Map(
      (await refresh()).flatMap((info): [string, string][] => {
        const reason = info.reason ?? (canAnswer(info) ? undefined : readsOnly(info.id));
        return reason === undefined ? [] : [[info.id, reason]];
      }),
    );
    return ok(withNote(outcome, degradedNote(outcome, request, plan.value, unusable)));
  }

  return {
    route: router.route,
    router,
    async refine(request, onStage, signal) {
      running++;
      changed();
      try {
        return await runRefine(request, onStage, signal);
      } finally {
        running--;
        changed();
      }
    },
    pool,
    tools,
    ensembles: settings?.ensembles ?? {},
    clock,
    learning,
    ...(examples && { examples }),
    conversationStates: createConversationStates(
      conversationsFolder(storageDirectory),
      settings?.keepChatState ?? false,
      warn,
    ),
    status,
    look: async () => void (await refresh()),
    onStatusChanged: (listener) => void listeners.add(listener),
    async addModel({ path: file, base, name }, signal) {
      const added = await addModel(file, folders, signal, { base, name });
      if (!added.ok) return added;
      await pool.reload();
      await refresh();
      return ok({ id: added.value.id });
    },
    async findModels() {
      const { findModels } = await import('./models/find/find.ts');
      const own = await readUserCatalog(userModelsDir);
      return findModels(own.ok ? own.value : []);
    },
    // Read on first use: most sessions download nothing.
    offerDownloads: async () =>
      (await import('./handlers/downloads.ts')).offerDownloads(userModelsDir),
    async pullModel(params, report, signal) {
      const { pullForEditor } = await import('./handlers/downloads.ts');
      const endpoint = settings?.downloadEndpoint ?? '';
      const pulled = await pullForEditor(params, { ...folders, endpoint }, report, signal);
      if (!pulled.ok) return pulled;
      await pool.reload();
      await refresh();
      return pulled;
    },
    gpu: async () =>
      (await import('./handlers/gpu.ts')).createGpuService(gpuPlace, (report, isChanged) => {
        gpu = report.summary;
        if (isChanged) pool.restart();
      }),
    async verifyModels(id, signal) {
      if (id !== undefined && isHttpMember(id)) {
        const asked = await http.verify(id, signal);
        await refresh();
        return ok([asked.ok ? { id } : { id, problem: asked.failure.message }]);
      }
      const verified = await verifyModels(folders, id, signal);
      if (!verified.ok) return verified;
      await pool.reload();
      await refresh();
      return ok(
        verified.value.map(({ id, result }) =>
          result.ok ? { id } : { id, problem: result.failure.message },
        ),
      );
    },
    reachServer: (id, signal) => http.verify(id, signal),
    async removeModel(id) {
      const remove = isHttpMember(id)
        ? removeRemoteModel(id, userModelsDir)
        : removeModel(id, folders);
      const removed = await remove;
      if (!removed.ok) return removed;
      pool.unload(id);
      await pool.reload();
      await refresh();
      return removed;
    },
    unloadModel: (id) => pool.unload(id),
    searchReaders: () => poolReaders(pool, userModelsDir),
    forgetHostAccess: () => http.forgetAccess(),
    storageDirectory,
    async dispose() {
      await Promise.all([learning.settled(), examples?.settled()]);
      checker.dispose();
      sandbox.dispose();
      await pool.dispose();
    },
  };
}

/** What a refinement's examples tell about how they came about. */
export function originOf(
  { trace }: RefineOutcome,
  { ensemble }: RefineRequest,
  members: readonly MemberInfo[],
): Origin {
  const models = members.flatMap(({ id, sha256 }): [string, string][] =>
    sha256 === undefined ? [] : [[id, sha256]],
  );
  return {
    traceId: trace.id,
    at: trace.startedAt,
    ...(ensemble !== undefined && {
      ensemble: typeof ensemble === 'string' ? ensemble : JSON.stringify(ensemble),
    }),
    models: Object.fromEntries(models),
  };
}

/** True for a member that runs or can be started. */
export function isUsable(member: MemberInfo): boolean {
  return member.state === 'ready' || member.state === 'idle' || member.state === 'loading';
}

/** True for a member that can be asked to write or to judge; some files are made only to read. */
export function canAnswer(member: MemberInfo): boolean {
  return isUsable(member) && member.role === undefined;
}

/** Ids of the members that an ensemble may be made of, those included that cannot run at the moment. */
export function answering(members: readonly MemberInfo[]): readonly string[] {
  return members.flatMap(({ id, role }) => (role === undefined ? [id] : []));
}

function withNote(outcome: RefineOutcome, note: string | undefined): RefineOutcome {
  if (note === undefined || note === '') return outcome;
  return { ...outcome, note: outcome.note ? `${outcome.note} ${note}` : note };
}
