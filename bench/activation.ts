import { packagedExtension } from '../test/host/editor/extensionPackage.ts';
import { installEditors } from '../test/host/editor/install.ts';
import { bundleSuite, runSuite } from '../test/host/editor/suiteRun.ts';

/**
 * Prints how long the extension takes to activate, measured in the extension host of the newest VS Code and of the
 * oldest that is supported; rejects over the bound of 50 ms.
 */
installEditors(['newest', 'floor']);
packagedExtension();
await bundleSuite();
for (const version of ['newest', 'floor'] as const) {
  console.log(`activation in the ${version} editor, bound 50 ms`);
  await runSuite({ name: 'activation', arguments: [] }, version);
}
