/**
 * `npm run forms`: a whole generation, from the request at the API to the finished video, with a set of small networks in
 * every dialect, container and dtype, one line each. The same dtype must give the same pictures in every form.
 */
import { ALL_FORMS } from '../parity/forms.ts';
import { FormServer, formName } from './pipeline-form.ts';

const server = await FormServer.launch();
/** Pictures of each dtype. */
const pictures = new Map<string, string>();
let failed = 0;
try {
  for (const form of ALL_FORMS) {
    try {
      const { frames, sha256, warnings } = await server.run(form);
      const before = pictures.get(String(form.dtype)) ?? sha256;
      pictures.set(String(form.dtype), before);
      const same = before === sha256;
      if (!same) failed += 1;
      console.log([formName(form), `${frames} frames`, same ? 'ok' : 'OTHER PICTURES', ...warnings].join('  '));
    } catch (error) {
      failed += 1;
      console.log(`${formName(form)}  FAIL  ${String(error)}`);
    }
  }
} finally {
  await server.stop();
}
console.log(`${ALL_FORMS.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
