// A mocha reporter: the usual listing, and the counts as JSON in the file that TEST_RESULTS names, where
// scripts/test.mjs adds them up. Usage: mocha --reporter scripts/lib/mochaReporter.cjs …
'use strict';

const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

module.exports = class ListAndCount extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0, pending: 0, passes: [], failures: [] };
    const file = process.env.TEST_RESULTS;
    runner.on('pass', (test) => {
      counts.passed++;
      counts.passes.push(test.fullTitle());
    });
    runner.on('pending', () => counts.pending++);
    runner.on('fail', (test, error) => {
      counts.failed++;
      counts.failures.push({ title: test.fullTitle(), message: String(error?.stack ?? error) });
    });
    runner.on('end', () => {
      if (!file) return;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(counts, undefined, 2)}\n`);
    });
  }
};
