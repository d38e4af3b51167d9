import { describe, it } from 'vitest';
import type { SchedulerContribution } from '../../core/plugin-api/index.ts';
import deis from '../../plugins/scheduler-deis/index.ts';
import dpmpp from '../../plugins/scheduler-dpmpp/index.ts';
import erSde from '../../plugins/scheduler-er-sde/index.ts';
import euler from '../../plugins/scheduler-euler/index.ts';
import distill from '../../plugins/scheduler-flowmatch-distill/index.ts';
import heun from '../../plugins/scheduler-heun/index.ts';
import infinitetalk from '../../plugins/scheduler-infinitetalk/index.ts';
import lcm from '../../plugins/scheduler-lcm/index.ts';
import resMultistep from '../../plugins/scheduler-res-multistep/index.ts';
import unipc from '../../plugins/scheduler-unipc/index.ts';
import { schedulerChecks } from './scheduler.ts';

const VARIANTS: Readonly<Record<string, readonly unknown[]>> = {
  unipc: [{ solverOrder: 1 }, { solverOrder: 3 }, { sigmaTable: 'diffusers' }],
  'dpm++': [
    { solverOrder: 1 },
    { solverOrder: 3 },
    { solverType: 'heun', sigmaTable: 'own' },
    { solverOrder: 3, sigmaTable: 'diffusers' },
  ],
  'dpm++_sde': [{ solverOrder: 1 }, { solverType: 'heun', sigmaTable: 'own' }, { sigmaTable: 'diffusers' }],
  euler: [{ sigmaTable: 'pipeline' }],
  er_sde: [{ solverOrder: 1 }, { solverOrder: 2 }],
  deis: [{ solverOrder: 1 }, { solverOrder: 3 }, { finalSigma: 'repeat' }],
};

const schedulers = [unipc, dpmpp, euler, infinitetalk, heun, lcm, deis, resMultistep, erSde, distill]
  .flatMap((plugin) => plugin.contributes)
  .filter((contribution): contribution is SchedulerContribution => contribution.kind === 'scheduler');

for (const scheduler of schedulers) {
  for (const options of [{}, ...(VARIANTS[scheduler.id] ?? [])]) {
    describe(`${scheduler.id} ${JSON.stringify(options)}`, () => {
      for (const check of schedulerChecks(scheduler, scheduler.options.parse(options))) it(check.name, check.run);
    });
  }
}
