// The parts of WebAssembly's interface that the sandbox uses; the libraries for Node do not declare it.
declare namespace WebAssembly {
  type ImportValue = unknown;
  type Imports = Record<string, Record<string, ImportValue>>;
  interface ImportDescriptor {
    readonly module: string;
    readonly name: string;
    readonly kind: 'function' | 'global' | 'memory' | 'table' | 'tag';
  }
  class Module {
    constructor(bytes: Uint8Array);
    static imports(module: Module): ImportDescriptor[];
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    constructor(size: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Global {
    value: unknown;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports?: Imports): Promise<Instance>;
}
