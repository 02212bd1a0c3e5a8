import type {
  AcquisitionFacts,
  AdoptionFacts,
  ChannelScores,
  ChurnFacts,
  ContactFacts,
  CoverageFacts,
  EngagementFacts,
  ExpansionFacts,
  FigureRecord,
  MovingCustomer,
  PromiseFacts,
  RecordSet,
  RecurringRevenue,
  RevenueCohort,
  ScoreCount,
  Survey,
  Waits,
} from '../figure/facts.ts';
import type { LifetimeFacts } from '../figure/lifetime.ts';
import type { Scope } from '../figure/scope.ts';
import type { PersonId } from '../person/person.ts';

/**
 * The facts behind the shared figures, added up as far as any figure allows: a read costs what its period costs, and
 * daily rollups may stand behind it. An empty list, or null, says that nobody stored such a fact.
 */
export interface FigureFacts {
  of(scope: Scope): ScopedFacts;
  /** Keeps the balances of all customers short: their changes are added one by one, and summed up by the clock. */
  sumUp(): Promise<void>;
  /** The segments and countries that customers have, with the most customers first. */
  segments(): Promise<{ segments: string[]; regions: string[] }>;
}

/** All facts of one scope. */
export interface ScopedFacts {
  scope: Scope;
  /** Answers by the day on which they were given. */
  scores(survey: Survey): Promise<ScoreCount[]>;
  /** Customers lost in the scope's days, in its last twelve months where it has no beginning; orders up to its end. */
  lifetime(): Promise<LifetimeFacts>;
  /** Ratings of tickets by the channel of the ticket. */
  channelScores(): Promise<ChannelScores[]>;
  /** Waits for the first public human answer, by the day of the answer. */
  firstResponses(): Promise<Waits>;
  /** Tickets by the day on which they were solved. */
  resolutions(): Promise<Waits>;
  /** Handoffs from offer to acceptance, by the day of the acceptance. */
  handoffs(): Promise<Waits>;
  /** Promises, by the day on which they were kept, or that passed without them. */
  promises(): Promise<PromiseFacts>;
  firstContacts(): Promise<ContactFacts>;
  /** At the end of the period, the currency of most accounts first. */
  recurring(): Promise<RecurringRevenue[]>;
  /** Null for all time, which has no opening. */
  cohort(): Promise<RevenueCohort[] | null>;
  churn(): Promise<ChurnFacts>;
  expansions(): Promise<ExpansionFacts>;
  /** Null for a segment: nobody stores for whom money was spent. */
  acquisition(): Promise<AcquisitionFacts | null>;
  engagement(): Promise<EngagementFacts>;
  coverage(): Promise<CoverageFacts>;
  /** Colleagues who used Rapport; null for customers' segments and regions. */
  adoption(): Promise<AdoptionFacts | null>;
  /** Colleagues of these departments with the most entries that everybody may read, the busiest first. */
  contributors(departments: readonly string[], limit: number): Promise<PersonId[]>;
  /** The records behind a figure, those first that pull it down, and how many there are in all. */
  records(
    set: RecordSet,
    page: { skip: number; limit: number },
  ): Promise<{ records: FigureRecord[]; total: number }>;
  /** Customers whose records moved the figure most since an earlier scope, the most first. */
  movers(set: RecordSet, before: Scope, limit: number): Promise<MovingCustomer[]>;
  /** The sources of those records, and when each last told us something. */
  sources(set: RecordSet): Promise<{ source: string; at: Date | null }[]>;
}
