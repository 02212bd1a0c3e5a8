import type { SourceRecord } from '../../../crm/customer/records.ts';
import type { Clock } from '../calendar.ts';
import type { RecordBuilder } from '../record-builder.ts';

/** Something worth finding out, spread over the entries of several departments. */
export interface Story {
  /** The key in company-list.ts. */
  company: string;
  /** What to type. */
  question: string;
  /** What the reader finds. */
  find: string;
  tell(builder: RecordBuilder, clock: Clock): void;
  /** What the story adds besides this customer's own records. */
  besides?(clock: Clock): SourceRecord[];
}
