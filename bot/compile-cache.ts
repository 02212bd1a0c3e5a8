import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Loaded before the program itself (`node --import`), so that all of it comes compiled from the second start on. A folder
// that may not be written is no fault: the code is compiled again then. NODE_COMPILE_CACHE names another folder.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'rapport-code'));
