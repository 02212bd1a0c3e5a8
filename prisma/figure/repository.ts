import { z } from 'zod';
import type { FigureFacts } from '../../crm/store/figure-facts.ts';
import type { Database } from '../database/database.ts';
import { readAcquisition } from './acquisition.ts';
import { sumUpBalances } from './balances.ts';
import { readChurn } from './churn.ts';
import { readCohort } from './cohort.ts';
import { readCoverage, readEngagement } from './customers.ts';
import { readExpansions } from './expansions.ts';
import { readLifetime } from './lifetime.ts';
import { readMovers } from './movers.ts';
import { readAdoption, readContributors } from './people.ts';
import { readPromises } from './promises.ts';
import { readRecords, readSources } from './records.ts';
import { readRecurring } from './recurring.ts';
import { readChannelScores, readScores } from './scores.ts';
import { readFirstContacts } from './tickets.ts';
import { readFirstResponses, readHandoffs, readResolutions } from './waits.ts';

export const figureFactsOn = (database: Database): FigureFacts => ({
  of: (scope) => ({
    scope,
    scores: (survey) => readScores(database, scope, survey),
    lifetime: () => readLifetime(database, scope),
    channelScores: () => readChannelScores(database, scope),
    firstResponses: () => readFirstResponses(database, scope),
    resolutions: () => readResolutions(database, scope),
    handoffs: () => readHandoffs(database, scope),
    promises: () => readPromises(database, scope),
    firstContacts: () => readFirstContacts(database, scope),
    recurring: () => readRecurring(database, scope),
    cohort: () => readCohort(database, scope),
    churn: () => readChurn(database, scope),
    expansions: () => readExpansions(database, scope),
    acquisition: () => readAcquisition(database, scope),
    engagement: () => readEngagement(database, scope),
    coverage: () => readCoverage(database, scope),
    adoption: () => readAdoption(database, scope),
    contributors: (departments, limit) => readContributors(database, scope, { departments, limit }),
    records: (set, page) => readRecords(database, scope, { set, ...page }),
    movers: (set, before, limit) => readMovers(database, scope, { set, before, limit }),
    sources: (set) => readSources(database, scope, set),
  }),
  sumUp: () => sumUpBalances(database),
  async segments() {
    const rows = await database.query(
      `SELECT 'segment' AS kind, segment AS name, count(*)::int AS n FROM customer WHERE segment IS NOT NULL GROUP BY segment
        UNION ALL SELECT 'region', country, count(*)::int FROM customer WHERE country IS NOT NULL GROUP BY country
        ORDER BY n DESC, name`,
    );
    const found = z.array(Named).parse(rows);
    const named = (kind: string) =>
      found.filter((row) => row.kind === kind).map(({ name }) => name);
    return { segments: named('segment'), regions: named('region') };
  },
});

const Named = z.object({ kind: z.string(), name: z.string() });
