import type { SourceRecord } from '../../records.ts';
import type { Clock } from '../clock.ts';
import type { Pen } from '../pen.ts';

/** Something worth finding out, spread over the entries of several departments. */
export interface Story {
  /** The key in company-list.ts. */
  company: string;
  /** What to type. */
  question: string;
  /** What the reader finds. */
  find: string;
  tell(pen: Pen, clock: Clock): void;
  /** What the story adds besides this customer's own records. */
  besides?(clock: Clock): SourceRecord[];
}
