import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { schemaFindings } from '../../core/errors/schema-issues.ts';
import type { MemoryBudget } from '../../core/plugin-api/memory-strategy.ts';
import type { InputLimits } from '../../core/runs/worker-protocol.ts';

/** More than the cores of any machine; a session of as many more makes the system refuse threads. */
const MOST_THREADS = 1024;

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** Whether a browser can send it as the `Origin` of a page: scheme, host and port, without a path. */
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const origins = list.superRefine((items, context) => {
  const wrong = items.find((item) => !isOrigin(item));
  if (wrong === undefined) return;
  const message = `origins such as https://app.example.com, without a path or a slash at the end, not ${JSON.stringify(wrong)}`;
  context.addIssue({ code: 'custom', message });
});

/** Environment variables, each with its default. Sizes are in bytes, times in seconds. */
const schema = z.object({
  GENESIS_HOST: z.string().default('127.0.0.1').describe('Address that the server binds to'),
  GENESIS_PORT: z.coerce.number().int().min(0).max(65535).default(4000).describe('Port; 0 picks a free one'),
  GENESIS_API_KEY: z.string().min(16).optional().describe('Key that requests from other hosts must carry'),
  GENESIS_CORS_ORIGINS: origins.describe('Comma-separated origins that browsers may call from'),
  GENESIS_DATA: z.string().default('data').describe('Folder of database, assets and caches'),
  GENESIS_MODELS: z
    .string()
    .optional()
    .describe('Folder with one folder per model set, or one laid out as ComfyUI has it'),
  GENESIS_HUB_URL: z.url().optional().describe('Model hub that files are pulled from, instead of Hugging Face'),
  GENESIS_PLUGINS: list.describe('Comma-separated third-party plugins: package names or file paths'),
  GENESIS_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_THREADS)
    .default(availableParallelism())
    .describe('Threads of a network host'),
  GENESIS_VRAM_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('Most memory of a graphics card that a run may use; without it, what is free'),
  GENESIS_RAM_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('Most RAM that server, worker and network hosts may use together; without it, what is free'),
  GENESIS_HOST_MEMORY_LIMIT: z.coerce
    .number()
    .int()
    .min(64 * 1024 * 1024)
    .optional()
    .describe('Most memory of a network host, mapped weights aside (Linux)'),
  GENESIS_CHECKPOINT_SECONDS: z.coerce
    .number()
    .nonnegative()
    .default(10)
    .describe('Least time between two states of a sampler that are kept to go on from; 0: every step'),
  GENESIS_CACHE: z.enum(['on', 'off']).default('on').describe('Whether stage outputs of earlier runs are used again'),
  GENESIS_MAX_UPLOAD: z.coerce
    .number()
    .int()
    .positive()
    .default(512 * 1024 * 1024)
    .describe('Largest upload'),
  GENESIS_MAX_PIXELS: z.coerce
    .number()
    .int()
    .positive()
    .default(64 * 1024 * 1024)
    .describe('Most pixels of an input image'),
  GENESIS_MAX_AUDIO_SECONDS: z.coerce.number().positive().default(3600).describe('Longest input audio'),
  GENESIS_MAX_QUEUE: z.coerce.number().int().positive().default(1000).describe('Most generations waiting'),
  GENESIS_MAX_QUERY_DEPTH: z.coerce.number().int().positive().default(15).describe('Deepest GraphQL selection'),
  GENESIS_MAX_QUERY_COST: z.coerce.number().int().positive().default(5000).describe('Highest GraphQL query cost'),
  GENESIS_MIN_FREE_DISK: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(256 * 1024 * 1024)
    .describe('Disk space that must stay free'),
  GENESIS_CACHE_BYTES: z.coerce
    .number()
    .nonnegative()
    .default(50 * 1024 ** 3)
    .describe('Most disk space of the stage cache; beyond, what was used longest ago goes'),
  GENESIS_MERGED_BYTES: z.coerce
    .number()
    .nonnegative()
    .default(100 * 1024 ** 3)
    .describe('Most disk space of weights with merged LoRAs; beyond, what was used longest ago goes'),
  GENESIS_CACHE_DAYS: z.coerce
    .number()
    .nonnegative()
    .default(30)
    .describe('Days after which unused stage outputs and weights with merged LoRAs go'),
  GENESIS_ASSET_DAYS: z.coerce
    .number()
    .nonnegative()
    .default(30)
    .describe('Days after which assets go that no generation refers to'),
  GENESIS_CLEAN_HOURS: z.coerce
    .number()
    .nonnegative()
    .max(500)
    .default(6)
    .describe('Hours between two cleanings; 0: never'),
  GENESIS_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info').describe('Log level'),
});

export type ServerConfig = Readonly<z.infer<typeof schema>>;
export { schema as configSchema };

/** Configured limits of memory; null: what is free. */
export const memoryLimits = ({ GENESIS_VRAM_BYTES, GENESIS_RAM_BYTES }: ServerConfig): MemoryBudget => ({
  vramBytes: GENESIS_VRAM_BYTES ?? null,
  ramBytes: GENESIS_RAM_BYTES ?? null,
});

/** Most that an input file may decode to. */
export const inputLimits = ({ GENESIS_MAX_PIXELS, GENESIS_MAX_AUDIO_SECONDS }: ServerConfig): InputLimits => ({
  maxPixels: GENESIS_MAX_PIXELS,
  maxAudioSeconds: GENESIS_MAX_AUDIO_SECONDS,
});

/** Folder of the package: two levels above apps/server, in the sources as in dist. */
export const PACKAGE_ROOT = resolve(
  fileURLToPath(import.meta.url),
  import.meta.url.endsWith('.ts') ? '../../..' : '../../../..',
);

/** Read by the command line and by the tests, not by the server. */
const READ_ELSEWHERE: readonly string[] = [
  'GENESIS_URL',
  'GENESIS_CHROMIUM',
  'GENESIS_BROWSER_TESTS',
  'GENESIS_FUZZ_SEED',
  'GENESIS_FUZZ_ROUNDS',
  'GENESIS_TEST_COLLECTIONS',
];

/** Variables with the server's prefix that it does not read: misspelt ones change nothing. */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('GENESIS_') && !Object.hasOwn(schema.shape, name) && !READ_ELSEWHERE.includes(name),
  );
}

/** A variable that is set to nothing counts as left out. @throws GenesisError INPUT_INVALID naming the variable */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ServerConfig {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const { path, accepted, text } = schemaFindings(parsed.error);
    throw new GenesisError('INPUT_INVALID', text, { field: path.join('.'), accepted });
  }
  return parsed.data;
}
