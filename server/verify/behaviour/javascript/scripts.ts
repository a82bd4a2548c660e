import type * as Ts from 'typescript';
import type { Job } from '../job.ts';

/** Makes plain scripts of candidates: types are stripped, `import` and `export` become `require` and `exports`. */
export interface ScriptMaker {
  /** Loads TypeScript when the job needs it: it takes most of a second. */
  prepare(job: Job): Promise<void>;
  /** The script of a job that was prepared; undefined when it does not parse. */
  toScript(job: Job): string | undefined;
}

const moduleSyntax = /^[ \t]*(?:import|export)\b/m;

export function createScriptMaker(): ScriptMaker {
  let compiler: typeof Ts | undefined;
  return {
    async prepare(job) {
      if (needsCompiler(job)) compiler ??= (await import('typescript')).default;
    },
    toScript(job) {
      if (!compiler || !needsCompiler(job)) return job.program;
      const { ModuleKind, ScriptTarget, JsxEmit } = compiler;
      const { outputText, diagnostics = [] } = compiler.transpileModule(job.program, {
        reportDiagnostics: true,
        fileName: job.languageId.endsWith('react') ? 'candidate.tsx' : 'candidate.ts',
        compilerOptions: {
          target: ScriptTarget.ES2022,
          module: ModuleKind.CommonJS,
          esModuleInterop: true,
          jsx: JsxEmit.React,
        },
      });
      return diagnostics.length > 0 ? undefined : outputText;
    },
  };
}

function needsCompiler({ languageId, program }: Job): boolean {
  return languageId.startsWith('typescript') || moduleSyntax.test(program);
}
