import { Suspense } from 'react';
import type { RunFieldsFragment } from '../api/generated/generation.ts';
import { bytes } from '../format.ts';
import { Boundary } from '../shell/boundary.tsx';
import { view } from '../shell/view.ts';
import { useText } from '../text/index.ts';

const Plot = view(() => import('../ui/plot.tsx'));

/** Memory of an attempt over time, as it was measured: of the machine, and of the device where that is known. */
export function TimelinePlot({ timeline }: { readonly timeline: NonNullable<RunFieldsFragment['memoryTimeline']> }) {
  const { watch, forecast } = useText();
  const { intervalSeconds, ramBytes, deviceBytes } = timeline;
  if (ramBytes.length < 2) return null;
  const device = deviceBytes?.map((value) => value ?? null);
  const series = [
    { label: forecast.ram, color: '--violet', values: ramBytes },
    ...(device ? [{ label: forecast.vram, color: '--accent', values: device }] : []),
  ];
  const largest = Math.max(...ramBytes);
  return (
    <Boundary>
      <Suspense fallback={null}>
        <Plot
          title={device ? `${watch.memory}: ${forecast.ram}, ${forecast.vram}` : watch.memory}
          summary={`${watch.peak} ${bytes(largest)}`}
          x={ramBytes.map((_, index) => index * intervalSeconds)}
          series={series}
          formatY={bytes}
        />
      </Suspense>
    </Boundary>
  );
}
