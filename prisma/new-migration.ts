// npm run migration -- <name>: writes the SQL that brings the migrations to schema.prisma, to be read before it is committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whyAllStop } from './additive.ts';
import { openDatabase } from './database/database.ts';
import { pendingSql } from './database/migrate.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Say what it is for, in lower case: npm run migration -- add_handoffs');
  process.exit(1);
}
const database = await openDatabase('memory');
const sql = await pendingSql(database.adapter);
await database.close();
if (sql.includes('empty migration')) {
  console.log('The migrations already say what schema.prisma says.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(import.meta.dirname, 'migrations', `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  const why = whyAllStop(sql);
  writeFileSync(
    join(folder, 'migration.sql'),
    why ? `-- Stop every copy first: ${why}\n${sql}` : sql,
  );
  console.log('Then keep a store of this version, for those after it: npm run keep-store');
  console.log(`Wrote ${folder}/migration.sql`);
}
