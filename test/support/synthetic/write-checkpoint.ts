import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import { castSource, type Storage } from './cast.ts';
import { scaledMark, speller, type WrittenDialect } from './dialect-names.ts';
import { byteLength, type TensorSource } from './tensor-source.ts';
import { writeSafetensors, writeSharded } from './write-safetensors.ts';
import { writeTorchZip } from './write-torch-zip.ts';

export const WRITTEN_CONTAINERS = ['safetensors', 'sharded', 'pth'] as const;
export type WrittenContainer = (typeof WRITTEN_CONTAINERS)[number];

/** `F8_E4M3_SCALED` and `F8_E5M2_SCALED`: with one scale per matrix. null: as the tensors are. */
export const STORAGES: Readonly<Record<string, Storage>> = {
  F32: { dtype: 'float32', scaled: false },
  F16: { dtype: 'float16', scaled: false },
  BF16: { dtype: 'bfloat16', scaled: false },
  F8_E4M3: { dtype: 'float8e4m3fn', scaled: false },
  F8_E5M2: { dtype: 'float8e5m2', scaled: false },
  F8_E4M3_SCALED: { dtype: 'float8e4m3fn', scaled: true },
  F8_E5M2_SCALED: { dtype: 'float8e5m2', scaled: true },
};

export interface WrittenForm {
  readonly dialect: WrittenDialect;
  readonly container: WrittenContainer;
  readonly storage: Storage | null;
  /** @default a third of the checkpoint, at most 5 GB */
  readonly shardBytes?: number;
}

/**
 * Writes a network's tensors (canonical names) as some tool would have.
 * @returns path of the file, or of the index of shards
 */
export async function writeCheckpoint(
  dir: string,
  stem: string,
  family: NetworkFamily,
  canonical: readonly TensorSource[],
  { dialect, container, storage, shardBytes }: WrittenForm,
): Promise<string> {
  await mkdir(dir, { recursive: true });
  const stored: TensorSource[] = [];
  const names = canonical.map(({ name }) => name);
  const spell = speller(names, family, dialect);
  for (const source of canonical) {
    const [weight, scale] = storage ? await castSource(source, storage) : [source];
    for (const spelled of spell(weight!)) {
      stored.push(spelled);
      if (scale) stored.push({ ...scale, name: spelled.name.replace(/weight$/, 'scale_weight') });
    }
  }
  if (storage?.scaled && (storage.dtype === 'float8e4m3fn' || storage.dtype === 'float8e5m2'))
    stored.push(scaledMark(storage.dtype));
  switch (container) {
    case 'safetensors': {
      const path = join(dir, `${stem}.safetensors`);
      await writeSafetensors(path, stored);
      return path;
    }
    case 'pth': {
      const path = join(dir, `${stem}.pth`);
      await writeTorchZip(path, stored);
      return path;
    }
    case 'sharded': {
      const path = join(dir, `${stem}.safetensors.index.json`);
      const total = stored.reduce((sum, source) => sum + byteLength(source), 0);
      await writeSharded(path, stored, shardBytes ?? Math.min(5e9, Math.ceil(total / 3)));
      return path;
    }
  }
}
