import type { SourceRecord } from '../../../crm/customer/records.ts';
import type { Clock } from '../calendar.ts';
import type { RecordBuilder } from '../record-builder.ts';

/** Something worth finding out, spread over the entries of several departments. */
export interface Story {
  /** The key in company-list.ts. */
  company: string;
  /** The words to type. */
  question: string;
  /** The answer that the reader finds. */
  find: string;
  tell(builder: RecordBuilder, clock: Clock): void;
  /** The story's records beyond this customer's own. */
  besides?(clock: Clock): SourceRecord[];
}
