import { remediesForGreetingDelay } from '../../remedies/control.ts';
import { slowestWait } from '../loginWaits.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';

/** Greeting or login waits seconds. */
export const greetingDelayed = defineRule({
  id: 'greeting-delayed',
  check(facts, t) {
    const wait = slowestWait(facts);
    if (wait === null) return null;
    const seconds = (wait.ms / 1000).toFixed(1);
    return {
      severity: wait.lost ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title: wait.lost
        ? t('The server does not answer {command} within {seconds} s', { seconds, command: wait.what })
        : wait.what === 'greeting'
          ? t('The server takes {seconds} s to greet', { seconds })
          : t('The server takes {seconds} s to answer {command}', { seconds, command: wait.what }),
      explanation: t(
        'The connection itself stood at once, so the time is lost on the server. Most often it waits for a lookup that gets no answer: the name of the client address (reverse DNS) or ident on port 113 of the client. Clients with a short timeout give up, the others wait at every connection.',
      ),
      verdict: t(
        'The server lets every client wait {seconds} s at the start: look at the name lookups that it makes.',
        { seconds },
      ),
      evidence: [wait.event],
      alternatives: [
        {
          text: t('The server or its account database (PAM, LDAP, SQL) is overloaded.'),
          tellApart: t(
            'The wait changes with the load, and "time su - <user> -c true" on the server is slow too.',
          ),
        },
      ],
      nextSteps: [
        t(
          'A wait close to a multiple of 5 s points at DNS; "tcpdump -ni any port 53 or port 113" on the server shows the question.',
        ),
      ],
      nextTests: [
        nextTest(facts, t, t('Once more, to see whether the wait is the same'), {
          options: ['--timeout', '15'],
        }),
      ],
      remedies: remediesForGreetingDelay(facts, t),
    };
  },
});
