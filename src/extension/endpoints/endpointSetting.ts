import { ConfigurationTarget, Uri, workspace } from 'vscode';
import { endpointsInSettings } from './endpointsInSettings.ts';
import type { EndpointSetting } from './endpointStore.ts';

function read(): unknown {
  return workspace.getConfiguration('ftpDiagnose').inspect('endpoints')?.globalValue;
}

/**
 * The application-scoped setting that holds the endpoints; a workspace cannot add to it. `storage` is the extension's
 * global storage, `User/globalStorage/<id>`: the person's settings.json stands two folders above it, wherever both are
 * on one side (tried in code-server 4.105 and newer; other profiles and remote hosts have none there).
 */
export function endpointSetting(storage: Uri): EndpointSetting {
  const file = Uri.joinPath(storage, '..', '..', 'settings.json');
  return {
    read,
    async readFile() {
      try {
        return endpointsInSettings(new TextDecoder().decode(await workspace.fs.readFile(file))) ?? read();
      } catch {
        return read();
      }
    },
    async write(value) {
      await workspace
        .getConfiguration('ftpDiagnose')
        .update('endpoints', value.length === 0 ? undefined : value, ConfigurationTarget.Global);
    },
  };
}
