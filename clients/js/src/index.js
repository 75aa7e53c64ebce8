export { ArgusClient } from './client.js';
export { link } from './chain.js';
export { mergePatch } from './patch.js';
