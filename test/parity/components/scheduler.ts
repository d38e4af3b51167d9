import { z } from 'zod';
import { floatTensor, type SchedulerContribution, type Tensor } from '../../../core/plugin-api/index.ts';
import deis from '../../../plugins/scheduler-deis/index.ts';
import dpmpp from '../../../plugins/scheduler-dpmpp/index.ts';
import euler from '../../../plugins/scheduler-euler/index.ts';
import heun from '../../../plugins/scheduler-heun/index.ts';
import infinitetalk from '../../../plugins/scheduler-infinitetalk/index.ts';
import lcm from '../../../plugins/scheduler-lcm/index.ts';
import unipc from '../../../plugins/scheduler-unipc/index.ts';
import type { ComponentRunner } from '../case.ts';
import { int64Tensor, numbered, readFloats } from './tensors.ts';

const SCHEDULERS = [deis, dpmpp, euler, heun, infinitetalk, lcm, unipc].flatMap((plugin) => plugin.contributes);

/**
 * Constructor arguments of the original classes that a case may set; anything else is refused. Of those that are the
 * same in every scheduler of the product, only that value is known.
 */
const initSchema = z.strictObject({
  algorithm_type: z.enum(['dpmsolver++', 'sde-dpmsolver++']).optional(),
  solver_order: z.int().optional(),
  solver_type: z.enum(['midpoint', 'heun', 'bh2', 'logrho']).optional(),
  stochastic_sampling: z.boolean().optional(),
  flow_shift: z.number().optional(),
  shift: z.number().optional(),
  prediction_type: z.literal('flow_prediction').optional(),
  use_flow_sigmas: z.literal(true).optional(),
  num_train_timesteps: z.literal(1000).optional(),
  use_dynamic_shifting: z.literal(false).optional(),
  thresholding: z.literal(false).optional(),
  predict_x0: z.literal(true).optional(),
  lower_order_final: z.boolean().optional(),
  euler_at_final: z.boolean().optional(),
  final_sigmas_type: z.literal('zero').optional(),
  disable_corrector: z.tuple([]).optional(),
});

const configSchema = z.object({
  params: z.object({
    kind: z.enum(['wan_unipc', 'wan_dpm', 'infinitetalk_euler', 'diffusers']),
    class: z.string().optional(),
    steps: z.int(),
    shift: z.number(),
    sigma_source: z.enum(['get_sampling_sigmas', 'set_timesteps']).optional(),
    init: initSchema.default({}),
    toy: z.object({ a: z.number(), b: z.number(), c: z.number(), d: z.number() }),
  }),
  tensors: z.record(z.string(), z.object({ dtype: z.string() })),
});
type Params = z.infer<typeof configSchema>['params'];

/** The product's scheduler id and options for a recorded setup. */
function choose({ kind, class: className, init, sigma_source }: Params): {
  id: string;
  options: Record<string, unknown>;
} {
  const order = init.solver_order === undefined ? {} : { solverOrder: init.solver_order };
  // DPM's last step goes to sigma 0 and is of first order whatever is said; the one before it tells only at order 3.
  const isDpm = kind === 'wan_dpm' || className === 'DPMSolverMultistepScheduler';
  if (init.lower_order_final === false && !(isDpm && (init.solver_order ?? 2) <= 2))
    throw new Error('no scheduler of the product keeps its order to the end');
  const dpmType =
    init.solver_type === 'midpoint' || init.solver_type === 'heun' ? { solverType: init.solver_type } : {};
  const dpm = init.algorithm_type === 'sde-dpmsolver++' ? 'dpm++_sde' : 'dpm++';
  if (kind === 'infinitetalk_euler') return { id: 'infinitetalk', options: {} };
  if (kind === 'wan_unipc') return { id: 'unipc', options: order };
  if (kind === 'wan_dpm') {
    const sigmaTable = sigma_source === 'set_timesteps' ? 'own' : 'pipeline';
    return { id: dpm, options: { sigmaTable, ...order, ...dpmType } };
  }
  switch (className) {
    case 'UniPCMultistepScheduler':
      return { id: 'unipc', options: { sigmaTable: 'diffusers', ...order } };
    case 'DPMSolverMultistepScheduler':
      return { id: dpm, options: { sigmaTable: 'diffusers', ...order, ...dpmType } };
    case 'DEISMultistepScheduler':
      return { id: 'deis', options: { finalSigma: 'repeat', ...order } };
    case 'FlowMatchEulerDiscreteScheduler':
      return { id: init.stochastic_sampling ? 'lcm' : 'euler', options: {} };
    case 'FlowMatchHeunDiscreteScheduler':
      return { id: 'heun', options: {} };
    case 'FlowMatchLCMScheduler':
      return { id: 'lcm', options: {} };
    default:
      throw new Error(`no scheduler for class ${className}`);
  }
}

/** A sampling run of the toy model v = a·x + b·tau + c·sin(d·x), tau = timestep/1000, with the recorded noise. */
export const runScheduler: ComponentRunner = async (parityCase) => {
  const { params, tensors } = configSchema.parse(parityCase.config);
  const { id, options } = choose(params);
  const contribution = SCHEDULERS.find((offered) => offered.id === id) as SchedulerContribution;
  const scheduler = contribution.create({ log: () => {} }, contribution.options.parse(options));
  const run = scheduler.prepare({ steps: params.steps, shift: params.shift });

  const { a, b, c, d } = params.toy;
  const start = readFloats(parityCase, 'in.sample');
  const noises = numbered(parityCase, 'noise');
  const samples = [start.data];
  const velocities: Float32Array[] = [];
  run.timesteps.forEach((timestep, index) => {
    const sample = samples[index]!;
    const velocity = sample.map((x) => a * x + (b * timestep) / 1000 + c * Math.sin(d * x));
    const name = run.needsNoise(index) ? noises.shift() : undefined;
    velocities.push(velocity);
    samples.push(run.step(velocity, index, sample, name === undefined ? undefined : readFloats(parityCase, name).data));
  });
  if (noises.length > 0) throw new Error(`${noises.length} recorded noise tensors were not consumed`);

  const timesteps = params.kind === 'infinitetalk_euler' ? [...run.timesteps, 0] : run.timesteps;
  const stack = (values: readonly Float32Array[]): Tensor =>
    floatTensor(Float32Array.from(values.flatMap((value) => [...value])), [values.length, ...start.dims]);
  return {
    'mid.model_outputs': stack(velocities),
    'out.samples': stack(samples),
    'out.sigmas': floatTensor(Float32Array.from(run.sigmas), [run.sigmas.length]),
    'out.timesteps':
      tensors['out.timesteps']?.dtype === 'I64'
        ? int64Tensor(timesteps, [timesteps.length])
        : floatTensor(Float32Array.from(timesteps), [timesteps.length]),
  };
};
