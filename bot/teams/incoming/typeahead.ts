import { z } from 'zod';
import { labelText } from '../../../cards/view/lines.ts';
import { CUSTOMERS } from '../../../cards/view/teams/elements.ts';
import { TEAMS } from '../../../cards/view/teams/limits.ts';
import { inert } from '../../../cards/view/teams/markdown.ts';
import type { Option } from '../../../cards/view/view.ts';
import { type InvokeResponse, requestFor, type TeamsContext, type Turn } from '../context.ts';

/** Teams shows no more in the list under a field. */
const SHOWN = 15;
const Page = z.object({
  skip: z.number().int().min(0).catch(0),
  top: z.number().int().min(1).max(SHOWN).catch(SHOWN),
});
const Query = z.object({
  queryText: z.string().catch(''),
  dataset: z.string().catch(''),
  queryOptions: Page.catch({ skip: 0, top: SHOWN }),
});

/**
 * Customers under a field while somebody types (`Data.Query` of an Adaptive Card).
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export async function answerTypeahead(
  bot: TeamsContext,
  { incoming }: Turn,
): Promise<InvokeResponse> {
  const { queryText, dataset, queryOptions } = Query.parse(incoming.value);
  if (dataset !== CUSTOMERS) return choicesFound([]);
  const words = queryText.trim();
  const { account, place } = await requestFor(bot, incoming, { kind: 'words', words });
  const found = await bot.app.suggest({ account, place }, words);
  return choicesFound(found.slice(queryOptions.skip, queryOptions.skip + queryOptions.top));
}

export const choicesFound = (options: readonly Option[]): InvokeResponse => ({
  status: 200,
  body: {
    type: 'application/vnd.microsoft.search.searchResponse',
    value: {
      results: options.map(({ label, value }) => ({
        title: inert(labelText(label, TEAMS.option)),
        value,
      })),
    },
  },
});
