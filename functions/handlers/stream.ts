import { streamHandler } from '../runtime/stream.ts';
