import type { Gap } from '../../connector.ts';
import type { SalesforceClient } from './client.ts';
import {
  customerFieldOf,
  type Described,
  descriptionsOf,
  hasCurrencies,
  hiddenFields,
} from './describe.ts';
import { KEY_FIELD, STANDARD_OBJECTS } from './objects.ts';
import { extraFields, type OwnParts } from './reading.ts';
import { KEY_FIELD_STEP } from './setup.ts';

/** Parts of Salesforce that the key may not see, or that the configuration lacks. */
export async function findGaps(client: SalesforceClient, own: OwnParts): Promise<Gap[]> {
  const descriptions = descriptionsOf(client);
  const gaps: Gap[] = [];
  for (const name of [...STANDARD_OBJECTS, ...own.objects]) {
    const described = await descriptions.of(name, 0);
    gaps.push(...(described ? gapsIn(described, own) : [hiddenObject(name)]));
  }
  return gaps;
}

const hiddenObject = (name: string): Gap => ({
  say: `${name} is hidden from me in Salesforce, or does not exist`,
  try: `Setup → Permission Sets → the one of the app’s user → Object Settings → ${name} → Read and View All Records.`,
});

function gapsIn(described: Described, own: OwnParts): Gap[] {
  const { name } = described;
  const hidden = hiddenFields(described, extraFields(own, name));
  const gaps: Gap[] = [];
  if (hidden.length > 0)
    gaps.push({
      say: `${hidden.map((field) => `${name}.${field}`).join(', ')}: hidden from me in Salesforce, so it is missing here, not empty`,
      try: `Setup → Permission Sets → the one of the app’s user → Object Settings → ${name} → Field Permissions → Read Access.`,
    });
  if (name === 'Task' && !described.fields.has(KEY_FIELD))
    gaps.push({
      say: `Notes and tasks cannot be written to Salesforce: Task.${KEY_FIELD} is missing`,
      try: `${KEY_FIELD_STEP}.`,
    });
  if (name === 'Opportunity' && !hasCurrencies(described) && own.currency === null)
    gaps.push({
      say: 'Amounts of Salesforce are missing here: it does not say in which currency they are',
      try: 'Set SALESFORCE_CURRENCY, such as EUR (Setup → Company Information → Currency Locale).',
    });
  if (own.objects.includes(name) && customerFieldOf(described) === null)
    gaps.push({
      say: `Records of ${name} lead to no customer, so none is read`,
      try: `Take it out of SALESFORCE_OBJECTS, or give it a lookup to Account.`,
    });
  return gaps;
}
