import { describe, expect, it } from 'vitest';
import { firstPlace, nextPlace } from '../../electron/window-place';

const PRIMARY = { x: 0, y: 25, width: 1440, height: 875 };
const SECOND = { x: 1440, y: 0, width: 1920, height: 1080 };
const saved = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  maximized: false,
  fullScreen: false,
});

describe('the place of a window', () => {
  it('is the middle of the primary screen at first', () => {
    expect(firstPlace(null, [PRIMARY, SECOND])).toEqual({ x: 80, y: 63, width: 1280, height: 800 });
    expect(firstPlace(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ x: 0, y: 0, width: 1024, height: 600 });
  });

  it('is where it was closed, on any screen', () => {
    expect(firstPlace(saved(100, 50, 900, 700), [PRIMARY, SECOND])).toEqual({ x: 100, y: 50, width: 900, height: 700 });
    expect(firstPlace(saved(1600, 50, 900, 700), [PRIMARY, SECOND])).toEqual({ x: 1600, y: 50, width: 900, height: 700 });
  });

  it('is on a screen that is there when its own is gone, or became smaller', () => {
    expect(firstPlace(saved(1600, 50, 900, 700), [PRIMARY])).toEqual({ x: 540, y: 50, width: 900, height: 700 });
    expect(firstPlace(saved(-3000, -3000, 1900, 1000), [PRIMARY])).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
  });

  it('of a further one is beside the one in front, on the same screen', () => {
    expect(nextPlace({ x: 100, y: 50, width: 900, height: 700 }, PRIMARY)).toEqual({ x: 128, y: 78, width: 900, height: 700 });
    expect(nextPlace({ x: 540, y: 200, width: 900, height: 700 }, PRIMARY)).toEqual({ x: 540, y: 200, width: 900, height: 700 });
  });
});
