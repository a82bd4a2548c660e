import type { Expert } from '../experts/expert.ts';
import type { Member } from '../member.ts';
import type { Voter } from './council.ts';

/** A domain: its expert, and whether its drafts may be accepted word by word. */
export interface Domain {
  readonly expert: Expert;
  readonly member?: Member;
  /** False where a draft is only right as a whole, such as an equivalent condition. */
  readonly splitHunks: boolean;
  /** Probability with which a policy chose the member, where one did. */
  readonly propensity?: number;
  /** Who drafts and votes where several do, weakest to strongest. */
  readonly voters?: readonly Voter[];
}
