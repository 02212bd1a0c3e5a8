import type { SalesforceClient } from './client.ts';
import type { OwnObjects, Step } from './customers.ts';
import { customerFieldOf, type Descriptions } from './describe.ts';
import type { OwnParts } from './reading.ts';
import { readSetting, type Setting } from './setting.ts';

/** Everything that a reading needs to know of the organisation. */
export interface Organisation {
  setting: Setting;
  ownObjects: OwnObjects;
}

export interface Organisations {
  /** At the beginning of a reading; Salesforce's clock says which one. */
  read(): Promise<Organisation>;
  /** Of the reading that ends at this instant; a process that goes on with another's reading reads it again. */
  of(until: number): Promise<Organisation>;
}

export function organisationsOf(
  client: SalesforceClient,
  { source, own, descriptions }: { source: string; own: OwnParts; descriptions: Descriptions },
): Organisations {
  let last: { until: number; organisation: Organisation } | null = null;

  async function read(): Promise<Organisation> {
    const setting = await readSetting(client, source);
    const found: [string, Step][] = [];
    for (const name of own.objects) {
      const described = await descriptions.of(name, setting.at.getTime());
      const field = described && customerFieldOf(described);
      if (described?.keyPrefix && field) found.push([described.keyPrefix, { name, field }]);
    }
    return { setting, ownObjects: new Map(found) };
  }

  return {
    async read() {
      const organisation = await read();
      const { setting } = organisation;
      last = { until: setting.at.getTime(), organisation };
      return organisation;
    },
    async of(until) {
      if (last?.until !== until) last = { until, organisation: await read() };
      return last.organisation;
    },
  };
}
