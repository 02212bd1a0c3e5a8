import { createRequire } from 'node:module';

/** Three times the width of a small phone, for its dense screen. */
const WIDTH = 960;
const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
let folder: string | undefined;

/** A container has no fonts, so they come along. The library is loaded when the first chart is drawn. */
export async function drawPng(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  folder ??= createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const files = fonts.map((name) => new URL(name, `file://${folder}`).pathname);
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return image.asPng();
}
