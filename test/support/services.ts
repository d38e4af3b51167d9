import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { createServices } from '../../apps/server/container.ts';
import type { Services } from '../../apps/server/services/services.ts';
import type { StoredEvent } from '../../core/runs/events.ts';
import type { Asset, StartInput } from '../../core/runs/service.ts';
import { testConfig } from './api-services.ts';
import { testFolder } from './database.ts';

const STUB_WORKER = new URL('../fixtures/stub-worker.mjs', import.meta.url);
const SAMPLES = join(PACKAGE_ROOT, 'models', 'demo', 'samples');

export interface TestServices extends Services {
  readonly folder: string;
  /** Ids of the demo portrait and voice. */
  readonly image: string;
  readonly audio: string;
  /** A valid request with changes; the prompt tells the stub worker what to do. */
  input(changes?: Partial<StartInput>): StartInput;
  /** Every event until the generation ends. */
  followToEnd(generation: string): Promise<StoredEvent[]>;
}

export interface TestServicesOptions {
  readonly folder?: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly worker?: URL;
}

export function uploadSample(services: Services, name: string): Promise<Asset> {
  return services.assets.ingest(createReadStream(join(SAMPLES, name)), { filename: name });
}

/** The real services over a real database and asset folder, with a worker that follows its orders' prompts. */
export async function testServices(options: TestServicesOptions = {}): Promise<TestServices> {
  const folder = options.folder ?? testFolder();
  const config = testConfig({ GENESIS_DATA: folder, ...options.config });
  const services = await createServices(config, pino({ level: 'silent' }), options.worker ?? STUB_WORKER);
  onTestFinished(() => services.close());
  const image = (await uploadSample(services, 'portrait_1.png')).id;
  const audio = (await uploadSample(services, 'speech_1.wav')).id;
  return {
    ...services,
    folder,
    image,
    audio,
    input: (changes = {}) => ({
      mode: 'INFINITETALK',
      image,
      audio,
      prompt: 'smile',
      output: { id: 'webp' },
      ...changes,
    }),
    followToEnd: async (generation) => {
      const events: StoredEvent[] = [];
      for await (const event of services.generations.subscribe(generation, 0, AbortSignal.timeout(20_000))) {
        events.push(event);
      }
      return events;
    },
  };
}

/** Waits for something to become true. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`never became true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
