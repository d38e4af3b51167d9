import type { Command, Option } from 'commander';
import type { Wording } from './exit-codes.ts';
import { isGroup } from './settings-option.ts';

/** Whether an option fills a field of the API: `--lora` fills `loras`, and `--out` chooses `output`. */
const fills = (option: Option, field: string): boolean => {
  const name = option.attributeName();
  return field.startsWith(name) && /^[a-z]*$/.test(field.slice(name.length));
};

/** What `--set` says at a path. */
const settingAt = (set: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), set);

/** The option of a command that a field's value came from, or could come from; undefined: the user wrote the field itself. */
function optionOf(command: Command, field: string): Option | undefined {
  const path = field.split('.');
  const [head] = path as [string];
  const set: unknown = command.opts().set;
  const said = settingAt(set, path);
  if (said !== undefined && !isGroup(said)) return undefined;
  const options = command.options.filter((option) => fills(option, head));
  const given = options.find((option) =>
    ['cli', 'env'].includes(command.getOptionValueSource(option.attributeName()) ?? ''),
  );
  if (given || settingAt(set, [head]) !== undefined) return given;
  return options.find((option) => option.attributeName() === head);
}

/** Failures that name the option of a command in the place of the field that it fills. */
export const inOptions =
  (command: Command): Wording =>
  (failure) => {
    const { field, message } = failure;
    const name = field === null ? undefined : optionOf(command, field)?.long;
    if (!name) return failure;
    const own = message.startsWith(`${field}: `) && !field?.includes('.');
    return { ...failure, field: name, message: own ? `${name}${message.slice(field!.length)}` : message };
  };
