import assert from 'node:assert/strict';
import type { NetworkRole, PrecisionContribution, WeightFormat, WeightSite } from '../../core/plugin-api/index.ts';
import { isBlockLinear } from '../../core/plugin-api/index.ts';
import type { Check } from './check.ts';

const ROLES: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'];
const PROVIDERS = ['cpu', 'webgpu', 'cuda', 'one that nobody has written yet'];

/** Weights where most parameters of the networks are. */
const LINEAR: readonly (readonly [name: string, shape: readonly number[]])[] = [
  ['blocks.7.self_attn.q.weight', [5120, 5120]],
  ['blocks.39.ffn.2.weight', [5120, 13824]],
  ['blocks.0.audio_cross_attn.kv_linear.weight', [10240, 768]],
  ['blocks.3.ffn.gate.0.weight', [10240, 4096]],
  ['visual.transformer.5.attn.to_qkv.weight', [3840, 1280]],
  ['encoder.layers.2.attention.k_proj.weight', [768, 768]],
];

/** Tensors whose precision shows in the picture before it shows in memory. */
const SENSITIVE: readonly (readonly [name: string, shape: readonly number[]])[] = [
  ['token_embedding.weight', [256384, 4096]],
  ['blocks.0.pos_embedding.embedding.weight', [32, 64]],
  ['patch_embedding.weight', [5120, 36, 1, 2, 2]],
  ['text_embedding.0.weight', [5120, 4096]],
  ['time_embedding.2.weight', [5120, 5120]],
  ['time_projection.1.weight', [30720, 5120]],
  ['img_emb.proj.3.weight', [5120, 1280]],
  ['audio_proj.proj1.weight', [512, 46080]],
  ['head.head.weight', [64, 5120]],
  ['blocks.0.modulation', [1, 6, 5120]],
  ['blocks.0.norm3.weight', [5120]],
  ['blocks.0.self_attn.norm_q.weight', [5120]],
  ['blocks.0.self_attn.q.bias', [5120]],
  ['decoder.middle.0.residual.2.weight', [384, 384, 3, 3, 3]],
];

const sites = (tensors: typeof LINEAR): WeightSite[] =>
  tensors.flatMap(([name, shape]) =>
    ROLES.flatMap((role) =>
      PROVIDERS.map((provider) => ({ role, provider, tensor: { name, shape, dtype: 'bfloat16' as const } })),
    ),
  );

function assertFormat(format: WeightFormat): void {
  if (format.kind === 'blocks') {
    assert.ok(format.bits === 4 || format.bits === 8, `${format.bits} bits`);
    assert.ok(format.block === 32 || format.block === 128, `blocks of ${format.block}`);
  } else if (format.kind === 'float') {
    assert.match(format.dtype, /^(b?float16|float32)$/);
  } else if (format.kind === 'float8') {
    assert.match(format.dtype, /^float8e(4m3fn|5m2)$/);
  } else {
    assert.equal(format.kind, 'stored');
  }
}

/**
 * What every precision has to keep, whoever wrote it.
 * @param options the options to check it with
 * @default {} parsed by the contribution's own schema
 */
export function precisionChecks<Options>(contribution: PrecisionContribution<Options>, options?: Options): Check[] {
  const create = () => contribution.create({ log: () => {} }, options ?? contribution.options.parse({}));
  return [
    {
      name: 'describes itself, and {} is valid for its options',
      run() {
        assert.equal(contribution.kind, 'precision');
        for (const field of ['id', 'version', 'title', 'description'] as const) assert.ok(contribution[field], field);
        assert.ok(contribution.options.safeParse({}).success);
      },
    },
    {
      name: 'gives a known format for every weight, role and provider',
      run() {
        const precision = create();
        for (const site of [...sites(LINEAR), ...sites(SENSITIVE)]) assertFormat(precision.format(site));
      },
    },
    {
      name: 'leaves embeddings, norms, modulation, projections, head and convolutions as they are stored',
      run() {
        const precision = create();
        for (const site of sites(SENSITIVE)) {
          assert.equal(isBlockLinear(site.tensor), false, site.tensor.name);
          assert.equal(precision.format(site).kind, 'stored', site.tensor.name);
        }
      },
    },
    {
      name: 'treats all linear layers of the blocks alike',
      run() {
        const precision = create();
        for (const provider of PROVIDERS) {
          const formats = sites(LINEAR)
            .filter((site) => site.provider === provider)
            .map((site) => precision.format(site));
          for (const format of formats) assert.deepEqual(format, formats[0]);
        }
      },
    },
    {
      name: 'is pure: equal weights get equal formats, and arguments are left as they are',
      run() {
        const precision = create();
        for (const site of sites(LINEAR)) {
          const before = structuredClone(site);
          const first = precision.format(site);
          assert.deepEqual(precision.format(site), first);
          assert.deepEqual(create().format(site), first);
          assert.deepEqual(site, before);
        }
      },
    },
  ];
}
