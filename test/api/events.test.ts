import { type GraphQLInterfaceType, type GraphQLNamedType, type GraphQLObjectType, getNullableType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../apps/server/schema/index.ts';

describe('GenerationEvent', () => {
  it('has fields of one type under one name, so that one selection can ask for all events', () => {
    const events = schema.getPossibleTypes(schema.getType('GenerationEvent') as GraphQLInterfaceType);
    expect(events.map(({ name }) => name).sort()).toEqual([
      'Log',
      'MemoryMeasured',
      'MemoryPlanned',
      'Preview',
      'RunFailed',
      'RunFinished',
      'RunStarted',
      'StageFinished',
      'StageStarted',
      'StateChanged',
      'StepProgress',
      'WindowFinished',
    ]);
    const types = new Map<string, Set<string>>();
    for (const event of events) {
      for (const [name, { type }] of Object.entries(event.getFields()))
        types.set(name, (types.get(name) ?? new Set()).add(String(type)));
    }
    const conflicting = [...types]
      .filter(([, several]) => several.size > 1)
      .map(([name, several]) => `${name}: ${[...several].join(' and ')}`);
    expect(conflicting).toEqual([]);
  });
});

describe('results of mutations', () => {
  it('are unions of one success and the typed errors', () => {
    const mutations = Object.values((schema.getMutationType() as GraphQLObjectType).getFields());
    for (const { name, type } of mutations) {
      const members = schema
        .getPossibleTypes(getNullableType(type) as never)
        .map((member: GraphQLNamedType) => member.name)
        .sort();
      const success = `${name[0]!.toUpperCase()}${name.slice(1)}Success`;
      expect(members).toEqual(
        [...['ConflictError', 'InputError', 'NotFoundError', 'UnavailableError'], success].sort(),
      );
    }
  });
});
