import { diagnoseTests } from './diagnoses.ts';
import { endpointTests } from './endpoints.ts';
import { evidenceTests, restrictedEvidenceTests } from './evidence.ts';
import { runHostTests } from './hostTest.ts';
import { serverFileTests } from './serverFile.ts';
import { typingTests, vsftpdConfTests } from './vsftpdConf.ts';
import { activationTests, chineseTests, restrictedTests } from './surroundings.ts';

/** What test-electron calls in the extension host. */
export async function run(): Promise<void> {
  activationTests();
  const suite = process.env['FTP_DIAGNOSE_SUITE'];
  if (suite === 'restricted') {
    restrictedTests();
    restrictedEvidenceTests();
  } else if (suite === 'chinese') chineseTests();
  else if (suite === 'bounds') typingTests();
  else {
    endpointTests();
    diagnoseTests();
    vsftpdConfTests();
    evidenceTests();
    serverFileTests();
  }
  await runHostTests();
}
