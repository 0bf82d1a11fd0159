/** Builds the product's pages (the task pane, the sign-in dialog and the console) into dist/web, with the list of their scripts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import webpack from 'webpack'

const root = path.dirname(fileURLToPath(import.meta.url))
const icons = path.join(root, 'addin/assets')

/** Which scripts a page needs, in order: of both builds below, the second of which writes it out whole. */
const entries = {}

/** Writes entries.json (the server writes those scripts into a page's HTML) and the icons. */
class PageFiles {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack
    compiler.hooks.thisCompilation.tap('PageFiles', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT
      compilation.hooks.processAssets.tap({ name: 'PageFiles', stage }, () => {
        for (const [name, entry] of compilation.entrypoints) {
          entries[name] = entry.getFiles().filter((file) => file.endsWith('.js'))
        }
        compilation.emitAsset(
          'entries.json',
          new sources.RawSource(`${JSON.stringify(entries, null, 2)}\n`),
        )
        for (const file of existsSync(icons) ? readdirSync(icons) : []) {
          const bytes = readFileSync(path.join(icons, file))
          compilation.emitAsset(`assets/${file}`, new sources.RawSource(bytes))
        }
      })
      compilation.contextDependencies.add(icons)
    })
  }
}

const library = /node_modules[\\/](?!@azure)/

const swc = {
  loader: 'swc-loader',
  options: {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
}

/**
 * @param {string} name
 * @param {webpack.Configuration} more
 * @returns {webpack.Configuration}
 */
function build(name, more) {
  return {
    name,
    mode: 'production',
    context: root,
    resolve: { extensions: ['.js', '.ts', '.tsx'] },
    module: {
      rules: [{ test: /\.tsx?$/, exclude: /node_modules/, use: swc }],
    },
    plugins: [
      new PageFiles(),
      new webpack.DefinePlugin({ 'process.env.NODE_ENV': '"production"' }),
    ],
    devtool: false,
    // The pane's budget is 225 kB gzip, which a test measures; webpack's own hint counts uncompressed bytes.
    performance: { hints: false },
    cache: {
      type: 'filesystem',
      cacheDirectory: path.join(root, 'node_modules/.cache/webpack-web'),
      buildDependencies: { config: [fileURLToPath(import.meta.url)] },
    },
    stats: 'errors-warnings',
    ...more,
  }
}

/** @param {string} prefix of the files of one build @param {(file: string) => boolean} isAnothers */
function output(prefix, isAnothers) {
  return {
    path: path.join(root, 'dist/web'),
    publicPath: '/',
    filename: `assets/${prefix}[name].[contenthash:12].js`,
    uniqueName: `sequences-${prefix}`,
    clean: { keep: isAnothers },
  }
}

const ofConsole = /^assets[\\/]console-/

// Two builds, since the console uses far more of Fluent: parts that both share would grow with it, and the pane is counted.
export default [
  build('pane', {
    entry: { taskpane: './addin/taskpane/index.tsx', 'sign-in': './addin/sign-in/index.tsx' },
    output: output('', (file) => ofConsole.test(file)),
    optimization: {
      splitChunks: {
        cacheGroups: {
          // Not msal: it stays in the chunk that is loaded after the first picture (addin/auth/msal.ts).
          vendor: { test: library, name: 'vendor', chunks: 'all' },
        },
      },
    },
  }),
  build('console', {
    entry: { console: './addin/console/app/index.tsx' },
    dependencies: ['pane'],
    output: output('console-', (file) => !ofConsole.test(file)),
    optimization: {
      splitChunks: { cacheGroups: { vendor: { test: library, name: 'vendor', chunks: 'all' } } },
    },
  }),
]
