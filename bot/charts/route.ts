import type { Express } from 'express';
import type { ChartLinks } from './links.ts';
import { drawPng } from './png.ts';
import { chartSvg, THEMES } from './svg.ts';

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
