/** Where messages that were received lie in the file bucket until they are read; the rest of an object's name is the message's id at SES. */
export const INBOUND = 'inbound/';
