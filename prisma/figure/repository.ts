import { z } from 'zod';
import type { FigureFacts } from '../../crm/store/figure-facts.ts';
import type { Database } from '../database/database.ts';
import { readLifetime } from './lifetime.ts';
import { readRecords, readSources } from './records.ts';
import { readScores } from './scores.ts';

export const figureFactsOn = (database: Database): FigureFacts => ({
  of: (scope) => ({
    scores: (survey) => readScores(database, scope, survey),
    lifetime: () => readLifetime(database, scope),
    records: (set, page) => readRecords(database, scope, { set, ...page }),
    sources: (set) => readSources(database, scope, set),
  }),
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
