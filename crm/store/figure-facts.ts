import type { FigureRecord, RecordSet, ScoreCount, Survey } from '../figure/facts.ts';
import type { LifetimeFacts } from '../figure/lifetime.ts';
import type { Scope } from '../figure/scope.ts';

/**
 * The facts behind the shared figures, added up as far as any figure allows: a read costs what its period costs, and
 * daily rollups may stand behind it. An empty list says that nobody stored such a fact.
 */
export interface FigureFacts {
  of(scope: Scope): ScopedFacts;
  /** The segments and countries that customers have, with the most customers first. */
  segments(): Promise<{ segments: string[]; regions: string[] }>;
}

/** All facts of one scope. */
export interface ScopedFacts {
  /** Answers by the day on which they were given. */
  scores(survey: Survey): Promise<ScoreCount[]>;
  /** Customers lost in the scope's days, in its last twelve months where it has no beginning; orders up to its end. */
  lifetime(): Promise<LifetimeFacts>;
  /** The records behind a figure, those first that pull it down; one more than `limit` where there are more. */
  records(set: RecordSet, page: { skip: number; limit: number }): Promise<FigureRecord[]>;
  /** The sources of those records, and when each last told us something. */
  sources(set: RecordSet): Promise<{ source: string; at: Date | null }[]>;
}
