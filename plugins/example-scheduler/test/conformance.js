import { describe, it } from 'node:test';
import { schedulerChecks } from 'genesis/conformance';
import plugin from '../index.js';

const [scheduler] = plugin.contributes;

for (const options of [{}, { sharpness: 0.5 }, { sharpness: 3 }]) {
  describe(`${scheduler.id} ${JSON.stringify(options)}`, () => {
    for (const check of schedulerChecks(scheduler, scheduler.options.parse(options))) it(check.name, check.run);
  });
}
