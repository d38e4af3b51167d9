import type { Refuse } from './file-window.ts';
import { isGlobal, type Pickled, type PickleHost } from './pickle-values.ts';

/** Limits that a checkpoint of 40,000 tensors stays within; a 14B network has 1,300. */
const MAX_OPERATIONS = 2_000_000;
const MAX_STACK = 100_000;
const MAX_MEMO = 500_000;
const MAX_CONTAINERS = 250_000;
const MAX_STRING = 65536;
const NEWEST_PROTOCOL = 5;

/** Opcodes that rebuild arbitrary objects, for messages. */
const REFUSED_OPCODES: Readonly<Record<number, string>> = {
  105: 'INST',
  111: 'OBJ',
  129: 'NEWOBJ',
  146: 'NEWOBJ_EX',
  130: 'EXT1',
  131: 'EXT2',
  132: 'EXT4',
  66: 'BINBYTES',
  67: 'SHORT_BINBYTES',
  150: 'BYTEARRAY8',
  151: 'NEXT_BUFFER',
  80: 'PERSID',
};

/**
 * Reads a pickle (protocols 2 to 5) without running anything: a machine for the opcodes that `torch.save` writes.
 * Names, calls and persistent ids go to the host; whatever it does not allow is refused by name.
 */
export function readPickle(bytes: Buffer, host: PickleHost, refuse: Refuse): Pickled {
  let at = 0;
  let containers = 0;
  const memo = new Map<number, Pickled>();
  let stack: Pickled[] = [];
  /** Stacks below each MARK. */
  const marks: Pickled[][] = [];
  let marked = 0;

  const take = (length: number): number => {
    if (at + length > bytes.length) refuse('pickle is truncated');
    at += length;
    return at - length;
  };
  const push = (value: Pickled): void => {
    if (stack.length + marked >= MAX_STACK) refuse(`pickle needs a stack of over ${MAX_STACK} values`);
    stack.push(value);
  };
  const container = <Value extends Pickled>(value: Value): Value => {
    containers += 1;
    if (containers > MAX_CONTAINERS) refuse(`pickle makes over ${MAX_CONTAINERS} lists and dicts`);
    return value;
  };
  const pop = (): Pickled => (stack.length === 0 ? refuse('pickle takes from an empty stack') : stack.pop()!);
  const top = (): Pickled => (stack.length === 0 ? refuse('pickle takes from an empty stack') : stack.at(-1)!);
  const popMark = (): Pickled[] => {
    const below = marks.pop();
    if (!below) return refuse('pickle has no mark to return to');
    const items = stack;
    stack = below;
    marked -= below.length;
    return items;
  };
  const text = (length: number): string => {
    if (length > MAX_STRING) refuse(`pickle has a string of ${length} bytes`);
    const start = take(length);
    return bytes.toString('utf8', start, start + length);
  };
  const line = (): string => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) refuse('pickle is truncated');
    const value = text(end - at);
    at = end + 1;
    return value;
  };
  const global = (module: Pickled, name: Pickled): void => {
    if (typeof module !== 'string' || typeof name !== 'string') refuse('pickle names a class by no string');
    if (!host.allows(module, name))
      refuse(`pickle names ${module}.${name}, which no checkpoint needs; nothing of it was run`);
    push(container({ kind: 'global', module, name }) as Pickled);
  };
  const remember = (index: number): void => {
    if (memo.size >= MAX_MEMO) refuse(`pickle remembers over ${MAX_MEMO} values`);
    memo.set(index, top());
  };
  const recall = (index: number): void => {
    const value = memo.get(index);
    push(value === undefined ? refuse(`pickle recalls value ${index}, which it never made`) : value);
  };
  const setItems = (target: Pickled, items: readonly Pickled[]): void => {
    if (!(target instanceof Map) || items.length % 2 !== 0) refuse('pickle sets items of what is no dict');
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i]!;
      if (typeof key !== 'string' && typeof key !== 'number')
        refuse('pickle has a dict key that is neither a string nor a number');
      target.set(key, items[i + 1]!);
    }
  };
  const append = (target: Pickled, items: readonly Pickled[]): void => {
    if (!Array.isArray(target)) refuse('pickle appends to what is no list');
    for (const item of items) target.push(item);
  };
  const long = (length: number): number => {
    if (length > 8) refuse(`pickle has an integer of ${length} bytes`);
    let value = 0n;
    const start = take(length);
    for (let i = 0; i < length; i += 1) value |= BigInt(bytes[start + i]!) << BigInt(8 * i);
    const signed = Number(BigInt.asIntN(8 * length, value));
    return Number.isSafeInteger(signed) ? signed : refuse('pickle has an integer beyond 2^53');
  };
  const tuple = (count: number): void => {
    if (stack.length < count) refuse('pickle takes from an empty stack');
    push(container(stack.splice(stack.length - count, count)));
  };

  for (let operations = 0; ; operations += 1) {
    if (operations > MAX_OPERATIONS) refuse(`pickle has over ${MAX_OPERATIONS} operations`);
    const opcode = bytes[take(1)]!;
    switch (opcode) {
      case 0x80: // PROTO
        if (bytes[take(1)]! > NEWEST_PROTOCOL) refuse(`pickle is of protocol ${bytes[at - 1]}`);
        break;
      case 0x95: // FRAME: a length, for readers that stream
        take(8);
        break;
      case 0x28: // MARK
        if (marks.length >= MAX_STACK) refuse(`pickle is nested over ${MAX_STACK} deep`);
        marks.push(stack);
        marked += stack.length;
        stack = [];
        break;
      case 0x2e: // STOP
        return pop();
      case 0x7d: // EMPTY_DICT
        push(container(new Map()));
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        push(container([]));
        break;
      case 0x74: // TUPLE
        push(container(popMark()));
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        tuple(opcode - 0x84);
        break;
      case 0x68: // BINGET
        recall(bytes[take(1)]!);
        break;
      case 0x6a: // LONG_BINGET
        recall(bytes.readUInt32LE(take(4)));
        break;
      case 0x71: // BINPUT
        remember(bytes[take(1)]!);
        break;
      case 0x72: // LONG_BINPUT
        remember(bytes.readUInt32LE(take(4)));
        break;
      case 0x94: // MEMOIZE
        remember(memo.size);
        break;
      case 0x63: // GLOBAL
        global(line(), line());
        break;
      case 0x93: {
        // STACK_GLOBAL
        const name = pop();
        global(pop(), name);
        break;
      }
      case 0x52: {
        // REDUCE
        const args = pop();
        const callee = pop();
        if (!isGlobal(callee) || !Array.isArray(args)) return refuse('pickle calls what is no function');
        push(container(host.call(callee, args)));
        break;
      }
      case 0x62: // BUILD: attributes of a dict (a state dict's versions), which tensors do not need
        pop();
        if (!(top() instanceof Map)) refuse('pickle sets attributes of what is no dict');
        break;
      case 0x73: {
        // SETITEM
        const value = pop();
        const key = pop();
        setItems(top(), [key, value]);
        break;
      }
      case 0x75: {
        // SETITEMS
        const items = popMark();
        setItems(top(), items);
        break;
      }
      case 0x61: {
        // APPEND
        const item = pop();
        append(top(), [item]);
        break;
      }
      case 0x65: {
        // APPENDS
        const items = popMark();
        append(top(), items);
        break;
      }
      case 0x58: // BINUNICODE
        push(text(bytes.readUInt32LE(take(4))));
        break;
      case 0x8c: // SHORT_BINUNICODE
        push(text(bytes[take(1)]!));
        break;
      case 0x8d: // BINUNICODE8
        push(text(Number(bytes.readBigUInt64LE(take(8)))));
        break;
      case 0x4a: // BININT
        push(bytes.readInt32LE(take(4)));
        break;
      case 0x4b: // BININT1
        push(bytes[take(1)]!);
        break;
      case 0x4d: // BININT2
        push(bytes.readUInt16LE(take(2)));
        break;
      case 0x8a: // LONG1
        push(long(bytes[take(1)]!));
        break;
      case 0x47: // BINFLOAT
        push(bytes.readDoubleBE(take(8)));
        break;
      case 0x4e: // NONE
        push(null);
        break;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        push(opcode === 0x88);
        break;
      case 0x51: // BINPERSID
        push(container(host.persistent(pop())));
        break;
      default:
        refuse(
          `pickle uses opcode ${REFUSED_OPCODES[opcode] ?? `0x${opcode.toString(16)}`}, which no checkpoint needs; nothing of it was run`,
        );
    }
  }
}
