// Makes a fresh checkout ready: builds the one native addon and compiles the sources, each only when needed.
// Plain JavaScript, since it runs before anything is compiled. Speaks on standard error.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(join(root, 'package.json'));

/** @param {string} text */
const say = (text) => process.stderr.write(`setup: ${text}\n`);

/**
 * Runs a program to its end; shows its output only when it fails.
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 */
function run(what, command, args, environment = {}) {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    say(`${what} failed${error ? `: ${error.message}` : ''}`);
    return false;
  }
  say(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return true;
}

function addonLoads() {
  try {
    const Database = require('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

/** Folder of Node's own C++ headers, so that node-gyp need not download them; undefined where Node came without. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node.h')) ? prefix : undefined;
}

/** Compiles the SQLite addon: its prebuilt binary would be a download from outside the package registry. */
function buildAddon() {
  say('building the SQLite addon from source, about a minute (needs python3, make and g++) ...');
  const headers = nodeHeaders();
  const built = run(
    'SQLite addon',
    'npm',
    ['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
    {
      // Read by prebuild-install, which then leaves the work to node-gyp.
      npm_config_build_from_source: 'true',
      npm_config_jobs: 'max',
      ...(headers === undefined ? {} : { npm_config_nodedir: headers }),
    },
  );
  if (built && addonLoads()) return true;
  say('the SQLite addon does not load; install python3, make and g++ and try again');
  return false;
}

/**
 * What the compiled files depend on: path, size and time of every source and of the compiler's settings.
 * @param {string} folder
 * @param {import('node:crypto').Hash} hash
 */
function addSources(folder, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addSources(path, hash);
    else if (entry.name.endsWith('.ts')) addFile(path, hash);
  }
}

/**
 * @param {string} path
 * @param {import('node:crypto').Hash} hash
 */
function addFile(path, hash) {
  const { size, mtimeMs } = statSync(path);
  hash.update(`${path}:${size}:${mtimeMs}\n`);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) addFile(join(root, file), hash);
  for (const folder of [
    'apps',
    'core',
    'db',
    'plugins',
    'test/conformance',
    'test/device',
    'test/parity',
    'test/support',
  ])
    addSources(join(root, folder), hash);
  return hash.digest('hex');
}

function compile() {
  const stamp = join(root, 'dist', '.fingerprint');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  rmSync(stamp, { force: true });
  const compiler = require.resolve('typescript-native/package.json');
  const tsc = join(dirname(compiler), JSON.parse(readFileSync(compiler, 'utf8')).bin.tsc);
  if (!run('compiled TypeScript', process.execPath, [tsc, '-p', 'tsconfig.build.json'])) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old; Genesis needs 20.19 or later`);
  process.exit(1);
}
if (!(addonLoads() || buildAddon()) || !compile()) process.exit(1);
