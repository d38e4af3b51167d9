import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logging, LogLevel } from 'mediabunny';
import { GenesisError } from '../../core/plugin-api/index.ts';

const PACKAGE = '@mediabunny/server';
const WHY = `encoding needs the optional package ${PACKAGE}, which is not installed or has no build for this machine`;

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

let checking: Promise<string | null> | undefined;

/**
 * Whether the codecs can be loaded, found out once in a child process: the caller may be a server that must neither
 * stall for a 175 MB library nor keep it in memory.
 */
export function codecsUnavailable(): Promise<string | null> {
  checking ??= new Promise((resolve) => {
    const script = `await import('${PACKAGE}')`;
    const cwd = dirname(fileURLToPath(import.meta.url));
    execFile(process.execPath, ['--input-type=module', '--eval', script], { cwd }, (error) =>
      resolve(error ? WHY : null),
    );
  });
  return checking;
}
