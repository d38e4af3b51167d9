import { type GraphQLError, type GraphQLErrorExtensions, isEnumType } from 'graphql';
import { schema } from '../schema/index.ts';

/** What a caller is told of a variable that does not fit its type. */
interface VariableError {
  readonly message: string;
  readonly extensions: GraphQLErrorExtensions;
}

/** The last words name the place; what comes before is the value, which may be of any length. */
const PLACE = /^Variable "\$(\w+)" got invalid value [\s\S]*?(?: at "\w+((?:\.\w+|\[\d+\])+)")?; $/;

/** The variable that a request leaves out, or sets to null, and must have. @returns undefined for any other error */
export const missingVariable = ({ message }: GraphQLError): string | undefined =>
  /^Variable "\$(\w+)" of (?:non-null type ".+" must not be null|required type ".+" was not provided)\.$/.exec(
    message,
  )?.[1];

/**
 * GraphQL says where in a variable a value does not fit in the message alone, behind the value. This gives its `field` as
 * the errors of the result unions have it: relative to the variable, with dots.
 * @param outer the error as GraphQL reports it @param inner what is wrong, without the place
 * @returns null for any other error
 */
export function variableError(outer: GraphQLError, { message, extensions }: GraphQLError): VariableError | null {
  if (!outer.message.endsWith(message)) return null;
  const [, variable, place = ''] = PLACE.exec(outer.message.slice(0, -message.length)) ?? [];
  if (variable === undefined) return null;
  const path = place.replace(/\[(\d+)\]/g, '.$1').slice(1);
  const [, member] = /^Field "(\w+)" (?:is not defined|of required type)/.exec(message) ?? [];
  const field = [path, member].filter(Boolean).join('.') || variable;
  const [, enumName] = /does not exist in "(\w+)" enum/.exec(message) ?? [];
  const type = enumName === undefined ? undefined : schema.getType(enumName);
  const accepted = isEnumType(type)
    ? type
        .getValues()
        .map(({ name }) => name)
        .join(', ')
    : undefined;
  return { message: `${field}: ${message}`, extensions: { ...extensions, field, accepted } };
}
