import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture as rows of 8-bit RGB, without transparency. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel, row by row. */
  readonly rgb: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;
/** So many of the most frequent colours are kept exactly: the surfaces of an editor. */
const mostSurfaces = 48;

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield {
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    };
    at += length + 12;
  }
}

/** The predictor of PNG's filter type 4 (PNG specification, 9.4). */
function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? paeth(left, up, corner) : 0;
}

/** Undoes the filters of PNG's rows, in place; each row of `data` begins with its filter. */
function unfilter(data: Buffer, height: number, rowLength: number, bytesPerPixel: number): void {
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : (data[row * (rowLength + 1) + 1 + column] ?? 0);
  for (let row = 0; row < height; row += 1) {
    const start = row * (rowLength + 1);
    const filter = data[start] ?? 0;
    for (let column = 0; filter !== 0 && column < rowLength; column += 1) {
      const [left, up, corner] = [
        at(row, column - bytesPerPixel),
        at(row - 1, column),
        at(row - 1, column - bytesPerPixel),
      ];
      const index = start + 1 + column;
      data[index] = ((data[index] ?? 0) + predicted(filter, left, up, corner)) & 0xff;
    }
  }
}

/** Reads a PNG as Chromium writes its screenshots: 8 bits a channel, RGB or opaque RGBA, not interlaced. */
function readPng(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  const colourType = header?.[9];
  if (header === undefined || header[8] !== 8 || header[12] !== 0 || (colourType !== 2 && colourType !== 6)) {
    throw new Error('This is no PNG of 8 bits RGB or RGBA');
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytesPerPixel = colourType === 6 ? 4 : 3;
  const rowLength = width * bytesPerPixel;
  const data = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data)),
  );
  unfilter(data, height, rowLength, bytesPerPixel);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const row = Math.floor(pixel / width);
    const from = row * (rowLength + 1) + 1 + (pixel - row * width) * bytesPerPixel;
    rgb.set(data.subarray(from, from + 3), pixel * 3);
  }
  return { width, height, rgb };
}

type Colour = readonly [red: number, green: number, blue: number];

interface Counted {
  readonly colour: Colour;
  readonly count: number;
}

function countColours({ rgb }: Pixels): Counted[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const key = ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({
    colour: [key >> 16, (key >> 8) & 0xff, key & 0xff],
    count,
  }));
}

/** The channel in which the colours of a box differ most, and by how much. */
function widest(box: readonly Counted[]): { readonly channel: 0 | 1 | 2; readonly spread: number } {
  const spreads = ([0, 1, 2] as const).map((channel) => {
    const values = box.map(({ colour }) => colour[channel]);
    return { channel, spread: Math.max(...values) - Math.min(...values) };
  });
  return spreads.reduce((most, each) => (each.spread > most.spread ? each : most));
}

/** The most frequent colour of a box. */
function mainColour(box: readonly Counted[]): Colour {
  return box.reduce((most, each) => (each.count > most.count ? each : most)).colour;
}

/** The surfaces as they are; the rest by median cut: the box with the greatest spread is halved until there are enough. */
function paletteOf(colours: readonly Counted[]): readonly Colour[] {
  const byCount = [...colours].sort((a, b) => b.count - a.count);
  const surfaces = byCount.slice(0, mostSurfaces);
  const boxes: (readonly Counted[])[] = [byCount.slice(mostSurfaces)].filter(({ length }) => length > 0);
  while (boxes.length > 0 && boxes.length < mostColours - surfaces.length) {
    const found = boxes
      .map((box, index) => ({ index, ...widest(box) }))
      .reduce((most, each) => (each.spread > most.spread ? each : most));
    if (found.spread === 0) break;
    const box = [...(boxes[found.index] ?? [])].sort(
      (a, b) => a.colour[found.channel] - b.colour[found.channel],
    );
    const middle = box.length >> 1;
    boxes.splice(found.index, 1, box.slice(0, middle), box.slice(middle));
  }
  return [...surfaces.map(({ colour }) => colour), ...boxes.map(mainColour)];
}

function nearest([red, green, blue]: Colour, palette: readonly Colour[]): number {
  let [best, distance] = [0, Infinity];
  palette.forEach((other, index) => {
    const away = (red - other[0]) ** 2 + (green - other[1]) ** 2 + (blue - other[2]) ** 2;
    if (away < distance) [best, distance] = [index, away];
  });
  return best;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The same picture with at most 256 colours: a screenshot of an editor loses nothing visible and two thirds of its bytes. */
export function withPalette(png: Buffer): Buffer {
  const pixels = readPng(png);
  const { width, height, rgb } = pixels;
  const palette = paletteOf(countColours(pixels));
  const indices = new Map<number, number>();
  const rows = Buffer.alloc(height * (width + 1));
  for (let at = 0, pixel = 0; at < rgb.length; at += 3, pixel += 1) {
    const colour: Colour = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
    const key = (colour[0] << 16) | (colour[1] << 8) | colour[2];
    const index = indices.get(key) ?? nearest(colour, palette);
    indices.set(key, index);
    rows[pixel + Math.floor(pixel / width) + 1] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
