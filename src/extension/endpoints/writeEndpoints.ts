import { commands, window, type Disposable } from 'vscode';
import { t } from '../localize.ts';
import type { Change } from './changes.ts';
import type { EndpointStore } from './endpointStore.ts';

/** Opens the person's settings.json, where the endpoints stand. */
export async function openEndpointSettings(): Promise<void> {
  await commands.executeCommand('workbench.action.openSettingsJson', {
    revealSetting: { key: 'ftpDiagnose.endpoints', edit: false },
  });
}

/** Writes changes of the endpoints and tells the person when the editor refuses; the change is kept then. */
export class EndpointWriter implements Disposable {
  readonly #store: EndpointStore;
  #asking = false;

  constructor(store: EndpointStore) {
    this.#store = store;
  }

  /** Whether the change is in the setting now. */
  async write(change: Change): Promise<boolean> {
    const result = await this.#store.apply(change);
    if (result.kind === 'kept') void this.#tell(result.reason);
    return result.kind === 'written';
  }

  /**
   * Tries what was refused again; silent when `quiet`, since the next save tries once more. Who asked for it hears what
   * came of it, also when a save had been faster.
   */
  async retry(quiet: boolean): Promise<void> {
    const result = await this.#store.retry();
    if (quiet) return;
    if (result.kind === 'kept') void this.#tell(result.reason);
    else window.setStatusBarMessage(t('Everything is saved; no change waits.'), 5000);
  }

  dispose(): void {
    this.#asking = true;
  }

  async #tell(reason: string): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const open = t('Open settings');
      const retry = t('Retry');
      const text =
        reason === 'not-a-list'
          ? t('The setting ftpDiagnose.endpoints is not a list. Your change is kept until it is mended.')
          : t(
              'The endpoints could not be saved: {reason} Your change is kept and saved after the next save of the settings.',
              {
                reason,
              },
            );
      const answer = await window.showWarningMessage(text, open, retry);
      this.#asking = false;
      if (answer === open) await openEndpointSettings();
      else if (answer === retry) await this.retry(false);
    } finally {
      this.#asking = false;
    }
  }
}
