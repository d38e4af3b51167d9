/** `node --import tsx test/support/scan-report.ts DIR`: scans a model folder and prints what it took, as JSON. */

import type { NetworkSource } from '../../core/models/model-set.ts';
import { scanModelSet, supportedModes } from '../../core/models/model-set.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import clip from '../../plugins/clip-vit-h/index.ts';
import umt5 from '../../plugins/umt5/index.ts';
import dit from '../../plugins/wan-dit/index.ts';
import vae from '../../plugins/wan-vae/index.ts';
import wav2vec2 from '../../plugins/wav2vec2/index.ts';

const registry = new PluginRegistry();
for (const plugin of [umt5, clip, wav2vec2, vae, dit]) registry.register(plugin);
const began = performance.now();
const set = await scanModelSet('scanned', process.argv[2]!, registry);
const networks = (Object.values(set.networks) as NetworkSource[]).map(({ role, network, config, bytes }) => [
  role,
  { parameters: network.facts(config).parameters, bytes },
]);
console.log(
  JSON.stringify({
    seconds: (performance.now() - began) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    modes: supportedModes(set),
    networks: Object.fromEntries(networks) as unknown,
    problems: set.problems.map(({ message }) => message),
  }),
);
