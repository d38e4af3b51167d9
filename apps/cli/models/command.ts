import { Command, InvalidArgumentError, Option } from 'commander';
import { NETWORK_ROLES } from '../../../core/plugin-api/network.ts';
import { interruption } from '../interruption.ts';
import { checkModels } from './check.ts';
import { listModels } from './list.ts';
import { listPullPresets, pullModel } from './pull.ts';
import { type QuantizeCommandOptions, quantizeModel } from './quantize.ts';
import { scanModels } from './scan.ts';

interface JsonOption {
  readonly json?: boolean;
}

function blockSize(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

/** An empty path would stand for the folder that the command runs in. */
function named(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return text;
}

const withJson = (command: Command): Command => command.option('--json', 'print JSON');

/** `models ...`. @param cancel fires when the user wants work to stop */
export function modelsCommand(): Command {
  const models = new Command('models').description('Finds, checks, fetches and quantises the files of networks.');
  withJson(models.command('scan'))
    .argument('<dir>', 'folder', named)
    .description('What lies in a folder and below, recognised by its tensors.')
    .action((dir: string, options: JsonOption) => scanModels(dir, options));
  withJson(models.command('list'))
    .description('The model sets that are installed, and what they can do.')
    .action((options: JsonOption) => listModels(options));
  withJson(models.command('check'))
    .argument('<model>', 'name of a model set, file or folder', named)
    .description('Everything about a model set, a file or a folder.')
    .action((target: string, options: JsonOption) => checkModels(target, options));
  withJson(models.command('quantize <name>'))
    .description('Makes the weights of a precision now, instead of at the first run; goes on where it stopped.')
    .requiredOption('--precision <id>', 'q8, q4, or another precision plugin')
    .addOption(new Option('--network <role>', 'only this network').choices(NETWORK_ROLES))
    .option('--block <n>', 'inputs that share a factor: 32 or 128 (q8), 32 (q4)', blockSize)
    .addOption(new Option('--provider <id>', 'execution provider that will use them').default('cpu'))
    .action((name: string, options: QuantizeCommandOptions) => quantizeModel(name, options, interruption()));
  withJson(models.command('presets'))
    .description('The sets of files that can be pulled, with their sizes.')
    .action((options: JsonOption) => listPullPresets(options));
  withJson(models.command('pull <preset>'))
    .description('Fetches a set of files into GENESIS_MODELS; goes on where it stopped.')
    .action((preset: string, options: JsonOption) => pullModel(preset, options, interruption()));
  return models;
}
