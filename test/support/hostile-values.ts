import {
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
const nested = (levels: number): unknown => (levels === 0 ? 0 : [nested(levels - 1)]);

const STRINGS = [
  '',
  ' ',
  'NaN',
  'Infinity',
  '-1e999',
  'null',
  'undefined',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd',
  'file:///etc/passwd',
  'C:\\',
  '.',
  '..',
  '~',
  'a/b/../../..',
  '%2e%2e%2f',
  '\0',
  'a\0b',
  '\r\n\r\n',
  '\u202egnp',
  '💥'.repeat(50),
  'é'.normalize('NFD'),
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' OR 1=1; --",
  '%s%n%x',
  '<script>alert(1)</script>',
  '{{7*7}}',
  'x'.repeat(300),
  'x'.repeat(25_000),
  'word '.repeat(6000),
];
const INTS = [0, -0, 1, -1, 2, 3, 7, 16, 17, 100, 101, 1000, 4096, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5];
const FLOATS = [0, -0, 1, -1, 0.5, 1e-320, 5e-324, 1e308, -1e308, 1e21, Number.MAX_SAFE_INTEGER, 0.1 + 0.2];
const SAFE_INTS = [...INTS, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, '9007199254740991', '12', '1e3', '0x10'];
const ids = (of: string): string[] =>
  ['', '../..', '\0', '0', '00000000-0000-0000-0000-000000000000', 'x'.repeat(5000)].map((id) =>
    encoded(`${of}:${id}`),
  );
const IDS = [...['Asset', 'Preset', 'Generation', 'Run', 'Query', 'Bogus'].flatMap(ids), encoded('Asset'), '====', '0'];
const JSONS: unknown[] = [
  {},
  [],
  null,
  true,
  'fast',
  1e308,
  nested(50),
  nested(150),
  nested(1000),
  { solverOrder: 1e308, tile: -8, overlap: 1e9, variant: null },
  { tile: 'NaN', options: {}, threads: 1e9, block: 0, quality: -1 },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  {
    nodes: [{ id: 1, type: 'WanVideoSampler', widgets_values: [null, {}, []], inputs: [{ link: 1e9 }] }],
    links: [[1]],
  },
  { 1: { class_type: 'WanVideoSampler', inputs: { steps: 'NaN', model: ['1', 0], scheduler: ['../..', -1] } } },
  { nodes: { length: 1e9 }, links: 'x' },
  Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`key${i}`, i])),
];

/** What most fields of a type take. */
const BENIGN: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  SafeInt: 1e9,
  Boolean: true,
  String: 'a text',
  ID: IDS[0],
  JSON: {},
};

/** Values that mean something to the server, by the name of the field or argument that takes them, or by what holds it and its name: `scheduler.id`. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

export interface Operation {
  /** `mutation createPreset` */
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Makes well-formed operations with hostile values from a schema. The same seed makes the same ones. */
export class HostileOperations {
  readonly #schema: GraphQLSchema;
  readonly #random: () => number;
  readonly #known: KnownValues;
  readonly #usual: readonly string[];
  /** 0: what the server may take · 1: anything. Of an operation; one fault in it is the only one that is found. */
  #hostility = 1;

  /** @param usual optional fields without which little is accepted */
  constructor(schema: GraphQLSchema, seed: number, known: KnownValues, usual: readonly string[] = []) {
    this.#schema = schema;
    this.#random = seeded(seed);
    this.#known = known;
    this.#usual = usual;
  }

