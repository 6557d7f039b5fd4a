import type { Rule } from '../rule.ts';
import { cleartextPassword } from './cleartext-password.ts';

/**
 * Every rule, in the order in which mending its finding helps: what stops everything first, then what stops passive
 * mode, then the rest. The report keeps this order.
 */
export const rules: readonly Rule[] = [cleartextPassword];
