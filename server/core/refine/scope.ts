export function outOfScope(_input: unknown): string | undefined { return undefined; }
