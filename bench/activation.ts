import { packagedExtension } from '../test/host/editor/extensionPackage.ts';
import { installEditors } from '../test/host/editor/install.ts';
import { bundleSuite, runSuite } from '../test/host/editor/suiteRun.ts';

/**
 * Prints how long the extension takes to activate and a keystroke in a long vsftpd.conf, measured in the extension host
 * of the newest VS Code and of the oldest that is supported; rejects over 50 ms for the activation.
 */
installEditors(['newest', 'floor']);
packagedExtension();
await bundleSuite();
for (const version of ['newest', 'floor'] as const) {
  console.log(`activation (bound 50 ms) and typing in the ${version} editor`);
  await runSuite({ name: 'bounds', arguments: [] }, version);
}
