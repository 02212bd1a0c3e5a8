import { Upstream } from '../../problem.ts';
import { textOfHtml } from '../../text/html.ts';
import type { SalesforceClient } from './client.ts';
import { customersOf, type OwnObjects } from './customers.ts';
import { customerFieldOf, type Described } from './describe.ts';
import { HiddenField, HiddenObject } from './faults.ts';
import { isDeleted } from './pages.ts';
import type { Read } from './reading.ts';
import { otherAccountsOf } from './relations.ts';
import type { Row } from './row.ts';
import { rowsOfIds } from './soql.ts';

/** Each record with the customer that it goes with, and the words of notes. */
export async function readRows(
  client: SalesforceClient,
  rows: readonly Row[],
  { described, ownObjects }: { described: Described; ownObjects: OwnObjects },
): Promise<Read[]> {
  const living = rows.filter((row) => !isDeleted(row));
  const isNote = described.name === 'ContentDocument';
  const links = isNote ? await linksOf(client, living) : new Map<string, string[]>();
  const targetsOf = (row: Row): (string | null | undefined)[] =>
    isNote ? (links.get(row['Id'] ?? '') ?? []) : targetsOfRow(row, described);
  const customers = await customersOf(client, living.flatMap(targetsOf), ownObjects);
  const words = isNote ? await wordsOfNotes(client, living) : new Map<string, string>();
  const contacts = described.name === 'Contact' ? living.flatMap((row) => row['Id'] ?? []) : [];
  const others = await otherAccountsOf(client, contacts);
  return rows.flatMap((row) => {
    const id = row['Id'];
    if (!id) return [];
    const customer = targetsOf(row)
      .map((target) => customers.get(target ?? ''))
      .find((found) => found !== undefined);
    const found = { customer: customer ?? null, others: others.get(id) ?? [] };
    return [{ row, id, ...found, words: words.get(id) ?? null }];
  });
}

/** The records that lead to a record's customer; the first one that does counts. */
function targetsOfRow(row: Row, described: Described): (string | null | undefined)[] {
  if (described.name === 'Task' || described.name === 'Event')
    return [row['AccountId'], row['WhatId'], row['WhoId']];
  return [row['AccountId'] ?? row[customerFieldOf(described) ?? '']];
}

/** The records at which each note stands. Salesforce tells of them only for notes that are named. */
async function linksOf(
  client: SalesforceClient,
  notes: readonly Row[],
): Promise<Map<string, string[]>> {
  const rows = await rowsOfIds(
    client,
    notes.flatMap((note) => note['Id'] ?? []),
    (list) =>
      `SELECT ContentDocumentId, LinkedEntityId FROM ContentDocumentLink WHERE ContentDocumentId IN ${list}`,
  );
  const links = new Map<string, string[]>();
  for (const row of rows) {
    const [note, target] = [row['ContentDocumentId'] ?? '', row['LinkedEntityId'] ?? ''];
    links.set(note, [...(links.get(note) ?? []), target]);
  }
  return links;
}

/** Salesforce gives so many characters of each note at once. */
const PREVIEW = 255;

async function wordsOfNotes(
  client: SalesforceClient,
  notes: readonly Row[],
): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  const previews = await previewsOf(client, notes);
  for (const note of notes) {
    const id = note['Id'] ?? '';
    const preview = previews.get(id) ?? '';
    const version = note['LatestPublishedVersionId'];
    const isWhole = preview.length < PREVIEW || !version;
    words.set(id, isWhole ? preview : await wholeNote(client, version));
  }
  return words;
}

async function previewsOf(
  client: SalesforceClient,
  notes: readonly Row[],
): Promise<Map<string, string>> {
  try {
    const rows = await rowsOfIds(
      client,
      notes.flatMap((note) => note['Id'] ?? []),
      (list) => `SELECT Id, TextPreview FROM ContentNote WHERE Id IN ${list}`,
    );
    return new Map(rows.map((row) => [row['Id'] ?? '', row['TextPreview'] ?? '']));
  } catch (cause) {
    if (cause instanceof HiddenObject || cause instanceof HiddenField) return new Map();
    throw cause;
  }
}

/** A note whose text is gone meanwhile has none. */
async function wholeNote(client: SalesforceClient, version: string): Promise<string> {
  const path = `/sobjects/ContentVersion/${encodeURIComponent(version)}/VersionData`;
  try {
    return textOfHtml((await client.read({ path })).body);
  } catch (cause) {
    if (cause instanceof Upstream && cause.fault === 'rejected') return '';
    throw cause;
  }
}
