import { z } from 'zod';
import type { PersonRecord } from '../../customer/records.ts';
import { departmentOfWords } from '../../person/department-words.ts';
import type { DepartmentId } from '../../person/person.ts';
import { type HubspotClient, VERSION } from './client.ts';
import type { OwnProperties } from './reading.ts';

/** A stage of a pipeline, in HubSpot's own word for it. */
export interface PipelineStage {
  label: string;
  isClosed: boolean;
}

/** Of the account as a whole: its records are read with it. */
export interface Setting {
  people: readonly (PersonRecord & { updatedAt: Date })[];
  /** An owner's department; sales where HubSpot does not tell. */
  departmentOf(owner: string | null): DepartmentId;
  /** Two pipelines may use the same id for a stage. */
  stageOf(
    type: 'deals' | 'tickets',
    pipeline: string | null,
    stage: string | null,
  ): PipelineStage | null;
  account: HubspotAccount;
  /** The label under which people see a value of the company's own segment property. */
  segmentLabel(value: string | null): string | null;
}

export interface HubspotAccount {
  id: string;
  currency: string | null;
  /** Where a colleague opens a company. */
  companyUrl(id: string): string;
  /** HubSpot's own clock when this was read. */
  at: Date;
}

const Account = z.object({
  portalId: z.coerce.string().regex(/^\d+$/),
  uiDomain: z.string().regex(/^[a-z0-9.-]+$/i),
  companyCurrency: z.string().length(3).nullish(),
});

const Owners = z.object({
  results: z.array(
    z.object({
      id: z.coerce.string(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      archived: z.boolean().default(false),
      updatedAt: z.coerce.date(),
      teams: z.array(z.object({ name: z.string(), primary: z.boolean().default(false) })).nullish(),
    }),
  ),
  paging: z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional(),
});
type Owner = z.output<typeof Owners>['results'][number];

const Property = z.object({
  options: z.array(z.object({ value: z.string(), label: z.string() })).default([]),
});

const Pipelines = z.object({
  results: z.array(
    z.object({
      id: z.coerce.string(),
      stages: z.array(
        z.object({
          id: z.coerce.string(),
          label: z.string(),
          metadata: z.record(z.string(), z.unknown()).default({}),
        }),
      ),
    }),
  ),
});

export async function readSetting(
  client: HubspotClient,
  source: string,
  { segment }: OwnProperties,
): Promise<Setting> {
  const account = await readAccount(client);
  const owners = [...(await readOwners(client, false)), ...(await readOwners(client, true))];
  const departments = new Map(owners.map((owner) => [owner.id, departmentOfTeams(owner)]));
  const stages = {
    deals: await readStages(client, 'deals'),
    tickets: await readStages(client, 'tickets'),
  };
  const labels = segment ? await readLabels(client, segment) : new Map<string, string>();
  return {
    people: owners.map((owner) => personOf(owner, source)),
    departmentOf: (owner) => departments.get(owner ?? '') ?? 'sales',
    stageOf: (type, pipeline, stage) => stages[type].get(`${pipeline} ${stage}`) ?? null,
    account,
    segmentLabel: (value) => (value === null ? null : (labels.get(value) ?? value)),
  };
}

export async function readAccount(client: HubspotClient): Promise<HubspotAccount> {
  const { body, at } = await client.send(Account, { path: `/account-info/${VERSION}/details` });
  const records = `https://${body.uiDomain}/contacts/${body.portalId}/record`;
  return {
    id: body.portalId,
    currency: body.companyCurrency ?? null,
    companyUrl: (id) => `${records}/0-2/${encodeURIComponent(id)}`,
    at,
  };
}

async function readOwners(client: HubspotClient, archived: boolean): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (let after: string | undefined; ; ) {
    const { body } = await client.send(Owners, {
      path: `/crm/owners/${VERSION}`,
      query: { limit: 500, archived, after },
    });
    owners.push(...body.results);
    after = body.paging?.next?.after;
    if (!after || body.results.length === 0) return owners;
  }
}

/** A property that nobody chooses from a list has no labels. */
async function readLabels(client: HubspotClient, property: string): Promise<Map<string, string>> {
  const { body } = await client.send(Property, {
    path: `/crm/properties/${VERSION}/companies/${encodeURIComponent(property)}`,
  });
  return new Map(body.options.map(({ value, label }) => [value, label]));
}

async function readStages(
  client: HubspotClient,
  type: 'deals' | 'tickets',
): Promise<Map<string, PipelineStage>> {
  const { body } = await client.send(Pipelines, { path: `/crm/pipelines/${VERSION}/${type}` });
  return new Map(
    body.results.flatMap((pipeline) =>
      pipeline.stages.map(({ id, label, metadata }) => [
        `${pipeline.id} ${id}`,
        {
          label,
          isClosed: String(metadata['isClosed']) === 'true' || metadata['ticketState'] === 'CLOSED',
        },
      ]),
    ),
  );
}

function personOf(owner: Owner, source: string): PersonRecord & { updatedAt: Date } {
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
  return {
    kind: 'person',
    source,
    externalId: owner.id,
    name: name || owner.email || `HubSpot owner ${owner.id}`,
    email: owner.email || null,
    title: null,
    department: departmentOfTeams(owner),
    role: 'member',
    zone: null,
    locale: null,
    active: !owner.archived,
    updatedAt: owner.updatedAt,
  };
}

function departmentOfTeams({ teams }: Owner): DepartmentId {
  const named = teams?.find(({ primary }) => primary) ?? teams?.[0];
  return departmentOfWords(named?.name ?? '');
}
