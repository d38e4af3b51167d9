import type { MemoryPlan, Residency } from '../plugin-api/index.ts';
import type { StageName } from './events.ts';
import { type Rung, type RungStep, type RunOverrides, type SettingChange, specOfRun } from './rung.ts';
import { smallerSize } from './smaller-size.ts';
import { DEFAULT_OOM_POLICY, type GenerationSpec, type PluginChoice } from './spec.ts';

/** What the ladder stands on: plans and plugins of this installation. */
export interface LadderGround {
  /** The plan for a spec, over the budget if need be; null when its strategy refuses what is asked of it. */
  plan(spec: GenerationSpec): MemoryPlan | null;
  /** A plugin with these options over its defaults; null where it is not installed or refuses them. */
  choose(
    kind: 'memory-strategy' | 'precision',
    id: string,
    options: Readonly<Record<string, unknown>>,
  ): PluginChoice | null;
  /** Blocks of the DiT; null when unknown. */
  readonly ditBlocks: number | null;
}

export interface LadderRequest {
  /** The generation's own. */
  readonly spec: GenerationSpec;
  /** Where the failed run stood. */
  readonly rung: Rung | null;
  /** Where memory ran out; null: anywhere, as the forecast says. */
  readonly stage: StageName | null;
}

interface RungRule {
  readonly step: RungStep;
  readonly samePicture: boolean;
  /** Stages that it relieves; null: all of them. */
  readonly stages: readonly StageName[] | null;
  /** Changes to try, in order: the first one that helps is taken. */
  candidates(spec: GenerationSpec, plan: MemoryPlan | null, ground: LadderGround): readonly (RunOverrides | null)[];
  /** Whether the new plan is a step down from the one that failed. */
  helps(after: MemoryPlan, before: MemoryPlan | null, spec: GenerationSpec): boolean;
}

const always = () => true;

/** Share of the blocks that one rung swaps in addition. */
const SWAP_SHARE = 1 / 4;
const FEWER_FRAMES = 77;
const FEWER_STEPS = 10;
const EIGHT_BITS = 'q8';
/** 8-bit floats are not among them: they are widened when a network is loaded. */
const HELD_IN_EIGHT_BITS_OR_LESS: readonly string[] = [EIGHT_BITS, 'q4'];

const RULES: readonly RungRule[] = [
  {
    step: 'TILE_VAE',
    samePicture: true,
    stages: ['encode-latents', 'decode'],
    candidates: ({ memory }, _plan, ground) => [
      { memory: { ...memory, tiledVae: true } },
      onStrategy(ground, memory, 'tiled', {}, { tiledVae: true }),
    ],
    helps: ({ vaeTiling }, before, { width, height }) =>
      vaeTiling !== null && vaeTiling.tile < Math.max(width, height) && (before?.vaeTiling ?? null) === null,
  },
  {
    step: 'OFFLOAD',
    samePicture: true,
    stages: null,
    candidates: ({ memory }, _plan, ground) => [
      { memory: { ...memory, forceOffload: true } },
      onStrategy(ground, memory, 'offload', {}, { forceOffload: true }),
    ],
    helps: (after, before) => kept(after) < (before ? kept(before) : Infinity) && keepsTiles(after, before),
  },
  {
    step: 'SWAP_BLOCKS',
    samePicture: true,
    stages: ['denoise'],
    candidates: ({ memory }, plan, ground) => {
      const blocks = ground.ditBlocks ?? 0;
      const swapped = plan?.blockSwap?.blocksToSwap ?? 0;
      const blocksToSwap = Math.min(blocks, swapped + Math.ceil(blocks * SWAP_SHARE));
      const own = memory.id === 'block-swap' ? memory.options : {};
      return blocksToSwap > swapped
        ? [true, null].map((forceOffload) =>
            onStrategy(ground, memory, 'block-swap', { ...own, blocksToSwap }, { forceOffload }),
          )
        : [];
    },
    helps: (after, before) =>
      (after.blockSwap?.blocksToSwap ?? 0) > (before?.blockSwap?.blocksToSwap ?? 0) && keepsTiles(after, before),
  },
  {
    step: 'ONE_PREDICTION_AT_A_TIME',
    samePicture: true,
    stages: ['denoise'],
    candidates: ({ memory }) => [{ memory: { ...memory, batchedCfg: false } }],
    helps: (after, before) => before?.batchedCfg === true && !after.batchedCfg && keepsTiles(after, before),
  },
  {
    step: 'EIGHT_BIT_WEIGHTS',
    samePicture: false,
    stages: null,
    candidates: ({ precision, networkPrecision }, _plan, ground) => {
      const eightBits = ground.choose('precision', EIGHT_BITS, {});
      const isCoarse = ({ id }: PluginChoice): boolean => HELD_IN_EIGHT_BITS_OR_LESS.includes(id);
      if (!eightBits || [precision, ...networkPrecision].every(isCoarse)) return [];
      const own = networkPrecision.map((entry) => (isCoarse(entry) ? entry : { role: entry.role, ...eightBits }));
      return [{ precision: isCoarse(precision) ? precision : eightBits, networkPrecision: own }];
    },
    helps: always,
  },
  {
    step: 'SMALLER_SIZE',
    samePicture: false,
    stages: null,
    candidates: (spec) => [smallerSize(spec)],
    helps: always,
  },
  {
    step: 'FEWER_FRAMES',
    samePicture: false,
    stages: null,
    candidates: ({ frameWindowSize, motionFrames }) =>
      frameWindowSize > FEWER_FRAMES && motionFrames < FEWER_FRAMES ? [{ frameWindowSize: FEWER_FRAMES }] : [],
    helps: always,
  },
  {
    // The last resort: a shorter run passes through a shortage that others cause.
    step: 'FEWER_STEPS',
    samePicture: false,
    stages: null,
    candidates: ({ steps }) => (steps > FEWER_STEPS ? [{ steps: FEWER_STEPS }] : []),
    helps: always,
  },
];

