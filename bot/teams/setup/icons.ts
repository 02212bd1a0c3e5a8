import { crc32, deflateSync } from 'node:zlib';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];
type Paint = (x: number, y: number) => Pixel | null;

const INK: Pixel = [255, 255, 255, 255];
const GROUND: Pixel = [31, 91, 122, 255];
const SPARK: Pixel = [255, 196, 87, 255];
const CLEAR: Pixel = [0, 0, 0, 0];
/** Points per pixel and side, for smooth edges. */
const FINE = 4;

/** Two people's speech, overlapping: 192 × 192, in colour. */
export const colorIcon = (): Uint8Array =>
  png(192, (x, y) => {
    if (!rounded(x, y, { left: 0, top: 0, width: 1, height: 1, corner: 0.16 })) return null;
    if (spark(x, y)) return SPARK;
    return bubbles(x, y) ? INK : GROUND;
  });

/** The same as an outline: 32 × 32, white on nothing, as Teams asks. */
export const outlineIcon = (): Uint8Array =>
  png(32, (x, y) => (bubbles(x, y) && !spark(x, y) ? INK : null));

function bubbles(x: number, y: number): boolean {
  const back = rounded(x, y, { left: 0.4, top: 0.2, width: 0.44, height: 0.34, corner: 0.1 });
  const gap = rounded(x, y, { left: 0.12, top: 0.32, width: 0.54, height: 0.42, corner: 0.14 });
  const front =
    rounded(x, y, { left: 0.16, top: 0.36, width: 0.46, height: 0.34, corner: 0.1 }) || tail(x, y);
  return front || (back && !gap && !tail(x + 0.03, y - 0.03));
}

const tail = (x: number, y: number): boolean =>
  y >= 0.66 && y <= 0.84 && x >= 0.24 && x <= 0.42 - (y - 0.66);

/** Three dots: somebody is answering. */
const spark = (x: number, y: number): boolean =>
  [0.28, 0.39, 0.5].some((centre) => (x - centre) ** 2 + (y - 0.53) ** 2 < 0.036 ** 2);

function rounded(
  x: number,
  y: number,
  {
    left,
    top,
    width,
    height,
    corner,
  }: { left: number; top: number; width: number; height: number; corner: number },
): boolean {
  const dx = Math.max(left + corner - x, x - (left + width - corner), 0);
  const dy = Math.max(top + corner - y, y - (top + height - corner), 0);
  return dx * dx + dy * dy <= corner * corner;
}

/** A PNG of RGBA pixels; no picture program, no random, so the same bytes every time. https://www.w3.org/TR/png-3/ */
function png(size: number, paint: Paint): Uint8Array {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1)
      rows.set(average(x, y, size, paint), y * (1 + size * 4) + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function average(x: number, y: number, size: number, paint: Paint): Pixel {
  const sum: [number, number, number, number] = [0, 0, 0, 0];
  for (let step = 0; step < FINE * FINE; step += 1) {
    const [red, green, blue, alpha] =
      paint(
        (x + ((step % FINE) + 0.5) / FINE) / size,
        (y + (Math.floor(step / FINE) + 0.5) / FINE) / size,
      ) ?? CLEAR;
    sum[0] += red * alpha;
    sum[1] += green * alpha;
    sum[2] += blue * alpha;
    sum[3] += alpha;
  }
  const [red, green, blue, alpha] = sum;
  return alpha === 0
    ? CLEAR
    : [
        Math.round(red / alpha),
        Math.round(green / alpha),
        Math.round(blue / alpha),
        Math.round(alpha / (FINE * FINE)),
      ];
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}