  /** One operation of every field of Query and Mutation. */
  round(): Operation[] {
    return [this.#schema.getQueryType()!, this.#schema.getMutationType()!].flatMap((root) =>
      Object.values(root.getFields()).map((field): Operation => {
        const kind = root.name.toLowerCase();
        this.#hostility = this.#pick([0.05, 0.15, 0.4, 1]);
        const given = field.args.filter(({ type }) => isNonNullType(type) || this.#chance(0.6));
        const variables = Object.fromEntries(
          given.map(({ name, type }) => [name, this.#value(type, `${field.name}.${name}`, 0)]),
        );
        const declared = given.map(({ name, type }) => `$${name}: ${type}`).join(', ');
        const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
        const head = given.length > 0 ? [`${kind} (${declared})`, `${field.name}(${passed})`] : [kind, field.name];
        const query = `${head[0]} { ${head[1]} ${this.#selection(field.type, 0)} }`;
        return { name: `${kind} ${field.name}`, query, variables };
      }),
    );
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #hostile(): boolean {
    return this.#chance(this.#hostility);
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.#random() * values.length)]!;
  }

  /** @param place what holds it and its name */
  #value(type: GraphQLInputType, place: string, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, place, depth) ?? this.#value(type.ofType, place, depth);
    if (this.#chance(0.05 * this.#hostility)) return null;
    if (isListType(type)) {
      const length = this.#hostile() ? this.#pick([0, 1, 2, 5, 20, 1001]) : 1;
      return Array.from({ length: depth > 1 ? Math.min(length, 5) : length }, () =>
        this.#value(type.ofType, place, depth),
      );
    }
    // A value of another type than the schema's, at times.
    if (this.#chance(0.03 * this.#hostility)) return this.#pick([...JSONS, ...STRINGS, ...FLOATS]);
    const name = place.slice(place.indexOf('.') + 1);
    const known = this.#known[place] ?? this.#known[name];
    if (known && !this.#hostile()) return this.#pick(known);
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const share = fields.length > 8 ? 2 / fields.length : 0.7;
      const given = fields.filter(
        (field) => isNonNullType(field.type) || this.#chance(this.#usual.includes(field.name) ? 0.95 : share),
      );
      return Object.fromEntries(
        given.map((field) => [field.name, this.#value(field.type, `${name}.${field.name}`, depth + 1)]),
      );
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    return this.#hostile() ? this.#scalar(type.name) : BENIGN[type.name];
  }

  #scalar(type: string): unknown {
    if (type === 'Int') return this.#pick(INTS);
    if (type === 'Float') return this.#pick(FLOATS);
    if (type === 'SafeInt') return this.#pick(SAFE_INTS);
    if (type === 'Boolean') return this.#chance(0.5);
    if (type === 'ID') return this.#pick([...IDS, ...STRINGS]);
    if (type === 'JSON') return this.#pick(JSONS);
    return this.#pick(STRINGS);
  }

  /** Every scalar without arguments, and a few objects below. */
  #selection(type: GraphQLOutputType | GraphQLNamedType, depth: number): string {
    const named = getNamedType(type);
    if (isUnionType(named) || isInterfaceType(named)) {
      const members = this.#schema.getPossibleTypes(named);
      // Fields of one name have one type in results and events, but not in nodes.
      const chosen =
        named.name === 'Node' ? [this.#pick(members)] : members.filter(() => members.length < 8 || this.#chance(0.1));
      return `{ __typename ${chosen.map((member) => `... on ${member.name} ${this.#selection(member, depth)}`).join(' ')} }`;
    }
    if (!isObjectType(named)) return '';
    const parts = Object.values(named.getFields()).flatMap((field) => {
      if (field.args.some(({ type: argument }) => isNonNullType(argument))) return [];
      const below = this.#selection(field.type, depth + 1);
      if (below === '') return [field.name];
      const connection = /^(?:edges|node)$/.test(field.name);
      return depth < 1 || connection ? [`${field.name} ${below}`] : [];
    });
    return `{ __typename ${parts.join(' ')} }`;
  }
}

const HEADS = [
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  '\xff\xd8\xff\xe0\0\x10JFIF',
  'GIF89a',
  'II*\0\x08\0\0\0',
  'RIFF\xff\xff\xff\x7fWEBPVP8 ',
  'RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x01\0\x01\0',
  '\0\0\0\x1cftypavif\0\0\0\0avifmif1',
  '\0\0\0\x18ftypisom\0\0\0\0isommp42\0\0\0\x08moov',
  '\0\0\0\x18ftypqt  \0\0\0\0qt  \0\0\0\x01mdat\x7f\xff\xff\xff\xff\xff\xff\xff',
  '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm\x18S\x80g\x01\xff\xff\xff\xff\xff\xff\xff',
  'OggS\0\x02\0\0\0\0\0\0\0\0',
  'fLaC\0\0\0"',
  'ID3\x04\0\0\x7f\x7f\x7f\x7f',
  '\xff\xfb\x90\0',
  '\xff\xf1P\x80',
  'G@\0\x10',
  '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:1/a.ts\n',
  '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
];

/** Files that begin like media and are none, and samples with a few bytes changed or with their end cut off. */
export function hostileFile(random: () => number, samples: readonly Uint8Array[]): Uint8Array {
  const below = (most: number): number => Math.floor(random() * most);
  if (random() < 0.4) {
    const noise = Uint8Array.from({ length: below(3000) }, () => (random() < 0.3 ? 0xff : below(256)));
    return Buffer.concat([Buffer.from(HEADS[below(HEADS.length)]!, 'latin1'), noise]);
  }
  const changed = Buffer.from(samples[below(samples.length)]!);
  // Headers are where a byte counts.
  for (let change = below(8); change >= 0; change--) changed[below(random() < 0.7 ? 200 : changed.length)] = below(256);
  return random() < 0.5 ? changed : changed.subarray(0, below(changed.length));
}
