import { dirname, resolve } from 'node:path';

/** Scripts of package.json that are this program. */
const SCRIPTS: readonly (string | undefined)[] = ['genesis', 'demo'];

/** npm runs scripts in the package's folder, and tells in INIT_CWD in which one the user is. */
function userFolder(): string {
  const { INIT_CWD, npm_package_json: manifest, npm_lifecycle_event: script } = process.env;
  const byNpm = manifest !== undefined && dirname(manifest) === process.cwd() && SCRIPTS.includes(script);
  return (byNpm && INIT_CWD) || process.cwd();
}

/** The path of a file as the user means it. */
export const givenPath = (path: string): string =>
  userFolder() === process.cwd() ? path : resolve(userFolder(), path);
