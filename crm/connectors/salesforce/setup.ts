import { KEY_FIELD_STEP } from './key-field.ts';

export const SETUP = `In Salesforce: Setup → External Client App Manager → New External Client App, distribution Local; enable OAuth with the scope “Manage user data via APIs (api)”; Flow Enablement → Enable Client Credentials Flow. Then Policies → Edit → OAuth Flows → Enable Client Credentials Flow, with a user to run as. Settings → OAuth Settings → Consumer Key and Secret gives SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET, and Setup → My Domain the address for SALESFORCE_LOGIN_URL. For notes and tasks: ${KEY_FIELD_STEP}.`;