/** Another strategy with the flags of the one so far, but for those given. */
function onStrategy(
  ground: LadderGround,
  memory: GenerationSpec['memory'],
  id: string,
  options: Readonly<Record<string, unknown>>,
  flags: Partial<Pick<GenerationSpec['memory'], 'tiledVae' | 'forceOffload'>>,
): RunOverrides | null {
  const choice = ground.choose('memory-strategy', id, options);
  return choice && { memory: { ...memory, ...choice, ...flags } };
}

const kept = ({ residency }: MemoryPlan): number =>
  Object.values<Residency>(residency).filter((each) => each === 'keep').length;

const keepsTiles = (after: MemoryPlan, before: MemoryPlan | null): boolean =>
  after.vaeTiling !== null || (before?.vaeTiling ?? null) === null;

/**
 * One rung down from a run that ran out of memory, or null at the bottom of what the policy allows. Rungs that do not
 * relieve the stage, that this installation cannot take, or that have been taken, are passed over. Pure.
 */
export function nextRung(request: LadderRequest, ground: LadderGround): Rung | null {
  const { rung, stage } = request;
  const policy = request.spec.oomPolicy ?? DEFAULT_OOM_POLICY;
  const spec = specOfRun(request.spec, rung);
  if (policy === 'FAIL') return null;
  const before = ground.plan(spec);
  for (const rule of RULES) {
    if (!rule.samePicture && policy !== 'SMALLER') continue;
    if (stage && rule.stages && !rule.stages.includes(stage)) continue;
    for (const change of rule.candidates(spec, before, ground)) {
      if (!change) continue;
      const after = ground.plan({ ...spec, ...change });
      if (!after || !rule.helps(after, before, spec)) continue;
      const { step, samePicture } = rule;
      return {
        step,
        samePicture,
        changes: changesOf(spec, change),
        overrides: { ...rung?.overrides, ...change },
      };
    }
  }
  return null;
}

/**
 * Whether some rung of a spec that is over the budget is within it: such a generation can be accepted. Never for a spec
 * whose strategy refuses what it is asked for.
 * @param fits whether a spec has a plan within the budget
 */
export function canStepDown(
  spec: GenerationSpec,
  ground: LadderGround,
  fits: (spec: GenerationSpec) => boolean,
): boolean {
  if (!ground.plan(spec)) return false;
  let rung = nextRung({ spec, rung: null, stage: null }, ground);
  while (rung && !fits(specOfRun(spec, rung))) rung = nextRung({ spec, rung, stage: null }, ground);
  return rung !== null;
}

function changesOf(spec: GenerationSpec, change: RunOverrides): SettingChange[] {
  const text = (value: unknown): string => {
    if (value === null || typeof value !== 'object') return String(value);
    if (Array.isArray(value)) return value.map((entry) => `${entry.role} ${text(entry)}`).join(', ');
    const { id, options } = value as PluginChoice;
    return Object.keys(options).length === 0 ? id : `${id} ${JSON.stringify(options)}`;
  };
  const changes: SettingChange[] = [];
  const compare = (field: string, before: unknown, after: unknown) => {
    const [from, to] = [text(before), text(after)];
    if (from !== to) changes.push({ field, from, to });
  };
  for (const [field, value] of Object.entries(change)) {
    compare(field, spec[field as keyof RunOverrides], value);
    if (field !== 'memory') continue;
    const after = value as GenerationSpec['memory'];
    for (const [flag, set] of Object.entries(after)) {
      if (set === null || typeof set === 'boolean')
        compare(`memory.${flag}`, (spec.memory as unknown as Record<string, unknown>)[flag], set);
    }
  }
  return changes;
}
