import type { MemoryTimeline } from '../runs/measured-memory.ts';

const POINTS = 240;
const FIRST_INTERVAL = 0.2;

const higher = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** Memory over the time of a run, in at most 240 points: when it is full, two points become their higher one. */
export class TimelineWriter {
  #interval = FIRST_INTERVAL;
  #ram: number[] = [];
  #device: (number | null)[] = [];

  /** @param seconds since the start, never less than in the call before */
  add(seconds: number, ramBytes: number, deviceBytes: number | null): void {
    while (seconds >= this.#interval * POINTS) this.#halve();
    const at = Math.floor(seconds / this.#interval);
    // What lies between two samples is as the sample before it.
    while (this.#ram.length < at) {
      this.#ram.push(this.#ram.at(-1) ?? ramBytes);
      this.#device.push(this.#device.at(-1) ?? null);
    }
    this.#ram[at] = Math.max(this.#ram[at] ?? 0, ramBytes);
    this.#device[at] = higher(this.#device[at] ?? null, deviceBytes);
  }

  #halve(): void {
    const pairs = Math.ceil(this.#ram.length / 2);
    const merged = <Value>(values: readonly Value[], merge: (a: Value, b: Value) => Value): Value[] =>
      Array.from({ length: pairs }, (_, i) => merge(values[2 * i]!, values[2 * i + 1] ?? values[2 * i]!));
    this.#ram = merged(this.#ram, Math.max);
    this.#device = merged(this.#device, higher);
    this.#interval *= 2;
  }

  get timeline(): MemoryTimeline {
    return {
      intervalSeconds: this.#interval,
      ramBytes: [...this.#ram],
      deviceBytes: this.#device.some((bytes) => bytes !== null) ? [...this.#device] : null,
    };
  }
}
