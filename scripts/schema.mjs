// Writes the schema of the setting `eidolon.ensembles` into package.json, as the engine checks it.
// Usage: npm run schema
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { settingSchema } from '../server/core/ensemble/specSchema.ts';
import { root } from './lib/processes.mjs';

const file = path.join(root, 'package.json');
const manifest = JSON.parse(await readFile(file, 'utf8'));
const { properties } = manifest.contributes.configuration;
const { scope, order, markdownDescription } = properties['eidolon.ensembles'];
properties['eidolon.ensembles'] = { ...settingSchema(), scope, order, markdownDescription };
await writeFile(file, await format(JSON.stringify(manifest), { parser: 'json-stringify' }));
