import type { z } from 'zod';
import type { Connector } from '../connector.ts';
import type { PaceFor } from './pace/pace.ts';

/** A kind of system that can be connected: the configuration that it needs, and how it is opened. */
export interface ConnectorDefinition {
  id: string;
  name: string;
  /** Variables of the environment by name; their descriptions stand in the README. */
  settings: z.ZodObject;
  /** Where its key is made, and what the key has to allow. */
  setup: string;
  /** How colleagues write there in their own name: where that is set up, and the variables beside the others. */
  consent: ConsentSetup | null;
  /** It stands beside the demo organisation and nowhere else, and needs no configuration. */
  isDemo: boolean;
  /** Throws a `ZodError` for settings that do not fit. It connects to nothing before it is used. */
  open(given: unknown, pace: PaceFor): Connector;
}

export interface ConsentSetup {
  setup: string;
  /** Empty where the connection's own are enough. */
  needs: readonly string[];
}

/** Given to a connector that is opened, beside its settings. */
export interface ConnectorMeans {
  id: string;
  name: string;
  /** How its calls keep to the system's limits. */
  pace: PaceFor;
}

/** The id is the `source` of its records, so it never changes. */
export function defineConnector<Shape extends z.ZodRawShape>(spec: {
  id: string;
  name: string;
  settings: z.ZodObject<Shape>;
  setup: string;
  consent?: ConsentSetup;
  isDemo?: boolean;
  open(settings: z.output<z.ZodObject<Shape>>, of: ConnectorMeans): Connector;
}): ConnectorDefinition {
  const { id, name, settings, setup, consent = null, isDemo = false, open } = spec;
  return {
    id,
    name,
    settings,
    setup,
    consent,
    isDemo,
    open: (given, pace) => open(settings.parse(given), { id, name, pace }),
  };
}
