/** One list of rooms to test; pages run in the real Chromium from test/stories, so no browser stand-in is needed here. */
const esmOnly = ['jose', 'p-queue', 'p-timeout', 'uuid', 'postal-mime', 'sql-template-tag']

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
]

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: { '^.+\\.[cm]?[jt]sx?$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
}
