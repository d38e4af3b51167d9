import './scalars.ts';
import './error.ts';
import './asset.ts';
import './plugin.ts';
import './model.ts';
import './model-job.ts';
import './preset.ts';
import './generation-mutations.ts';
import './generation-diff.ts';
import './queue.ts';
import './updates.ts';
import './device.ts';
import './import.ts';
import './storage.ts';
import './memory-forecast.ts';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';

/** The whole API, types and fields in alphabetical order. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: true });
