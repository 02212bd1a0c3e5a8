import { createRequire } from 'node:module';
import type { Express } from 'express';
import type { ChartLinks } from './links.ts';
import { chartSvg, THEMES } from './svg.ts';

/** Three times the width of a small phone, for its dense screen. */
const WIDTH = 960;
const HOUR_IN_SECONDS = 3600;

/** `GET /charts/<token>.png`, in the dark look with `?theme=dark`. */
export function chartRoute(http: Express, links: ChartLinks): void {
  http.get('/charts/:token', async (request, response) => {
    const token = request.params.token.replace(/\.png$/, '');
    const chart = await links.read(token);
    if (!chart) return void response.status(404).type('text').send('Nothing here.');
    const theme = request.query['theme'] === 'dark' ? 'dark' : 'light';
    const png = await drawPng(chartSvg(chart, THEMES[theme]));
    response
      .set('Cache-Control', `private, max-age=${HOUR_IN_SECONDS}`)
      .set('X-Content-Type-Options', 'nosniff')
      .type('png')
      .send(png);
  });
}

const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
let folder: string | undefined;

/** A container has no fonts, so they come along. The library is loaded when the first chart is drawn. */
async function drawPng(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js');
  folder ??= createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const files = fonts.map((name) => new URL(name, `file://${folder}`).pathname);
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: WIDTH },
    font: { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return image.asPng();
}
