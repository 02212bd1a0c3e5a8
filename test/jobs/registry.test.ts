import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobKind } from '../../crm/queue.ts';
import * as jobs from '../../jobs/index.ts';

/** Every kind of job that a file of crm/ defines and exports, with the file's path. */
async function definedKinds(): Promise<{ file: string; kind: JobKind }[]> {
  const files = readdirSync('crm', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('crm', name))
    .filter((file) => readFileSync(file, 'utf8').includes('= defineJobKind('));
  const modules = await Promise.all(
    files.map(async (file) => ({ file, module: await import(`../../${file}`) })),
  );
  return modules.flatMap(({ file, module }) =>
    Object.values(module).flatMap((value) => (isKind(value) ? [{ file, kind: value }] : [])),
  );
}

const isKind = (value: unknown): value is JobKind =>
  typeof value === 'object' && value !== null && 'id' in value && 'data' in value;

test('every kind of job that can be sent is done by exactly one job', async () => {
  const kinds = await definedKinds();
  expect(kinds.length).toBeGreaterThan(8);
  for (const { file, kind } of kinds)
    expect(
      Object.values(jobs).filter((job) => job.kind === kind).length,
      `${kind.id}, which ${file} defines`,
    ).toBe(1);
});

test('a kind that no file of crm/ defines is sent by the clock alone', async () => {
  const sent = new Set((await definedKinds()).map(({ kind }) => kind.id));
  for (const { kind, cron } of Object.values(jobs))
    expect(sent.has(kind.id) || cron !== undefined, kind.id).toBe(true);
});

test('no two jobs have one name', () => {
  const ids = Object.values(jobs).map(({ kind }) => kind.id);
  expect(ids).toEqual([...new Set(ids)]);
});
