/** `npm run --silent parity -- DIR...`: runs every recorded case below the folders and prints how far each output is off. */
import { runCases } from './run-cases.ts';

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (folders.length === 0) {
  console.error('usage: npm run --silent parity -- DIR...');
  process.exit(2);
}
const { passed, failed } = await runCases(folders, (line) => console.log(line));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
