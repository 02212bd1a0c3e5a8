import { z } from 'zod';
import type { CheckStep } from '../../connector.ts';
import { checkStep } from '../check.ts';
import type { SalesforceClient } from './client.ts';
import {
  customerFieldOf,
  type Described,
  descriptionsOf,
  hasCurrencies,
  hiddenFields,
} from './describe.ts';
import { withKeyField } from './key-field.ts';
import { isStandard, KEY_FIELD, OPTIONAL_OBJECTS, STANDARD_OBJECTS } from './objects.ts';
import { extraFields, type OwnParts } from './reading.ts';

/**
 * Looks at every kind of object and field that is to be read, and writes an activity that goes with nobody and is
 * deleted again: Salesforce keeps it for 15 days in the recycle bin.
 */
export async function checkSalesforce(
  client: SalesforceClient,
  own: OwnParts,
): Promise<readonly CheckStep[]> {
  const descriptions = descriptionsOf(client);
  const steps: CheckStep[] = [];
  for (const name of [...STANDARD_OBJECTS, ...own.objects]) {
    let described: Described | null = null;
    const asking = await checkStep({ does: 'read', what: name }, async () => {
      described = await descriptions.of(name, 0);
    });
    if (asking.fault) steps.push(asking);
    else if (described) steps.push(asking, ...gapsIn(described, own));
    else if (!OPTIONAL_OBJECTS.has(name))
      steps.push(gap(name, `it is hidden from me, or does not exist. ${objectStep(name)}`));
  }
  steps.push(...fieldsShownNowhere(own));
  steps.push(
    await checkStep({ does: 'write', what: 'notes and tasks' }, () => writeAndDelete(client)),
  );
  return steps;
}

/** A part that is not there for the key. An administrator of the system mends it. */
const gap = (what: string, reason: string): CheckStep => ({
  does: 'read',
  what,
  fault: { fault: 'unauthorised', reason },
});

/** Their records are cards and people, and no entries. */
const WITHOUT_ENTRIES = ['Account', 'Contact', 'Lead', 'AccountContactRelation'];

function fieldsShownNowhere({ fields, objects }: OwnParts): CheckStep[] {
  return [...fields].flatMap(([name, some]) => {
    const all = some.map((field) => `${name}.${field}`).join(', ');
    if (WITHOUT_ENTRIES.includes(name))
      return [
        gap(all, `${name} records are no entries of a timeline. Take it out of SALESFORCE_FIELDS`),
      ];
    return isStandard(name) || objects.includes(name)
      ? []
      : [gap(all, `${name} records are not read. Add ${name} to SALESFORCE_OBJECTS`)];
  });
}

const objectStep = (name: string): string =>
  `Setup → Permission Sets → the one of the app’s user → Object Settings → ${name} → Read and View All Records`;

function gapsIn(described: Described, own: OwnParts): CheckStep[] {
  const { name } = described;
  const hidden = hiddenFields(described, extraFields(own, name));
  const steps: CheckStep[] = [];
  if (hidden.length > 0)
    steps.push(
      gap(
        hidden.map((field) => `${name}.${field}`).join(', '),
        `hidden from me, so it is missing here and not empty. Setup → Permission Sets → the one of the app’s user → Object Settings → ${name} → Field Permissions → Read Access`,
      ),
    );
  if (name === 'Opportunity' && !hasCurrencies(described) && own.currency === null)
    steps.push(
      gap(
        'amounts',
        'Salesforce does not tell in which currency they are. Set SALESFORCE_CURRENCY, such as EUR (Setup → Company Information → Currency Locale)',
      ),
    );
  if (own.objects.includes(name) && customerFieldOf(described) === null)
    steps.push(
      gap(
        name,
        'its records lead to no customer. Take it out of SALESFORCE_OBJECTS, or give it a lookup to Account',
      ),
    );
  return steps;
}

const Created = z.object({ id: z.string().min(1) });
/** Two tests at once write one activity. */
const KEY = 'test';

async function writeAndDelete(client: SalesforceClient): Promise<void> {
  const { body } = await withKeyField(() =>
    client.send(Created, {
      method: 'PATCH',
      path: `/sobjects/Task/${KEY_FIELD}/${KEY}`,
      body: { Subject: 'A test of Rapport, which deletes it at once.' },
    }),
  );
  const path = `/sobjects/Task/${encodeURIComponent(body.id)}`;
  await client.send(z.null(), { method: 'DELETE', path });
}
