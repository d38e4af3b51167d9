/** Lets a thread run sources (.ts); built files need no such thing. */
import { register } from 'tsx/esm/api';

register();
