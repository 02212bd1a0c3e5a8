import { json, type Response, Router } from 'express';
import { refuse } from './answers.ts';
import type { Organisation } from './organisation.ts';
import { FaultyQuery } from './soql.ts';

interface Job {
  id: string;
  csv: string[];
  header: string;
  looks: number;
  isGone: boolean;
  fails: boolean;
}

/** A cell as Salesforce writes it: in quotes, with a quote doubled and line breaks as they are. */
const cell = (value: unknown): string =>
  value === null || value === undefined ? '""' : `"${String(value).replaceAll('"', '""')}"`;

/** Bulk API 2.0, as far as a query needs it: a job, its state, and its rows as CSV, part by part. */
export function bulkJobs(organisation: Organisation) {
  const jobs = new Map<string, Job>();
  const router = Router();
  /** So many looks at a job find it at work. */
  let looks = 0;
  let failing = false;
  let withoutHeader = false;
  const created: string[] = [];

  const found = (id: string, response: Response): Job | null => {
    const job = jobs.get(id);
    if (job && !job.isGone) return job;
    refuse(response, 404, 'NOT_FOUND', 'The requested resource does not exist');
    return null;
  };

  router.post('/', json(), (request, response) => {
    const body = request.body as Record<string, string>;
    if (body['operation'] !== 'queryAll' && body['operation'] !== 'query')
      return refuse(response, 400, 'InvalidJob', `unknown operation ${body['operation']}`);
    if (/\bORDER BY\b|\bLIMIT\b|\bTYPEOF\b/i.test(body['query'] ?? ''))
      return refuse(response, 400, 'API_ERROR', 'ORDER BY and LIMIT make no chunks');
    try {
      const deleted = body['operation'] === 'queryAll';
      const { rows, fields } = organisation.query(body['query'] ?? '', { deleted });
      const id = `750${String(jobs.size + 1).padStart(12, '0')}AAA`;
      jobs.set(id, {
        id,
        header: fields.map(cell).join(','),
        csv: rows.map((row) => fields.map((field) => cell(row[field])).join(',')),
        looks,
        isGone: false,
        fails: failing,
      });
      created.push(id);
      response.json({ id, state: 'UploadComplete', operation: body['operation'] });
    } catch (cause) {
      if (!(cause instanceof FaultyQuery)) throw cause;
      refuse(response, 400, cause.code, cause.message);
    }
  });
  router.get('/:id', ({ params }, response) => {
    const job = found(params.id, response);
    if (!job) return;
    job.looks -= 1;
    const state = job.fails ? 'Failed' : 'JobComplete';
    response.json({
      id: job.id,
      state: job.looks >= 0 ? 'InProgress' : state,
      ...(job.fails && { errorMessage: 'Entity is not supported by the Bulk API' }),
    });
  });
  router.get('/:id/results', ({ params, query }, response) => {
    const job = found(params.id, response);
    if (!job) return;
    const [from, most] = [
      Number(Buffer.from(String(query['locator'] ?? ''), 'base64').toString() || 0),
      Number(query['maxRecords'] ?? 50_000),
    ];
    const rows = job.csv.slice(from, from + most);
    const to = from + rows.length;
    const locator = to < job.csv.length ? Buffer.from(String(to)).toString('base64') : 'null';
    response.set('Sforce-Locator', locator);
    response.set('Sforce-NumberOfRecords', String(rows.length));
    const lines = withoutHeader && from > 0 ? rows : [job.header, ...rows];
    response.type('text/csv').send(`${lines.join('\n')}\n`);
  });

  return {
    router,
    /** The ids of all jobs, in the order of their making. */
    created,
    takeLooks: (count: number) => {
      looks = count;
    },
    fail: () => {
      failing = true;
    },
    /** Only the first part names the columns. */
    nameColumnsOnce: () => {
      withoutHeader = true;
    },
    /** The results of all jobs so far are no longer kept. */
    expire(): void {
      for (const job of jobs.values()) job.isGone = true;
    },
  };
}
