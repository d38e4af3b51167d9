// Makes a fresh checkout ready: builds the one native addon, compiles the sources and builds the page, each only when
// needed.
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

/** The page: built by Vite, not by the compiler. */
const STUDIO = join(root, 'apps/studio');

/**
 * What is made of a folder's sources depends on the path, size and time of each.
 * @param {string} folder
 * @param {RegExp} names
 * @param {import('node:crypto').Hash} hash
 */
function addSources(folder, names, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (path !== STUDIO) addSources(path, names, hash);
    } else if (names.test(entry.name)) addFile(path, hash);
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

/**
 * Makes something of sources, unless it was made of the very same ones before.
 * @param {string} stampName
 * @param {string[]} files
 * @param {string[]} folders
 * @param {RegExp} names
 * @param {() => boolean} make
 */
function whenChanged(stampName, files, folders, names, make) {
  const hash = createHash('sha256');
  for (const file of files) addFile(join(root, file), hash);
  for (const folder of folders) addSources(join(root, folder), names, hash);
  const wanted = hash.digest('hex');
  const stamp = join(root, 'dist', stampName);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  rmSync(stamp, { force: true });
  if (!make()) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * Path of a package's program.
 * @param {string} name
 * @param {string} program
 */
function programOf(name, program) {
  const manifest = require.resolve(`${name}/package.json`);
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin[program]);
}

function compile() {
  const files = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  const folders = [
    'apps',
    'core',
    'db',
    'plugins',
    'test/bench',
    'test/conformance',
    'test/device',
    'test/faults',
    'test/parity',
    'test/precision',
    'test/support',
  ];
  return whenChanged('.fingerprint', files, folders, /\.ts$/, () =>
    run('compiled TypeScript', process.execPath, [programOf('typescript-native', 'tsc'), '-p', 'tsconfig.build.json']),
  );
}

function buildPage() {
  const folders = ['apps/studio/src', 'apps/studio/public'];
  const files = ['apps/studio/index.html', 'apps/studio/vite.config.ts', 'package-lock.json'];
  return whenChanged('.fingerprint-studio', files, folders, /./, () =>
    run('built the page', process.execPath, [programOf('vite', 'vite'), 'build', 'apps/studio']),
  );
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old; Genesis needs 20.19 or later`);
  process.exit(1);
}
if (!(addonLoads() || buildAddon()) || !compile() || !buildPage()) process.exit(1);
