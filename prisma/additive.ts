/** The table that a statement of a migration makes or changes. */
const TABLE = /\b(?:TABLE|ON)\s+(?:ONLY\s+)?(?:IF (?:NOT )?EXISTS\s+)?"?(\w+)"?/i;

/** Changes of a table that is there already, after which the version before reads or writes it wrongly. */
const BREAKS: readonly [RegExp, string][] = [
  [/\bDROP\s+(TABLE|COLUMN|TYPE|FUNCTION|VIEW)\b/i, 'it drops what the version before reads'],
  [/\bRENAME\b/i, 'it renames what the version before reads'],
  [/\bALTER\s+COLUMN\b[\s\S]*\bTYPE\b/i, 'it changes the type of a column'],
  [/\bALTER\s+COLUMN\b[\s\S]*\bSET\s+NOT\s+NULL\b/i, 'the version before leaves that column empty'],
  [
    /\bADD\s+COLUMN\b(?:(?!\bDEFAULT\b)[^,;])*\bNOT\s+NULL\b(?![^,;]*\bDEFAULT\b)/i,
    'the version before does not fill that column',
  ],
  [/\bADD\s+CONSTRAINT\b|\bCREATE\s+UNIQUE\s+INDEX\b/i, 'the version before may break that rule'],
];

/** Why the version before cannot work beside this migration; null where it can: new tables, columns and indexes. */
export function whyAllStop(sql: string): string | null {
  const statements = sql.replaceAll(/--.*$/gm, '').split(';');
  const made = new Set<string>();
  for (const statement of statements) {
    const table = TABLE.exec(statement)?.[1] ?? '';
    if (/\bCREATE\s+TABLE\b/i.test(statement)) made.add(table);
    if (made.has(table)) continue;
    const broken = BREAKS.find(([pattern]) => pattern.test(statement));
    if (broken) return `${broken[1]} (${table}).`;
  }
  return null;
}
