import { inboundHandler } from '../activities/inbound.ts';

/** The target of the receipt rule: copies of e-mails to the secret addresses of members. */
export const handler = inboundHandler();
