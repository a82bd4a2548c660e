import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureNeovim } from '../../scripts/vscode-host.mjs';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { serverBundle } from '../support/rawLspClient.ts';

/**
 * Neovim's own client does all of it: attaches, asks for code actions on a range, resolves the chosen one,
 * applies its edit and writes the buffer. The API is that of 0.7, which Debian 12 packages.
 */
const script = (file: string): string => `
local function fail(why) io.stderr:write(why .. "\\n") vim.cmd("cquit 3") end
vim.ui.select = function(items, _, choose) choose(items[1], 1) end
local client = vim.lsp.start_client({
  name = "eidolon",
  cmd = { ${JSON.stringify(process.execPath)}, ${JSON.stringify(serverBundle)}, "--stdio" },
  root_dir = vim.fn.getcwd(),
})
if not client then fail("the server did not start") return end
vim.cmd("edit " .. ${JSON.stringify(file)})
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.buf_attach_client(buffer, client)
if not vim.wait(30000, function()
  local attached = vim.lsp.get_client_by_id(client)
  return attached and attached.initialized
end, 50) then fail("the server did not initialise") return end
vim.lsp.buf.range_code_action(nil, { 1, 0 }, { 1, #vim.fn.getline(1) })
if not vim.wait(150000, function() return vim.bo[buffer].modified end, 50) then
  fail("no edit arrived: " .. vim.fn.execute("messages")) return
end
vim.cmd("write")
vim.cmd("qall")
`;

describe('Neovim as a third-party client', function () {
  this.timeout(260_000);

  it('asks for code actions, applies one and writes the buffer', async () => {
    const neovim = await ensureNeovim();
    const home = await mkdtemp(path.join(tmpdir(), 'eidolon-neovim-'));
    const file = path.join(home, 'notes.md');
    const lua = path.join(home, 'run.lua');
    await writeFile(file, 'She recieved the letter yesterday.\n');
    await writeFile(lua, script(file));
    const { code, output } = await run(
      neovim,
      ['--headless', '--clean', '-c', `luafile ${lua}`],
      home,
    );
    assert.equal(code, 0, output);
    assert.equal(await readFile(file, 'utf8'), 'She received the letter yesterday.\n');
    await eventually(
      'every process of the session is gone',
      () => (processesWithEnvironment(home).length === 0 ? true : undefined),
      20_000,
    );
    await rm(home, { recursive: true, force: true });
  });
});

async function run(
  command: string,
  args: string[],
  home: string,
): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, EIDOLON_HOME: home, XDG_STATE_HOME: home, XDG_DATA_HOME: home };
  const child = spawn(command, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), 220_000);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { code, output };
}
