import { GraphQLError, Kind, valueFromASTUntyped } from 'graphql';
import { Upload } from '../http/upload.ts';
import { builder } from './builder.ts';

/** Of a JSON value: whatever works on one calls itself for each. */
const MAX_LEVELS = 100;

function ofFewLevels(value: unknown): unknown {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_LEVELS) throw new GraphQLError(`JSON takes at most ${MAX_LEVELS} levels`);
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value;
}

builder.scalarType('JSON', {
  description: `Any JSON value, of at most ${MAX_LEVELS} levels.`,
  serialize: (value) => value,
  parseValue: ofFewLevels,
  parseLiteral: (node, variables) => ofFewLevels(valueFromASTUntyped(node, variables)),
});

function toMilliseconds(value: unknown): number {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new GraphQLError('DateTime takes an ISO 8601 date and time');
  return milliseconds;
}

builder.scalarType('DateTime', {
  description: 'A point in time, ISO 8601 in UTC, e.g. `2026-01-31T12:00:00.000Z`.',
  serialize: (value) => new Date(value).toISOString() as unknown as number,
  parseValue: toMilliseconds,
  parseLiteral: (node) => toMilliseconds(node.kind === Kind.STRING ? node.value : null),
});

function toSafeInt(value: unknown): number {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(number))
    throw new GraphQLError('SafeInt takes a whole number between -(2^53 - 1) and 2^53 - 1');
  return number as number;
}

builder.scalarType('SafeInt', {
  description: 'A whole number of up to 53 bits: byte counts and seeds do not fit the 32 bits of Int.',
  serialize: toSafeInt,
  parseValue: toSafeInt,
  parseLiteral: (node) => toSafeInt(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : null),
});

builder.scalarType('File', {
  description: 'A file in a multipart request (GraphQL multipart request specification). Never returned.',
  serialize: () => {
    throw new GraphQLError('File is an input type');
  },
  parseValue: (value) => {
    if (value instanceof Upload) return value;
    throw new GraphQLError('File takes a file of a multipart request');
  },
});
