/** `headers-main.ts DIR`: scans a model folder, checks its files, builds every graph, and prints what it took as JSON. */
import { checkCheckpoint } from '../../../core/models/check-checkpoint.ts';
import {
  type ModelSet,
  type NetworkSource,
  networkCandidates,
  scanModelSet,
  supportedModes,
} from '../../../core/models/model-set.ts';
import { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import clip from '../../../plugins/clip-vit-h/index.ts';
import { cpuLowering } from '../../../plugins/provider-cpu/lowering.ts';
import umt5 from '../../../plugins/umt5/index.ts';
import dit from '../../../plugins/wan-dit/index.ts';
import vae from '../../../plugins/wan-vae/index.ts';
import wav2vec2 from '../../../plugins/wav2vec2/index.ts';

export interface HeadersReport {
  readonly scanSeconds: number;
  readonly checkSeconds: number;
  readonly buildSeconds: number;
  /** Of the whole process. */
  readonly peakBytes: number;
  /** Serialised graphs of all networks, without weights. */
  readonly graphBytes: number;
  readonly networks: Readonly<Record<string, { readonly parameters: number; readonly bytes: number }>>;
  readonly modes: readonly string[];
  readonly problems: readonly string[];
}

const lowering = cpuLowering(true);
const registry = new PluginRegistry();
for (const plugin of [umt5, clip, wav2vec2, vae, dit]) registry.register(plugin);

async function timed<Result>(work: () => Promise<Result>): Promise<[result: Result, seconds: number]> {
  const began = performance.now();
  const result = await work();
  return [result, (performance.now() - began) / 1000];
}

async function checkAll({ checkpoints, networks }: ModelSet): Promise<string[]> {
  const candidates = networkCandidates(registry);
  const problems: string[] = [];
  for (const scanned of checkpoints) {
    const { missing, problem } = await checkCheckpoint(scanned, candidates, networks.dit?.checkpoint ?? null);
    if (problem) problems.push(problem.message);
    for (const name of missing) problems.push(`${scanned.path} lacks ${name}`);
  }
  return problems;
}

function graphBytes(sources: readonly NetworkSource[]): number {
  let bytes = 0;
  for (const { network, config, checkpoint } of sources) {
    for (const graph of Object.values(network.build(config, { checkpoint, lowering }))) bytes += graph.bytes.length;
  }
  return bytes;
}

const [set, scanSeconds] = await timed(() => scanModelSet('scanned', process.argv[2]!, registry));
const [problems, checkSeconds] = await timed(() => checkAll(set));
const sources = Object.values(set.networks) as NetworkSource[];
const [built, buildSeconds] = await timed(async () => graphBytes(sources));
const report: HeadersReport = {
  scanSeconds,
  checkSeconds,
  buildSeconds,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  graphBytes: built,
  networks: Object.fromEntries(
    sources.map(({ role, network, config, bytes }) => [role, { parameters: network.facts(config).parameters, bytes }]),
  ),
  modes: supportedModes(set),
  problems: [...set.problems.map(({ message }) => message), ...problems],
};
console.log(JSON.stringify(report));
