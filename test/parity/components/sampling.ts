import type { ComponentRunner } from '../case.ts';
import { conditionComponents } from './conditions.ts';
import { runApg } from './guidance.ts';
import { runScheduler } from './scheduler.ts';

export const samplingComponents: Record<string, ComponentRunner> = {
  scheduler: runScheduler,
  apg: runApg,
  ...conditionComponents,
};
