import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids imports that leave a layer outwards; the compiler's references forbid the rest. */
const forbid = (files, groups, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: groups.map((group) => ({ group: [group], message })) }],
  },
});

const pure = [
  'vscode',
  'node:*',
  'fs',
  'net',
  'tls',
  'path',
  '**/extension/**',
  '**/webview/**',
  '**/cli/**',
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.tsbuild/',
      'node_modules/',
      '**/node_modules/',
      'test/fixtures/',
      '.lab/',
      '.editor/',
      '.vscode-test/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        {
          selector: ':matches(PropertyDefinition, MethodDefinition)[accessibility="private"]',
          message: 'Use #private.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          checkThenables: true,
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: ['describe', 'it', 'test', 'suite', 'before', 'after'],
              package: 'node:test',
            },
          ],
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['src/core/node/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...pure, '**/node/**', '**/practice/**', 'basic-ftp'],
              message: 'core is pure: no editor, no Node, no sockets.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/core/diagnosis/rules/**/*.ts'],
    ignores: ['src/core/diagnosis/rules/index.ts'],
    rules: {
      'max-lines': ['error', { max: 100 }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...pure, '**/probe/**', '**/import/**', '**/node/**', '**/report/**'],
              message: 'A rule reads facts and nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/core/config/lint/rules/**/*.ts'],
    ignores: ['src/core/config/lint/rules/index.ts'],
    rules: { 'max-lines': ['error', { max: 100 }] },
  },
  forbid(
    ['src/core/node/**/*.ts'],
    ['vscode', '**/extension/**', '**/webview/**', '**/cli/**', '**/practice/**'],
    'core/node knows sockets only.',
  ),
  forbid(
    ['src/practice/**/*.ts'],
    ['vscode', '**/extension/**', '**/webview/**', '**/cli/**'],
    'practice imports core only.',
  ),
  forbid(
    ['src/shared/**/*.ts'],
    ['vscode', 'node:*', '**/extension/**', '**/webview/**', '**/cli/**'],
    'shared is plain data.',
  ),
  forbid(['src/cli/**/*.ts'], ['vscode', '**/extension/**', '**/webview/**'], 'cli imports core only.'),
  forbid(
    ['src/webview/**/*.ts'],
    ['vscode', 'node:*', '**/extension/**', '**/cli/**'],
    'webview imports shared only.',
  ),
  { files: ['**/*.js', '**/*.cjs'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', process: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['**/*.js'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  { files: ['eslint.config.js'], rules: { 'no-restricted-syntax': 'off' } },
);
