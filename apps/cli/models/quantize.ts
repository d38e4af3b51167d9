import { scanModelSet } from '../../../core/models/model-set.ts';
import { openQuantization } from '../../../core/models/open-quantization.ts';
import { type QuantizedNetwork, quantizeSet } from '../../../core/models/quantize-set.ts';
import type { NetworkRole } from '../../../core/plugin-api/network.ts';
import { modelFolder } from '../../model-folders.ts';
import { withProgress } from './byte-progress.ts';
import { surroundings } from './surroundings.ts';
import { formatSize, table, toJson } from './text.ts';

export interface QuantizeCommandOptions {
  readonly precision: string;
  readonly network?: NetworkRole;
  readonly block?: number;
  readonly provider: string;
  readonly json?: boolean;
}

const rowOf = ({ role, weights, bytes, present }: QuantizedNetwork): string[] => [
  role,
  `${weights} weights`,
  formatSize(bytes),
  present ? 'was there' : 'made',
];

/** `models quantize NAME --precision q8|q4` */
export async function quantizeModel(name: string, options: QuantizeCommandOptions, signal: AbortSignal): Promise<void> {
  const { config, folders, registry, weightsDir: dir } = await surroundings();
  const precision = openQuantization(registry, options);
  const set = await scanModelSet(name, modelFolder(folders, name), registry);
  const { provider, network } = options;
  const minFree = config.GENESIS_MIN_FREE_DISK;
  const networks = await withProgress(quantizeSet(set, precision, { provider, network, dir, minFree, signal }));
  const processBytes = Math.max(0, ...networks.map((network) => network.processBytes));
  const peakBytes = process.resourceUsage().maxRSS * 1024 + processBytes;
  if (options.json) console.log(toJson({ name, precision: options.precision, provider, networks, peakBytes }));
  else {
    const rows = networks.length > 0 ? table(networks.map(rowOf)) : ['Nothing to do: all weights are stored so.'];
    console.log([...rows, `peak memory ${formatSize(peakBytes)}`].join('\n'));
  }
}
