import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Chart, View } from '../../cards/view/view.ts';
import type { Store } from '../../crm/store/store.ts';
import { DAY } from '../../crm/time/durations.ts';
import { isSigned, sign, signingKey } from '../adapter/signing-key.ts';

/** A link is good for so long, counted from a midnight in UTC, so that the same chart keeps its address for a day. */
const GOOD_FOR = 30 * DAY;
/** A chart of twelve points has about a third of this. */
const LONGEST = 2500;
const MOST_BYTES = 20_000;

const Payload = z.object({
  until: z.number().int(),
  chart: z.object({
    title: z.string().max(200),
    unit: z.string().max(40),
    points: z
      .array(
        z.object({
          label: z.string().max(100),
          day: z.string().max(20),
          value: z.number().nullable(),
          text: z.string().max(100),
        }),
      )
      .max(100),
    target: z.object({ value: z.number(), text: z.string().max(100) }).nullable(),
    note: z.string().max(100).optional(),
  }),
});

/** Signs and reads the addresses under which charts are drawn: all that is drawn stands in the address itself. */
export function chartLinks({
  store,
  publicUrl,
  now,
}: {
  store: Pick<Store, 'settings'>;
  publicUrl: string;
  now: () => Date;
}) {
  const key = signingKey('chart-key', store);

  async function picture(chart: Chart): Promise<{ light: string; dark: string } | null> {
    const until = Math.floor(now().getTime() / DAY) * DAY + GOOD_FOR;
    const body = deflateRawSync(JSON.stringify({ until, chart })).toString('base64url');
    const token = `${body}.${sign(body, await key())}`;
    if (token.length > LONGEST) return null;
    const light = new URL(`/charts/${token}.png`, publicUrl).href;
    return { light, dark: `${light}?theme=dark` };
  }

  return {
    /** The view with the addresses of its charts' pictures. */
    async withPictures(view: View): Promise<View> {
      if (!view.blocks.some(({ kind }) => kind === 'chart')) return view;
      const blocks = view.blocks.map(async (block) => {
        if (block.kind !== 'chart') return block;
        const drawn = await picture(block.chart);
        return drawn ? { ...block, picture: drawn } : block;
      });
      return { ...view, blocks: await Promise.all(blocks) };
    },

    /** The chart of a token; null where we did not sign it, or its time is over. */
    async read(token: string): Promise<Chart | null> {
      const [body = '', signature = ''] = token.split('.');
      if (token.length > LONGEST || !isSigned(body, signature, await key())) return null;
      const payload = Payload.safeParse(unpacked(body)).data;
      return payload && payload.until > now().getTime() ? payload.chart : null;
    },
  };
}

export type ChartLinks = ReturnType<typeof chartLinks>;

function unpacked(body: string): unknown {
  const bytes = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: MOST_BYTES });
  return JSON.parse(bytes.toString());
}
