import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../prisma/database/database.ts';
import { companyNames, randomFrom } from './names.ts';

export interface BigImport {
  folder: string;
  /** RavenStack's own mapping under another source, so that what it brought can be found and taken away. */
  mapping: string;
  rejects: string;
  rows: number;
  /** Takes away the files, and what an import of them brought into this database. */
  remove(database?: Database): Promise<void>;
}

const SOURCE = 'bench-import';
const MAPPING = new URL('../../crm/connectors/csv/mappings/ravenstack.yaml', import.meta.url);

/** CSV files of RavenStack's shape with so many rows in all; the same every time. */
export function bigImport(rows: number): BigImport {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-import-'));
  const mapping = join(folder, 'bench.yaml');
  writeFileSync(
    mapping,
    readFileSync(MAPPING, 'utf8').replace('source: ravenstack', `source: ${SOURCE}`),
  );
  const files = tables(rows);
  for (const { name, header, total, line } of files)
    write(join(folder, `ravenstack_${name}.csv`), header, total, line);
  return {
    folder,
    mapping,
    rejects: join(folder, 'rejects.csv'),
    rows: files.reduce((sum, { total }) => sum + total, 0),
    async remove(database) {
      if (database) await takeAway(database, folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Table {
  name: string;
  header: string;
  total: number;
  line: (at: number) => string;
}

function tables(rows: number): Table[] {
  const random = randomFrom(7);
  const under = (most: number): number => Math.floor(random() * most);
  const day = (): string => new Date(Date.UTC(2023, 0, 1 + under(700))).toISOString().slice(0, 10);
  const pick = (words: string): string => words.split(' ')[under(words.split(' ').length)] ?? '';
  const [accounts, subscriptions] = [Math.ceil(rows * 0.02), Math.ceil(rows * 0.1)];
  const names = companyNames(accounts, 3);
  const account = (): string => `A-${under(accounts)}`;
  return [
    {
      name: 'accounts',
      header:
        'account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag',
      total: accounts,
      line: (at) =>
        `A-${at},"${names[at]}",${pick('EdTech FinTech DevTools')},${pick('US IN DE')},${day()},${pick('organic ads event partner other')},${pick('Basic Pro Enterprise')},${1 + under(90)},False,False`,
    },
    {
      name: 'subscriptions',
      header:
        'subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag',
      total: subscriptions,
      line: (at) =>
        `S-${at},${account()},${day()},${under(4) === 0 ? '2025-06-01' : ''},${pick('Basic Pro Enterprise')},${1 + under(90)},${under(9000)},${under(90_000)},False,${pick('True False')},False,False,${pick('monthly annual')},True`,
    },
    {
      name: 'feature_usage',
      header:
        'usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,is_beta_feature',
      total: Math.ceil(rows * 0.68),
      line: (at) =>
        `U-${at},S-${under(subscriptions)},${day()},feature_${under(40)},${1 + under(20)},${under(9000)},${under(3)},False`,
    },
    {
      name: 'support_tickets',
      header:
        'ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,first_response_time_minutes,satisfaction_score,escalation_flag',
      total: Math.ceil(rows * 0.17),
      line: (at) =>
        `T-${at},${account()},${day()},2025-07-28 03:00:00,27.0,${pick('high urgent medium low')},${under(200)},${pick('3.0 4.0 5.0')},False`,
    },
    {
      name: 'churn_events',
      header:
        'churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,preceding_upgrade_flag,preceding_downgrade_flag,is_reactivation,feedback_text',
      total: Math.ceil(rows * 0.03),
      line: (at) =>
        `C-${at},${account()},${day()},${pick('pricing support budget')},${under(90)}.03,False,False,False,switched to competitor`,
    },
  ];
}

function write(path: string, header: string, total: number, line: (at: number) => string): void {
  const file = openSync(path, 'w');
  writeSync(file, `${header}\n`);
  for (let at = 0; at < total; at += 5000) {
    writeSync(
      file,
      Array.from({ length: Math.min(5000, total - at) }, (_, i) => `${line(at + i)}\n`).join(''),
    );
  }
  closeSync(file);
}

async function takeAway(database: Database, folder: string): Promise<void> {
  await database.query(
    'DELETE FROM customer WHERE id IN (SELECT customer_id FROM reference WHERE source = $1)',
    [SOURCE],
  );
  for (const table of [
    'reference',
    'entry',
    'ticket',
    'subscription',
    'usage_day',
    'survey_answer',
    'churn',
    'source',
  ])
    await database.query(`DELETE FROM ${table} WHERE source = $1`, [SOURCE]);
  const runs = await database.query<{ id: string }>(
    'DELETE FROM import_run WHERE folder = $1 RETURNING id',
    [folder],
  );
  for (const { id } of runs) await database.query(`DROP TABLE IF EXISTS import_keys_${id}`);
}
