import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { ErrorCode } from '../errors/catalogue.ts';
import { GenesisError, type GenesisErrorDetail } from '../errors/genesis-error.ts';
import { forkProgram, siblingProgram } from '../runtime/child-program.ts';
import type { Conversion } from './conversions.ts';
import type { ConversionReport } from './convert-tensor.ts';
import type { ConvertedLayout } from './converted-layout.ts';

export interface ConvertRequest {
  readonly conversion: Conversion;
  /** File that the weights are written into, each at its place. */
  readonly file: string;
  readonly layout: ConvertedLayout;
}

export type ConvertReply =
  | { readonly report: ConversionReport; readonly peakBytes: number }
  | { readonly refused: { readonly code: ErrorCode; readonly message: string; readonly detail: GenesisErrorDetail } };

/** A process holds up to 190 MB; together they stay below the gigabyte that a conversion may take. */
const MOST_PROCESSES = 4;
/** Elements that are worth a process: about a second of work. */
const ELEMENTS_PER_PROCESS = 2 ** 25;

/** Processes for `elements` of weights on this machine; 1: the caller's own will do. */
export function usefulProcesses(elements: number): number {
  return Math.max(1, Math.min(MOST_PROCESSES, availableParallelism(), Math.floor(elements / ELEMENTS_PER_PROCESS)));
}

/** A weight that is done. */
export interface ConvertedWeight {
  readonly report: ConversionReport;
  /** Most resident bytes so far of the processes that convert besides this one, together. */
  readonly processBytes: number;
}

type Answer = Extract<ConvertReply, { readonly report: ConversionReport }>;

function answer(child: ChildProcess, request: ConvertRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`the process that converts ${request.conversion.tensor.name} ended`));
    child.once('exit', ended);
    child.once('message', (reply: ConvertReply) => {
      child.off('exit', ended);
      if ('report' in reply) resolve(reply);
      else reject(new GenesisError(reply.refused.code, reply.refused.message, reply.refused.detail));
    });
    child.send(request);
  });
}

/**
 * Converts weights in several processes. Reports come in the order in which the weights are done.
 * @throws GenesisError as `convertTensor` does, once no process works any more
 */
export async function* convertInProcesses(
  conversions: readonly Conversion[],
  target: Omit<ConvertRequest, 'conversion'>,
  count: number,
): AsyncGenerator<ConvertedWeight> {
  const program = siblingProgram(import.meta.url, './convert-main');
  const children = Array.from({ length: Math.min(count, conversions.length) }, () => forkProgram(program));
  const waiting = [...conversions];
  const working = new Map<ChildProcess, Promise<Answer & { child: ChildProcess }>>();
  const peaks = new Map<ChildProcess, number>();
  const employ = (child: ChildProcess): void => {
    const conversion = waiting.shift();
    if (!conversion) working.delete(child);
    else {
      const work = answer(child, { conversion, ...target }).then((done) => ({ child, ...done }));
      // Others fail too when one is given up.
      work.catch(() => {});
      working.set(child, work);
    }
  };
  try {
    children.forEach(employ);
    while (working.size > 0) {
      const { child, report, peakBytes } = await Promise.race(working.values());
      employ(child);
      peaks.set(child, peakBytes);
      yield { report, processBytes: [...peaks.values()].reduce((sum, bytes) => sum + bytes, 0) };
    }
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}
