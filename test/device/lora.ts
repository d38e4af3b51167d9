/**
 * `npx tsx test/device/lora.ts --provider webgpu [--options JSON]`: a small InfiniteTalk network with a LoRA on a device,
 * beside the weights and merged into them, against the same network on the CPU whose weights were added up in double
 * precision. One JSON line per precision and way: relative L2 errors with the LoRA and, for comparison, without one.
 */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { DIFFERENCES, LoraNetwork, MODULES, OUTER_MODULES, relativeError } from '../support/lora-network.ts';
import type { NetworkSetup } from '../support/network.ts';

const { values } = parseArgs({
  options: { provider: { type: 'string', default: 'webgpu' }, options: { type: 'string', default: '{}' } },
});
const STRENGTH = 0.7;

const network = await LoraNetwork.make();
try {
  const form = {
    naming: 'lightx2v',
    modules: [...MODULES, ...OUTER_MODULES],
    differences: DIFFERENCES,
    rank: 4,
  } as const;
  const { file, deltas } = await network.lora('one', { ...form, seed: 3 });
  const plain = await network.run(network.file);
  const expected = await network.run(await network.mergedFile('one', [{ deltas, strength: () => STRENGTH }]));
  const beside = await network.applied(file, { strength: STRENGTH });
  const { setup, unavailable } = await openProvider(values.provider, JSON.parse(values.options));
  if (!setup) throw new Error(`${values.provider}: ${unavailable}`);
  for (const precision of ['fp32', 'q8']) {
    const held: NetworkSetup = { ...setup, precision: { value: openPrecision(precision, {}), dir: network.dir } };
    const without = relativeError(await network.run(network.file, [], held), plain);
    for (const merge of [false, true]) {
      const error = relativeError(await network.run(network.file, [{ ...beside, merge }], held), expected);
      console.log(JSON.stringify({ provider: values.provider, precision, merge, error, without }));
    }
  }
  console.log(JSON.stringify({ changeByTheLora: relativeError(plain, expected) }));
} finally {
  await rm(network.dir, { recursive: true, force: true });
}
