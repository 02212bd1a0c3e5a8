/**
 * Columns and keys of JSON whose values are words of the program, of a platform or of a source, and no text: replaced
 * there, a name that is such a word too breaks what stands in other rows. Written as are.
 */
const MACHINE = `action addressee by columns consumer currency cursor
  department departments digest direction entry_kind fault feature fields figure figures filter href id ids interval journal key keys
  kind kinds kpis link locale mapping method mode opens phone_key picture plan platform priority product queue reference
  role rotation rule schedule segment segment_kind signature source sources stage standing state status step style table
  table_name tenant tone type url user variant visibility zone`.split(/\s+/);
const IS_MACHINE: ReadonlySet<string> = new Set(MACHINE);
const ENDS_AS_MACHINE = /_(?:id|ids|kind|by|department)$/;

/** Keys that are a name in lower case. */
const NAMED_KEYS: ReadonlySet<string> = new Set(['term.key', 'rotation.key']);
/** Columns that are machine words in their own table alone. */
const COLUMNS: ReadonlySet<string> = new Set([
  'audit.place',
  'channel.channel',
  'connection.tokens',
  'entry.channel',
  'campaign.channel',
  'spend.channel',
  'post_attempt.content',
  'revocation.tokens',
  'target.period',
  'write_back.as_person',
]);

/** Whether a value under this name is a word of a machine: `subject_kind`, `personId`, `platform`. */
export function isMachineWord(name: string): boolean {
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return IS_MACHINE.has(column) || ENDS_AS_MACHINE.test(column);
}

/** The same for a column of a table; of a queue every text is. `table` is with its schema where it is no table of ours. */
export function isMachineColumn(table: string, column: string, type: string): boolean {
  if (table.startsWith('queue.')) return type !== 'json';
  const whole = `${table.replace(/^public\./, '').replaceAll('"', '')}.${column}`;
  if (NAMED_KEYS.has(whole)) return false;
  return COLUMNS.has(whole) || isMachineWord(column);
}
