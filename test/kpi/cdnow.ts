import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Purchase } from '../../crm/figure/lifetime.ts';
import type { PurchaseHistory } from '../../kpi/statistics/purchase-history.ts';

const FOLDER = resolve('../shared/data/cdnow');

/** Purchases of music at CDNOW, 1997-01-01 to 1998-06-30, as Fader and Hardie published them. */
export const hasCdnow = existsSync(FOLDER);

/** The last day of the papers' calibration. */
export const CALIBRATED = { end: '1997-09-30', zone: 'UTC' };

const rowsOf = (file: string): string[] =>
  readFileSync(join(FOLDER, file), 'utf8').trim().split('\n');

/** The published history and average amount in dollars of each customer of the sample. */
export const cdnowSummary = (): (PurchaseHistory & { average: number })[] =>
  rowsOf('cdnow_customers_summary_with_transactions.csv')
    .slice(1)
    .map((row) => {
      const [, frequency = 0, recency = 0, age = 0, average = 0] = row.split(',').map(Number);
      return { frequency, recency, age, average };
    });

export const cdnowSample = (): Purchase[] => purchasesOf(rowsOf('CDNOW_sample.txt'), 1);

export const cdnowMaster = (): Purchase[] => purchasesOf(rowsOf('CDNOW_master.txt'), 0);

/** Columns: the customer's id (`from`), the date, a quantity, dollars. A header has no date. */
function purchasesOf(rows: readonly string[], from: number): Purchase[] {
  return rows.flatMap((row) => {
    const [customer = '', date = '', , dollars = ''] = row.trim().split(/\s+/).slice(from);
    const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    if (day === date) return [];
    const amount = Math.round(Number(dollars) * 100);
    return [{ customer, at: new Date(`${day}T12:00:00Z`), amount, cancelledAt: null }];
  });
}
