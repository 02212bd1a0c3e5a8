import type { SignalRule, SignalText, SignalWords } from '../../crm/signal/rule.ts';
import type { Detail } from '../../crm/signal/signal.ts';
import { stringsFor } from '../strings.ts';
import { count, day, duration, fromToday, type Reader, when } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { plural } from '../view/plural.ts';

/** A rule's values in this reader's words. */
const signalWords = (reader: Reader): SignalWords => ({
  many: (n, one, other) => `${count(n, reader)} ${plural(n, one, other)}`,
  day: (value) => day(value, reader),
  fromToday: (value) => fromToday(value, reader),
  when: (at) => when(new Date(at), reader),
  since: (at) => duration(reader.now.getTime() - Date.parse(at), reader),
  number: (n) => count(n, reader),
  department: (id) => departmentName(id, stringsFor(reader)),
});

export const signalText = (
  { rule, detail }: { rule: Pick<SignalRule, 'tell'>; detail: Detail },
  reader: Reader,
): SignalText => rule.tell(detail, signalWords(reader));
