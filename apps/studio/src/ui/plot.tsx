import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { seconds } from '../format.ts';
import { preferences } from '../preferences.ts';
import { useStore } from '../use-store.ts';

export interface Series {
  readonly label: string;
  /** Name of the style sheet's colour, such as `--accent`. */
  readonly color: string;
  readonly values: readonly (number | null)[];
}

interface Props {
  /** What the plot shows, for those who do not see it: also the latest value. */
  readonly title: string;
  readonly summary: string;
  /** Seconds. */
  readonly x: readonly number[];
  readonly series: readonly Series[];
  formatY(value: number): string;
}

const HEIGHT = 120;
/** Seconds between marks: what `seconds` can tell apart. */
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400];

function cssColor(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/** A small line plot that follows its container's width and the page's colours. */
export default function Plot({ title, summary, x, series, formatY }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const { theme } = useStore(preferences);
  const data = [[...x], ...series.map(({ values }) => [...values])] as uPlot.AlignedData;
  const latest = useRef(data);
  latest.current = data;
  const shape = series.map(({ label, color }) => `${label}|${color}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` and `theme` stand for the series and their colours
  useEffect(() => {
    const element = box.current!;
    const ink = cssColor(element, '--text-3');
    const line = cssColor(element, '--line');
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: '11px system-ui' };
    const made = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false },
        scales: { x: { time: false }, y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1] } },
        axes: [
          { ...axis, size: 24, values: (_plot, ticks) => ticks.map(seconds), space: 60, incrs: MARKS },
          { ...axis, size: 64, values: (_plot, ticks) => ticks.map(formatY), space: 28 },
        ],
        series: [
          {},
          ...series.map(({ label, color }) => ({
            label,
            stroke: cssColor(element, color),
            fill: `color-mix(in oklch, ${cssColor(element, color)} 12%, transparent)`,
            width: 1.5,
            points: { show: false },
          })),
        ],
      },
      latest.current,
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, theme]);

  useEffect(() => {
    plot.current?.setData(data);
  });

  return (
    <figure className="plot">
      <figcaption className="plot-caption">
        <span>{title}</span>
        <span className="plot-value">{summary}</span>
      </figcaption>
      <div ref={box} className="plot-box" role="img" aria-label={`${title}: ${summary}`} />
    </figure>
  );
}
