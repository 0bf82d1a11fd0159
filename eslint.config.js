/** What lint holds us to. Import order between folders is dependency-cruiser.cjs. */
import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export it by name: one word per thing, everywhere.',
}
const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' }
const onlyOfficeFile = {
  name: 'Office',
  message: 'Only addin/outlook/office.ts talks to Office; ask it instead.',
}
const wholeLabel = {
  selector:
    "CallExpression[callee.property.name='getByLabel'][arguments.length=1][arguments.0.type=/^(Literal|TemplateLiteral)$/]:not([arguments.0.regex])",
  message:
    'A part of a label also finds what says "Loading ..." of it: use field(), or say { exact: true }.',
}
const onlyApiFile = {
  name: 'fetch',
  message: 'Only addin/api/request.ts talks to the server; ask it instead.',
}

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.data/', '.test/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `onClick={() => doIt()}` reads well; what it answers is nobody's business.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Handlers of React and Express may be asynchronous; both await or catch.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // Leading underscore = named only to leave it out of the rest.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-syntax': ['error', noDefaultExport, noEnum],
      // Request parameters and environments are index signatures; brackets say so.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
    rules: { eqeqeq: 'error' },
  },
  {
    // Scripts that tests hand to the page.
    files: ['test/**/*.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['addin/**/*.{ts,tsx}', 'sandbox/outlook/page/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-globals': ['error', onlyOfficeFile, onlyApiFile],
      // The pane has no classes: what a hook answers is a plain object, made to be taken apart.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['addin/outlook/office.ts'],
    rules: { 'no-restricted-globals': ['error', onlyApiFile] },
  },
  {
    files: ['addin/api/request.ts', 'addin/api/read-change-stream.ts'],
    rules: { 'no-restricted-globals': ['error', onlyOfficeFile] },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.jest },
    rules: {
      // jest's own matchers (expect.any, mock.calls) are typed any and unbound.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', noDefaultExport, noEnum, wholeLabel],
    },
  },
)
