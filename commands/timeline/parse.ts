import type { Reader } from '../../cards/view/format.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { KINDS, type Kind } from '../../crm/timeline/entry.ts';
import { type Period, type PeriodFault, type PeriodKeyword, readPeriod } from './period.ts';

/** `word` stands after `only` and is neither a department nor a kind. */
export type TimelineFault = { kind: 'word'; word: string } | PeriodFault;

export interface TimelineWords extends Period {
  /** The words that name the customer. */
  customer: string;
  departments: DepartmentId[];
  kinds: Kind[];
  fault: TimelineFault | null;
}

/** `acme since monday only support, tickets` → whose timeline, and what of it. `departments` are the organisation's own. */
export function timelineWords(
  words: string,
  departments: readonly DepartmentId[],
  reader: Reader,
): TimelineWords {
  const [customer = '', ...clauses] = words.split(/\s+(?=(?:since|until|only)\s)/i);
  const read: TimelineWords = {
    customer: customer.trim(),
    departments: [],
    kinds: [],
    since: null,
    until: null,
    fault: null,
  };
  const typed: Partial<Record<PeriodKeyword, string>> = {};
  for (const clause of clauses) {
    const [first = '', ...rest] = clause.split(/\s+/);
    const keyword = first.toLowerCase();
    const value = rest.join(' ');
    if (keyword === 'only') read.fault ??= narrow(read, value, departments);
    else if (keyword === 'since' || keyword === 'until') {
      if (typed[keyword] !== undefined) read.fault ??= { kind: 'twice', word: keyword };
      typed[keyword] ??= value;
    }
    if (read.fault) return read;
  }
  const period = readPeriod(typed, reader);
  return 'kind' in period ? { ...read, fault: period } : { ...read, ...period };
}

function narrow(
  read: TimelineWords,
  value: string,
  departments: readonly DepartmentId[],
): TimelineFault | null {
  for (const word of value
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '' && one !== 'and')) {
    const department = departments.find((id) => id === word);
    const kind = KINDS.find((name) => name === word || `${name}s` === word);
    if (department) read.departments.push(department);
    else if (kind) read.kinds.push(kind);
    else return { kind: 'word', word };
  }
  return null;
}
