import { isZone } from '../../time/zone.ts';
import type { SalesforceClient } from './client.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import { isTrue, type Row } from './row.ts';
import { queryRows } from './soql.ts';

/** How this organisation calls the states of a task, and the zone of its days. */
export interface TaskSetting {
  open: string;
  closed: string;
  zone: string;
}

export async function taskSettingOf(client: SalesforceClient): Promise<TaskSetting> {
  const states = await rowsThatAreSeen(
    client,
    'SELECT ApiName, IsClosed, IsDefault FROM TaskStatus ORDER BY SortOrder',
  );
  const [organisation] = await rowsThatAreSeen(client, 'SELECT TimeZoneSidKey FROM Organization');
  const zone = organisation?.['TimeZoneSidKey'] ?? 'UTC';
  const stateOf = (isClosed: boolean): string | null => {
    const some = states.filter((row) => isTrue(row['IsClosed']) === isClosed);
    const usual = some.find((row) => isTrue(row['IsDefault'])) ?? some[0];
    return usual?.['ApiName'] ?? null;
  };
  return {
    open: stateOf(false) ?? 'Not Started',
    closed: stateOf(true) ?? 'Completed',
    zone: isZone(zone) ? zone : 'UTC',
  };
}

async function rowsThatAreSeen(client: SalesforceClient, soql: string): Promise<Row[]> {
  try {
    return (await queryRows(client, soql)).rows;
  } catch (cause) {
    if (cause instanceof HiddenObject || cause instanceof HiddenField) return [];
    throw cause;
  }
}
