/** Builds the product's pages (the task pane and the sign-in dialog) into dist/web, with the list of their scripts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import webpack from 'webpack'

const root = path.dirname(fileURLToPath(import.meta.url))
const icons = path.join(root, 'addin/assets')

/** Writes entries.json (which scripts a page needs, in order: the server writes them into its HTML) and the icons. */
class PageFiles {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack
    compiler.hooks.thisCompilation.tap('PageFiles', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT
      compilation.hooks.processAssets.tap({ name: 'PageFiles', stage }, () => {
        const entries = {}
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

/** @type {webpack.Configuration} */
export default {
  mode: 'production',
  context: root,
  entry: { taskpane: './addin/taskpane/index.tsx', 'sign-in': './addin/sign-in/index.tsx' },
  output: {
    path: path.join(root, 'dist/web'),
    publicPath: '/',
    filename: 'assets/[name].[contenthash:12].js',
    clean: true,
  },
  resolve: { extensions: ['.js', '.ts', '.tsx'] },
  module: {
    rules: [{ test: /\.tsx?$/, exclude: /node_modules/, use: swc }],
  },
  optimization: {
    splitChunks: {
      cacheGroups: {
        // Not msal: it stays in the chunk that is loaded after the first picture (addin/kit/msal.ts).
        vendor: { test: /node_modules[\\/](?!@azure)/, name: 'vendor', chunks: 'all' },
      },
    },
  },
  plugins: [new PageFiles(), new webpack.DefinePlugin({ 'process.env.NODE_ENV': '"production"' })],
  devtool: false,
  // The budget is 220 kB gzip, which a test measures; webpack's own hint counts uncompressed bytes.
  performance: { hints: false },
  cache: {
    type: 'filesystem',
    cacheDirectory: path.join(root, 'node_modules/.cache/webpack-web'),
    buildDependencies: { config: [fileURLToPath(import.meta.url)] },
  },
  stats: 'errors-warnings',
}
