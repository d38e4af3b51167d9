import { type PointerEvent, useRef, useState } from 'react';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';
import type { Box, Voice } from './draft.ts';

interface Props {
  readonly image: Asset;
  readonly voices: readonly Voice[];
  /** Index of the speaker whose box is being drawn; null: none. */
  readonly drawing: number | null;
  onDrawn(box: Box): void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const between = (from: Point, to: Point): Box => ({
  x: Math.round(Math.min(from.x, to.x)),
  y: Math.round(Math.min(from.y, to.y)),
  width: Math.round(Math.abs(from.x - to.x)),
  height: Math.round(Math.abs(from.y - to.y)),
});

/** Pixels below which a box is a slip of the hand. */
const SMALLEST = 4;

/** The speakers' boxes over the picture, in its pixels; one is drawn with the pointer. */
export function BoxLayer({ image, voices, drawing, onDrawn }: Props) {
  const { make } = useText();
  const layer = useRef<SVGSVGElement>(null);
  const start = useRef<Point | null>(null);
  const [drawn, setDrawn] = useState<Box | null>(null);
  const width = image.width ?? 1;
  const height = image.height ?? 1;

  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = layer.current!.getBoundingClientRect();
    const inside = (part: number) => Math.min(1, Math.max(0, part));
    return {
      x: inside((clientX - box.left) / box.width) * width,
      y: inside((clientY - box.top) / box.height) * height,
    };
  };
  const onPointerDown = (event: PointerEvent) => {
    if (drawing === null) return;
    layer.current!.setPointerCapture(event.pointerId);
    start.current = pointOf(event);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (start.current) setDrawn(between(start.current, pointOf(event)));
  };
  const onPointerUp = () => {
    start.current = null;
    setDrawn(null);
    if (drawn && drawn.width >= SMALLEST && drawn.height >= SMALLEST) onDrawn(drawn);
  };

  const boxes = voices.map(({ box }, index) => (drawing === index && drawn ? drawn : box));
  return (
    <svg
      ref={layer}
      className="box-layer"
      data-drawing={drawing !== null}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={make.boxes}
      aria-hidden={boxes.every((box) => box === null)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
    >
      {boxes.map((box, index) =>
        box ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a speaker is its place
          <g key={index} data-speaker={index + 1}>
            <rect className="speaker-box" {...box} vectorEffect="non-scaling-stroke" />
            <text
              className="speaker-number"
              x={box.x + width * 0.02}
              y={box.y + height * 0.075}
              fontSize={height * 0.07}
            >
              {index + 1}
            </text>
          </g>
        ) : null,
      )}
    </svg>
  );
}
