import type { ChannelScores } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { commonest } from './rating.ts';

/** Fewer ratings than this say nothing about a channel. */
const LEAST = 5;

export const channelConsistency = defineKpi({
  id: 'channel-consistency',
  name: 'Channel consistency',
  aliases: ['consistency', 'channels'],
  shape: 'derived',
  unit: 'percent',
  better: 'up',
  definition: 'How alike customers rate us, whichever channel they write or call on.',
  formula: `100 % − (mean rating of the best channel − of the worst) ÷ width of the scale; channels with ${LEAST} ratings or more`,
  sources: 'ratings of tickets, by the channel on which the ticket came in',
  connect: 'a help desk whose ratings name their ticket, and whose tickets name their channel',
  movers: [
    { department: 'support', does: 'Bring the best channel’s answers to the worst one.' },
    { department: 'product', does: 'Show the same help in the product as on the phone.' },
    { department: 'marketing', does: 'Answer on social media as fast as by e-mail.' },
  ],
  read: (facts) => facts.channelScores(),
  figure: consistency,
});

function consistency(scores: readonly ChannelScores[]): Figure {
  const best = commonest(scores);
  if (best === null) return noFigure('no rating belongs to a ticket whose channel is known');
  const counted = scores.filter((one) => one.best === best);
  const channels = [...new Set(counted.map(({ channel }) => channel))].flatMap((channel) => {
    const own = counted.filter((one) => one.channel === channel);
    const n = own.reduce((sum, { count }) => sum + count, 0);
    const mean = own.reduce((sum, { score, count }) => sum + score * count, 0) / n;
    return n < LEAST ? [] : [{ channel, n, mean }];
  });
  if (channels.length < 2)
    return noFigure(
      `fewer than two channels have ${LEAST} ratings or more, so there is nothing to compare`,
    );
  const means = channels.map(({ mean }) => mean);
  const spread = Math.max(...means) - Math.min(...means);
  const n = channels.reduce((sum, one) => sum + one.n, 0);
  return figureOf({
    value: 100 * (1 - spread / (best - 1)),
    sample: n,
    numerator: spread,
    denominator: best - 1,
    best,
    completeness: {
      part: n,
      whole: scores.reduce((sum, { count }) => sum + count, 0),
      of: 'ratings in channels that can be compared',
    },
    records: 'answers-csat',
    variants: channels.map(({ channel, mean, n: ratings }) => ({
      name: channel,
      definition: `mean of ${ratings} ratings`,
      value: mean,
      unit: 'rating',
    })),
  });
}
