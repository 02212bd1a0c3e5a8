import type { CrmFault, MemoryCrm } from '../../../crm/connectors/memory.ts';
import {
  changeAll,
  deleteContact,
  KNOWN_COMPANY,
  mergeCompanies,
  shareContact,
  threeCompanies,
} from './companies.ts';
import { connectorContract, type Trouble } from './contract.ts';
import { loopbackCrm } from './loopback-crm.ts';

function faultOf(trouble: Trouble): CrmFault {
  if (trouble === 'rate-limited') return { kind: trouble, retryAfter: 7_000 };
  if (trouble === 'rejected')
    return { kind: trouble, reason: 'property renewal_risk does not exist' };
  return { kind: trouble };
}

const filesOf = (crm: MemoryCrm) =>
  crm
    .files()
    .map(({ note, name, bytes }) => ({ note, name, bytes: Buffer.from(bytes).toString() }));

connectorContract('the CRM in memory', async () => {
  const coming: CrmFault[] = [];
  const crm = threeCompanies({ faults: () => coming.shift() ?? null });
  return {
    crm,
    customer: KNOWN_COMPANY,
    nobody: 'c-99',
    owners: ['u-1', 'u-2'],
    notes: async () => crm.notes(),
    files: async () => filesOf(crm),
    tasks: async () => crm.tasks(),
    ownerOf: async (id) => crm.ownerOf(id),
    change: async () => changeAll(crm),
    editNote: async (id, text) => crm.editNote(id, text),
    deleteContact: async () => deleteContact(crm),
    share: async (isOn) => shareContact(crm, isOn),
    merge: async () => mergeCompanies(crm),
    next: (trouble) => void coming.push(faultOf(trouble)),
  };
});

connectorContract('the CRM on loopback', async () => {
  const far = await loopbackCrm(threeCompanies());
  return {
    crm: far.connect(),
    customer: KNOWN_COMPANY,
    nobody: 'c-99',
    owners: ['u-1', 'u-2'],
    notes: async () => far.memory.notes(),
    files: async () => filesOf(far.memory),
    tasks: async () => far.memory.tasks(),
    ownerOf: async (id) => far.memory.ownerOf(id),
    change: async () => changeAll(far.memory),
    editNote: async (id, text) => far.memory.editNote(id, text),
    deleteContact: async () => deleteContact(far.memory),
    share: async (isOn) => shareContact(far.memory, isOn),
    merge: async () => mergeCompanies(far.memory),
    next: (trouble) => far.next(trouble),
    close: far.close,
  };
});
