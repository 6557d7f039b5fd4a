import { ConfigurationTarget, workspace } from 'vscode';
import type { EndpointSetting } from './endpointStore.ts';

/** The application-scoped setting that holds the endpoints; a workspace cannot add to it. */
export const endpointSetting: EndpointSetting = {
  read: () => workspace.getConfiguration('ftpDiagnose').inspect('endpoints')?.globalValue,
  write: async (value) => {
    await workspace
      .getConfiguration('ftpDiagnose')
      .update('endpoints', value.length === 0 ? undefined : value, ConfigurationTarget.Global);
  },
};
