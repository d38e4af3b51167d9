import type { MemoryBudget } from '../plugin-api/memory-strategy.ts';
import { type GraphicsCard, graphicsCards } from '../runtime/graphics-cards.ts';
import { familyBytes, type MachineMemory, machineMemory } from '../runtime/machine-memory.ts';

/** What was found on this machine. */
export interface DetectedMemory {
  readonly machine: MachineMemory;
  readonly cards: readonly GraphicsCard[];
  /**
   * The most that was free on the first card since this process began; null without a card. Kept networks hold some of it
   * by now, which a run uses again or has taken away, and the driver does not tell whose the rest is.
   */
  readonly mostFreeVram: number | null;
  /** RAM that the server, the worker and its hosts hold, which a run may use. */
  readonly ownBytes: number;
}

/** Share of what is free that a run may take where no limit is configured: others on the machine move too. */
const SHARE = 0.95;
/** Asking the driver takes a second. */
const CARDS_MS = 10_000;

const smallest = (...limits: readonly (number | null)[]): number | null => {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/**
 * What a run may use: of what is free, or of the configured limit where there is one, and no more than the request says.
 * VRAM is that of the first card; null where there is none or the driver does not tell.
 */
export function memoryBudget(
  detected: DetectedMemory,
  configured: MemoryBudget,
  requested: MemoryBudget = { vramBytes: null, ramBytes: null },
): MemoryBudget {
  const { mostFreeVram } = detected;
  const free = {
    vram: mostFreeVram === null ? null : mostFreeVram * SHARE,
    ram: detected.machine.freeBytes * SHARE + detected.ownBytes,
  };
  return {
    vramBytes: smallest(configured.vramBytes ?? free.vram, requested.vramBytes),
    ramBytes: smallest(configured.ramBytes ?? free.ram, requested.ramBytes),
  };
}

/** Looks at this machine's memory; the cards at most every ten seconds. */
export class MemoryDetector {
  #cards: Promise<GraphicsCard[]> | undefined;
  #asked = 0;
  #mostFree: number | null = null;
  readonly #pid: number;

  /** @param pid the server, or another process whose children hold what a run may use */
  constructor(pid: number) {
    this.#pid = pid;
    // The first look comes before any network is loaded.
    void this.detect();
  }

  async detect(): Promise<DetectedMemory> {
    if (!this.#cards || performance.now() - this.#asked > CARDS_MS) {
      this.#asked = performance.now();
      this.#cards = graphicsCards();
    }
    const [machine, ownBytes, cards] = await Promise.all([machineMemory(), familyBytes(this.#pid), this.#cards]);
    const [card] = cards;
    if (card) this.#mostFree = Math.max(this.#mostFree ?? 0, card.freeBytes);
    return { machine, cards, mostFreeVram: this.#mostFree, ownBytes };
  }
}
