import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { ChartBlock } from '../../../cards/view/view.ts';
import { drawPng } from '../../charts/png.ts';
import { chartSvg, THEMES } from '../../charts/svg.ts';
import { slackError } from '../upstream.ts';
import type { Upload } from './send-blocks.ts';

/** A post is edited several times, with the same charts. */
const MOST_KEPT = 200;
const Uploaded = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string() })).min(1) })).min(1),
});

/** Uploads pictures of charts to a workspace, each once. `refused` hears of a picture that Slack does not take. */
export function chartUploads(refused: (error: string) => void) {
  const kept = new Map<string, Promise<string | null>>();
  return (tenant: string, web: webApi.WebClient): Upload =>
    (block) => {
      const key = JSON.stringify([tenant, block.chart]);
      const known = kept.get(key);
      if (known) return known;
      if (kept.size >= MOST_KEPT) kept.clear();
      const made = uploadChart(web, block).catch((error: unknown) => {
        kept.delete(key);
        refused(slackError(error) ?? 'no answer');
        return null;
      });
      kept.set(key, made);
      return made;
    };
}

async function uploadChart(web: webApi.WebClient, { chart, alt }: ChartBlock): Promise<string> {
  const file = await drawPng(chartSvg(chart, THEMES.light));
  const answer = await web.filesUploadV2({
    file,
    filename: 'chart.png',
    title: chart.title,
    alt_text: alt.slice(0, LONGEST_ALT),
  });
  return Uploaded.parse(answer).files[0]?.files[0]?.id ?? '';
}

const LONGEST_ALT = 1000;
