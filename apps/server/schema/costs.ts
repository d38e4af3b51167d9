/**
 * Query cost of fields that work before they answer, by the milliseconds of a processor that they take, so that one
 * operation cannot ask for them by the hundred. A field that reads a row costs 1.
 */
export const COST = {
  /** Plans every strategy and preset: about 50 ms. */
  FORECAST: 200,
  /** Reads the headers of every file of a folder. */
  SCAN: 200,
  /** Reads through an uploaded video. */
  VIDEO_SETTINGS: 200,
  /** Asks the machine and its cards what is free: about 20 ms. */
  DEVICES: 100,
  /** Asks whether each plugin's libraries load: about 5 ms. */
  PLUGINS: 25,
  /** Asks the same of the plugins of one preset, and looks at its model: about 2 ms. */
  PRESET_PROBLEMS: 10,
  /** Looks whether the folders have changed: about 2 ms. */
  MODELS: 10,
} as const;
