/** Every command that the manifest contributes; a test compares the two lists. */
export const commandIds = {
  refineSelection: 'eidolon.refineSelection',
  refineWith: 'eidolon.refineSelectionWith',
  refineHere: 'eidolon.refineFromMenu',
  refineFile: 'eidolon.refineFile',
  cancelRefine: 'eidolon.cancelRefine',
  acceptHunk: 'eidolon.acceptHunk',
  rejectHunk: 'eidolon.rejectHunk',
  nextHunk: 'eidolon.nextHunk',
  previousHunk: 'eidolon.previousHunk',
  acceptAll: 'eidolon.acceptAll',
  rejectAll: 'eidolon.rejectAll',
  showDiff: 'eidolon.showDiff',
  openInPreview: 'eidolon.openInRefactorPreview',
  showTrace: 'eidolon.showTrace',
  showHistory: 'eidolon.showHistory',
  restartEngine: 'eidolon.restartEngine',
  showLog: 'eidolon.showLog',
  showStatus: 'eidolon.showStatus',
  diagnose: 'eidolon.diagnose',
  reportIssue: 'eidolon.reportIssue',
  addModel: 'eidolon.addModel',
  downloadModel: 'eidolon.downloadModel',
  addGpu: 'eidolon.addGpu',
  verifyModels: 'eidolon.verifyModels',
  testModel: 'eidolon.testModel',
  unloadModel: 'eidolon.unloadModel',
  removeModel: 'eidolon.removeModel',
  assignRole: 'eidolon.assignRole',
  pinModel: 'eidolon.pinModel',
  unpinModel: 'eidolon.unpinModel',
  showPool: 'eidolon.showPool',
  refreshPool: 'eidolon.refreshPool',
  openChat: 'eidolon.openChat',
  askAboutSelection: 'eidolon.askAboutSelection',
  askAboutTerminal: 'eidolon.askAboutTerminal',
  newChat: 'eidolon.newChat',
  showChats: 'eidolon.showChats',
  exportChat: 'eidolon.exportChat',
  stopChat: 'eidolon.stopChat',
  refineWithEnsemble: 'eidolon.refineWithEnsemble',
  askWithEnsemble: 'eidolon.askWithEnsemble',
  compareMembers: 'eidolon.compareMembers',
  showComparison: 'eidolon.showComparison',
  createEnsemble: 'eidolon.createEnsemble',
  whyThisAnswer: 'eidolon.whyThisAnswer',
  measurePool: 'eidolon.measurePool',
  showMeasurements: 'eidolon.showMeasurements',
  compareMeasurements: 'eidolon.compareMeasurements',
  exportMeasurement: 'eidolon.exportMeasurement',
  openWalkthrough: 'eidolon.openWalkthrough',
  openSample: 'eidolon.openSample',
  refineSample: 'eidolon.refineSample',
  setApiKey: 'eidolon.setApiKey',
  withdrawHosts: 'eidolon.withdrawHosts',
} as const;

/** Carried by code actions and links; not contributed, so that the palette does not list it. */
export const internalCommandIds = {
  refineRange: 'eidolon.client.refineRange',
  refineDocument: 'eidolon.client.refineDocument',
  askInChat: 'eidolon.client.askInChat',
  reviewAnswer: 'eidolon.client.reviewAnswer',
  whyAnswer: 'eidolon.client.whyAnswer',
} as const;

/** Points at one hunk from a hover or a comment thread. */
export interface HunkTarget {
  readonly uri: string;
  readonly hunkId: string;
}

/** A command link's target; a hunk argument travels as JSON. */
export function commandLink(id: string, target?: HunkTarget): string {
  return target ? `command:${id}?${encodeURIComponent(JSON.stringify([target]))}` : `command:${id}`;
}

/** A hunk target from a link; anything else gives undefined. */
export function parseHunkTarget(value: unknown): HunkTarget | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, hunkId } = value as Record<string, unknown>;
  return typeof uri === 'string' && typeof hunkId === 'string' ? { uri, hunkId } : undefined;
}
