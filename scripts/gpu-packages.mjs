// Writes server/models/gpu/packages.json: where npm has the GPU builds of the pinned node-llama-cpp, and what they must be.
// Run it again when node-llama-cpp is raised. Usage: node scripts/gpu-packages.mjs
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/processes.mjs';

const registry = 'https://registry.npmjs.org';
/** What our backends are made of: CUDA has a second package for drivers of the version before. */
const wanted = [
  { backend: 'vulkan', platform: 'linux', arch: 'x64', names: ['linux-x64-vulkan'] },
  {
    backend: 'cuda',
    platform: 'linux',
    arch: 'x64',
    names: ['linux-x64-cuda', 'linux-x64-cuda-ext'],
  },
  { backend: 'vulkan', platform: 'win32', arch: 'x64', names: ['win-x64-vulkan'] },
  { backend: 'cuda', platform: 'win32', arch: 'x64', names: ['win-x64-cuda', 'win-x64-cuda-ext'] },
];

async function packageOf(name, version) {
  const answer = await fetch(`${registry}/@node-llama-cpp%2f${name}`);
  if (!answer.ok) throw new Error(`${registry} answered with status ${answer.status} for ${name}`);
  const { versions } = await answer.json();
  const { dist, license } = versions[version] ?? {};
  if (!dist) return undefined;
  const head = await fetch(dist.tarball, { method: 'HEAD' });
  const sizeBytes = Number(head.headers.get('content-length'));
  if (!head.ok || !(sizeBytes > 0)) throw new Error(`${dist.tarball} tells no size`);
  const { pathname } = new URL(dist.tarball);
  return {
    name: `@node-llama-cpp/${name}`,
    path: pathname,
    integrity: dist.integrity,
    sizeBytes,
    license,
  };
}

async function main() {
  const { dependencies } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const version = dependencies['node-llama-cpp'];
  const builds = [];
  for (const { names, ...build } of wanted) {
    const packages = await Promise.all(names.map((name) => packageOf(name, version)));
    if (packages.includes(undefined)) {
      process.stderr.write(`${names.join(', ')}: not there in version ${version}, left out\n`);
      continue;
    }
    builds.push({ ...build, packages });
  }
  const file = path.join(root, 'server/models/gpu/packages.json');
  await writeFile(file, `${JSON.stringify({ version, builds }, undefined, 2)}\n`);
  process.stdout.write(`${path.relative(root, file)}: ${builds.length} builds of ${version}\n`);
}

await main();
