/** The table that a statement of a migration makes, changes or indexes. */
const TABLE = /\b(?:TABLE|ON)\s+(?:ONLY\s+)?(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"?(\w+)"?/i;

const NEW_TABLE = /^CREATE\s+TABLE\b/i;
const NEW_INDEX = /^CREATE\s+INDEX\b/i;
const NEW_COLUMNS = /^ALTER\s+TABLE\s+(?:ONLY\s+)?"?\w+"?\s+(ADD\s+COLUMN\b[\s\S]*)$/i;

/**
 * The first statement of a migration that the version before may not bear beside it; null where it bears all of them:
 * new tables, indexes that forbid nothing, and columns that may stay empty or fill themselves.
 */
export function whyAllStop(sql: string): string | null {
  const made = new Set<string>();
  for (const statement of statementsOf(sql)) {
    const table = TABLE.exec(statement)?.[1] ?? '';
    if (NEW_TABLE.test(statement)) made.add(table);
    else if (!(isOfNew(statement, table, made) || addsOnly(statement))) return inShort(statement);
  }
  return null;
}

const statementsOf = (sql: string): string[] =>
  sql
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter(Boolean);

/** Nobody but this version knows the table. Its constraints may still name one that is there already. */
const isOfNew = (statement: string, table: string, made: ReadonlySet<string>): boolean =>
  made.has(table) && /^(?:ALTER\s+TABLE|CREATE\s+(?:UNIQUE\s+)?INDEX|INSERT)\b/i.test(statement);

function addsOnly(statement: string): boolean {
  if (NEW_INDEX.test(statement)) return true;
  const columns = NEW_COLUMNS.exec(statement)?.[1];
  if (columns === undefined) return false;
  return columns
    .split(/,\s*(?=(?:ADD|ALTER|DROP|RENAME|VALIDATE|SET)\b)/i)
    .every((one) => /^ADD\s+COLUMN\b/i.test(one) && mayStayEmpty(one));
}

const mayStayEmpty = (column: string): boolean =>
  !/\b(?:UNIQUE|CHECK|REFERENCES|PRIMARY)\b/i.test(column) &&
  (!/\bNOT\s+NULL\b/i.test(column) || /\bDEFAULT\b/i.test(column));

const SHORT = 80;

function inShort(statement: string): string {
  const words = statement.replaceAll(/\s+/g, ' ');
  return words.length <= SHORT ? words : `${words.slice(0, SHORT)}…`;
}
