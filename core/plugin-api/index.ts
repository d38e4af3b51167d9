/** The one public door for plugins. Built-in plugins import this file and nothing else of the core. */
export { z } from 'zod';
export { GenesisError } from '../errors/genesis-error.ts';
export type * from './checkpoint.ts';
export * from './define.ts';
export type * from './execution-provider.ts';
export * from './graph.ts';
export type * from './guidance.ts';
export type * from './lowering.ts';
export type * from './memory-strategy.ts';
export type * from './network.ts';
export type * from './output.ts';
export * from './plugin.ts';
export type * from './scheduler.ts';
export * from './tensor.ts';
