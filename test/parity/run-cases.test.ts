import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCases } from './run-cases.ts';

const VARIANTS = 'test/fixtures/variants';
const BUCKET = 'test/fixtures/parity/bucket';

async function run(folder: string): Promise<{ passed: number; failed: number; lines: string[] }> {
  const lines: string[] = [];
  const counts = await runCases([folder], (line) => lines.push(line));
  return { ...counts, lines };
}

it('what the official code makes of other settings than those of the recorded set', async () => {
  const cases = (await readdir(VARIANTS, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const { lines, ...counts } = await run(VARIANTS);
  expect(counts, lines.join('\n')).toEqual({ passed: cases.length, failed: 0 });
});

describe('a folder of cases', () => {
  let dir: string;
  let config: string;
  const write = async (name: string, text: string, files = ['io.safetensors']) => {
    await mkdir(join(dir, name));
    for (const file of files) await cp(join(BUCKET, file), join(dir, name, file));
    await writeFile(join(dir, name, 'config.json'), text);
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'genesis-parity-cases-'));
    config = await readFile(join(BUCKET, 'config.json'), 'utf8');
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('says of each case that cannot be run why, and runs the others', async () => {
    await write('a-cut-off', config.slice(0, 100));
    await write('b-unknown', config.replace('"component": "bucket"', '"component": "barrel"'));
    await write('c-without-tensors', config, []);
    await write('d-good', config);
    const { passed, failed, lines } = await run(dir);
    expect({ passed, failed }).toEqual({ passed: 1, failed: 3 });
    const text = lines.join('\n');
    expect(text).toMatch(/^a-cut-off FAIL SyntaxError/m);
    expect(text).toMatch(/^b-unknown FAIL unknown component barrel; known are .*bucket/m);
    expect(text).toMatch(/^c-without-tensors FAIL .*io\.safetensors/m);
    expect(text).toMatch(/^d-good out\.target_hw\.480 ok/m);
  });

  it('without any is said to have none', async () => {
    expect(await run(dir)).toEqual({
      passed: 0,
      failed: 0,
      lines: [`${dir} has no cases: folders with a config.json`],
    });
  });

  it('takes what Python writes where a figure is no number', async () => {
    const figures = '"params": {"margin": NaN, "loudness": [-Infinity, Infinity], "text": "a NaN, in words"}, ';
    await write('no-numbers', config.replace('"component"', `${figures}"component"`));
    expect(await run(dir)).toMatchObject({ passed: 1, failed: 0 });
  });
});
