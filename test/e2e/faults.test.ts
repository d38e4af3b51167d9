import { expect, it } from 'vitest';
import { cancelAtRandomPoints } from '../faults/cancel.ts';
import { corruptStageOutputs } from '../faults/corrupt.ts';
import { diskFaults } from '../faults/disk.ts';
import { killAtRandomPoints } from '../faults/kill.ts';
import { subscribers } from '../faults/subscribers.ts';

/* Small versions of what `npm run faults` does at length. */

it('server, worker and host killed at a random point each: complete, identical, no event lost or doubled', async () => {
  expect(await killAtRandomPoints(3, 7)).toMatchObject({ completed: 3, identical: 3, wholeHistories: 3, ok: true });
});

it('damaged stage outputs are computed again', async () => {
  expect(await corruptStageOutputs(1, 3)).toMatchObject({ completed: 1, identical: 1, ok: true });
});

it('faults of the disk end in their own codes, and a retry gives the same bytes', async () => {
  const { faults, ok } = await diskFaults();
  expect(faults.filter(({ code }) => code !== null).length).toBeGreaterThanOrEqual(3);
  expect(ok, JSON.stringify(faults)).toBe(true);
}, 300_000);

it('cancels are answered and leave no host behind', async () => {
  expect(await cancelAtRandomPoints(3, 5)).toMatchObject({ cancelled: 3, hostsLeft: 0 });
});

it('subscribers hear every event once, also one that comes late beside one that stalls', async () => {
  expect(await subscribers(20)).toMatchObject({ whole: 40, lateWhole: true });
});
