import { accepts } from './accepts.ts';
import { codes } from './codes.ts';
import { common, errors, shell, stages, states } from './common.ts';
import { forecast } from './forecast.ts';
import { history } from './history.ts';
import { make } from './make.ts';
import { models } from './models.ts';
import { presets } from './presets.ts';
import { result } from './result.ts';
import { settings } from './settings.ts';
import { watch } from './watch.ts';

/** Every area of the page, each with its words in both languages. */
export const AREAS = {
  common,
  codes,
  accepts,
  errors,
  shell,
  states,
  stages,
  make,
  settings,
  forecast,
  watch,
  result,
  history,
  presets,
  models,
} as const;

export type Catalogue = { readonly [Area in keyof typeof AREAS]: (typeof AREAS)[Area]['en'] };
