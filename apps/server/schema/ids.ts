import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';

/** Types that have a global id. */
export type NodeName = 'Asset' | 'Generation' | 'Preset' | 'Run';

const NOT_FOUND: Readonly<Record<NodeName, ErrorCode>> = {
  Asset: 'ASSET_NOT_FOUND',
  Generation: 'GENERATION_NOT_FOUND',
  Preset: 'PRESET_NOT_FOUND',
  Run: 'GENERATION_NOT_FOUND',
};

/** A global id: base64url of `Type:id`. */
export function encodeId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** @throws GenesisError INPUT_INVALID when `globalId` is no global id at all, or of a type without one */
export function splitId(globalId: string): { typename: string; id: string } {
  const match = /^([A-Z][A-Za-z]*):(.+)$/s.exec(Buffer.from(globalId, 'base64url').toString());
  if (!match || !Object.hasOwn(NOT_FOUND, match[1]!)) {
    throw new GenesisError('INPUT_INVALID', `${JSON.stringify(globalId)} is no id of this API`, {
      field: 'id',
      accepted: 'an id as the API returns it',
    });
  }
  return { typename: match[1]!, id: match[2]! };
}

/**
 * The stored id behind a global id of one type.
 * @param field the input field, for the error
 * @throws GenesisError the type's own not-found code for an id of another type or none
 */
export function decodeId(typename: NodeName, globalId: string, field: string): string {
  let found: { typename: string; id: string };
  try {
    found = splitId(globalId);
  } catch (cause) {
    throw new GenesisError(NOT_FOUND[typename], `${JSON.stringify(globalId)} is no id of type ${typename}`, {
      field,
      accepted: `an id of type ${typename} as the API returns it`,
      cause,
    });
  }
  if (found.typename !== typename) {
    throw new GenesisError(NOT_FOUND[typename], `the id is of type ${found.typename}, not ${typename}`, {
      field,
      accepted: `an id of type ${typename}`,
    });
  }
  return found.id;
}
