import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';

/** The one file that a program is given. Throws `Problem` where it is given none, several or an option. */
export function oneFile(usage: { say: string; try: string }): string {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [file, ...more] = positionals;
    if (file && more.length === 0) return file;
  } catch (cause) {
    throw new Problem('usage', { ...usage, cause });
  }
  throw new Problem('usage', usage);
}
