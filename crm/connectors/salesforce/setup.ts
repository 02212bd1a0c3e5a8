import { KEY_FIELD } from './objects.ts';

/** Scopes of the app. */
export const SCOPES = ['api', 'refresh_token'];

/** The field that notes and tasks need in Salesforce. */
export const KEY_FIELD_STEP = `Setup → Object Manager → Activity → Fields & Relationships → New → Text, 255 characters, field name ${KEY_FIELD.replace('__c', '')}, External ID and (where it is offered) Unique; then make it editable for the user of the app`;

export const SETUP = `In Salesforce: Setup → External Client App Manager → New External Client App, distribution Local; enable OAuth with the scope “Manage user data via APIs (api)”; Flow Enablement → Enable Client Credentials Flow. Then Policies → Edit → OAuth Flows → Enable Client Credentials Flow, with a user to run as. Settings → OAuth Settings → Consumer Key and Secret gives SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET, and Setup → My Domain the address for SALESFORCE_LOGIN_URL. For notes and tasks: ${KEY_FIELD_STEP}.`;
