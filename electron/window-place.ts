import type { Bounds, WindowPlace } from '../core/preferences';

/** The size people first see, in device-independent pixels: three panes with room to read. */
const FIRST_SIZE = { width: 1280, height: 800 };
/** How far a further window stands from the one before it, so that both are seen. */
const STEP = 28;

/** How many pixels of `a` lie in `b`. */
function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most));

/** The same window wholly inside an area. */
function inside(area: Bounds, wanted: Bounds): Bounds {
  const width = Math.min(wanted.width, area.width);
  const height = Math.min(wanted.height, area.height);
  return {
    x: clamp(wanted.x, area.x, area.x + area.width - width),
    y: clamp(wanted.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function centred(area: Bounds): Bounds {
  const { width, height } = inside(area, { ...area, ...FIRST_SIZE });
  return { x: area.x + Math.round((area.width - width) / 2), y: area.y + Math.round((area.height - height) / 2), width, height };
}

/**
 * Where a window opens: where the last one was closed, and on a screen that is there.
 * @param areas the screens' areas without their docks and bars, the primary one first
 */
export function firstPlace(saved: WindowPlace | null, areas: readonly [Bounds, ...Bounds[]]): Bounds {
  if (!saved) return centred(areas[0]);
  const [best] = areas.toSorted((a, b) => overlap(saved.bounds, b) - overlap(saved.bounds, a));
  return inside(best ?? areas[0], saved.bounds);
}

/** Where a further window opens, beside the one in front. */
export function nextPlace(front: Bounds, area: Bounds): Bounds {
  return inside(area, { ...front, x: front.x + STEP, y: front.y + STEP });
}
