import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logging, LogLevel } from 'mediabunny';
import { GenesisError, type Unavailability } from '../../core/plugin-api/index.ts';

const PACKAGE = '@mediabunny/server';
const WHY = `encoding needs the optional package ${PACKAGE}, which is not installed or has no build for this machine`;
const WHY_ZH = `编码需要可选包 ${PACKAGE}，它未安装，或不适用于这台机器`;

Logging.level = LogLevel.Silent;

/** Registers the encoders once per process. @throws GenesisError PLUGIN_UNAVAILABLE */
export async function loadCodecs(): Promise<void> {
  try {
    const { registerMediabunnyServer } = await import('@mediabunny/server');
    // Software only: hardware encoders differ from machine to machine.
    registerMediabunnyServer({ hardwareContext: null });
  } catch (cause) {
    throw new GenesisError('PLUGIN_UNAVAILABLE', WHY, {
      field: 'output',
      accepted: 'webp, or install the package',
      cause,
    });
  }
}

let checking: Promise<Unavailability | null> | undefined;

/**
 * Whether the codecs can be loaded, found out once in a child process: the caller may be a server that must neither
 * stall for a 175 MB library nor keep it in memory.
 */
export function codecsUnavailable(): Promise<Unavailability | null> {
  checking ??= new Promise((resolve) => {
    const script = `await import('${PACKAGE}')`;
    const cwd = dirname(fileURLToPath(import.meta.url));
    execFile(process.execPath, ['--input-type=module', '--eval', script], { cwd }, (error) =>
      resolve(error ? { reason: WHY, translations: { zh: { reason: WHY_ZH } } } : null),
    );
  });
  return checking;
}
