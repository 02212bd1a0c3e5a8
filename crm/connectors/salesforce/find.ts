import type { FoundCustomer } from '../../connector.ts';
import type { SalesforceClient } from './client.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import type { Row } from './row.ts';
import { likePattern, queryRows, quoted } from './soql.ts';

const MOST = 20;

/** Accounts and leads by name or domain, and those of a contact by e-mail. */
export async function findAccounts(
  client: SalesforceClient,
  query: string,
): Promise<FoundCustomer[]> {
  const words = query.trim().slice(0, 200);
  if (words === '') return [];
  const rows = words.includes('@') ? await byEmail(client, words) : await byWords(client, words);
  const found = rows.slice(0, MOST).map(async ({ Id: id, name }) => ({
    customer: id ?? '',
    name: name || `Salesforce record ${id}`,
    url: await client.urlOf(id ?? ''),
  }));
  return Promise.all(found);
}

async function byWords(client: SalesforceClient, words: string): Promise<Row[]> {
  const like = likePattern(words);
  const accounts = await rowsOf(client, 'Name', [
    `SELECT Id, Name FROM Account WHERE Name LIKE ${like} OR Website LIKE ${like} ORDER BY Name LIMIT ${MOST}`,
    `SELECT Id, Name FROM Account WHERE Name LIKE ${like} ORDER BY Name LIMIT ${MOST}`,
  ]);
  const leads = await rowsOf(client, 'Company', [
    `SELECT Id, Company FROM Lead WHERE IsConverted = false AND (Company LIKE ${like} OR Website LIKE ${like}) ORDER BY Company LIMIT ${MOST}`,
    `SELECT Id, Company FROM Lead WHERE IsConverted = false AND Company LIKE ${like} ORDER BY Company LIMIT ${MOST}`,
  ]);
  const isSame = (row: Row) => row['name']?.toLowerCase() === words.toLowerCase();
  const all = [...accounts, ...leads];
  return [...all.filter(isSame), ...all.filter((row) => !isSame(row))];
}

async function byEmail(client: SalesforceClient, email: string): Promise<Row[]> {
  const contacts = await rowsOf(client, 'Account.Name', [
    `SELECT AccountId, Account.Name FROM Contact WHERE Email = ${quoted(email)} AND AccountId != null LIMIT ${MOST}`,
  ]);
  const leads = await rowsOf(client, 'Company', [
    `SELECT Id, Company FROM Lead WHERE IsConverted = false AND Email = ${quoted(email)} LIMIT ${MOST}`,
  ]);
  const accounts = contacts.map((row) => ({ ...row, Id: row['AccountId'] ?? null }));
  return [...new Map([...accounts, ...leads].map((row) => [row['Id'], row])).values()];
}

/** The first of these queries that the key may ask; a kind of record that it may not see finds nothing. */
async function rowsOf(
  client: SalesforceClient,
  name: string,
  queries: readonly string[],
): Promise<Row[]> {
  for (const soql of queries)
    try {
      const { rows } = await queryRows(client, soql);
      return rows.map((row) => ({ ...row, name: row[name] ?? null }));
    } catch (cause) {
      if (cause instanceof HiddenField) continue;
      if (!(cause instanceof HiddenObject)) throw cause;
    }
  return [];
}
