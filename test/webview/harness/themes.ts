import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The themes of VS Code that the timeline is looked at in. */
export const themeNames = ['light', 'dark', 'high-contrast', 'high-contrast-light'] as const;

export type ThemeName = (typeof themeNames)[number];

/** What VS Code gives a webview in one theme. */
export interface Theme {
  /** Classes of the body. */
  readonly body: string;
  /** Custom properties of the root element, as read in VS Code 1.139: those that the timeline uses. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Every theme by its name. */
export const themes = JSON.parse(readFileSync(join(import.meta.dirname, 'themes.json'), 'utf8')) as Readonly<
  Record<ThemeName, Theme>
>;
