/** Builds the sandbox's Outlook page and the two stand-ins that the pane loads before office.js. */

const { writeFileSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..', '..')
const output = join(root, 'dist', 'outlook')

/** The pane loads them by these names. */
const standIns = ['microsoft-ajax', 'sign-in-bridge']

/** Writes which scripts the page needs, in their order; the sandbox's server puts them into the HTML. */
const listEntries = {
  apply(compiler) {
    compiler.hooks.done.tap('list-entries', (stats) => {
      if (stats.hasErrors()) return
      const { entrypoints } = stats.toJson({ all: false, entrypoints: true })
      const scripts = entrypoints.outlook.assets.map((asset) => asset.name)
      writeFileSync(join(output, 'entries.json'), JSON.stringify({ outlook: scripts }))
    })
  },
}

module.exports = {
  mode: 'production',
  target: ['web', 'es2022'],
  entry: {
    outlook: join(__dirname, 'page', 'main.tsx'),
    ...Object.fromEntries(
      standIns.map((name) => [name, join(__dirname, 'page', 'stand-ins', `${name}.ts`)]),
    ),
  },
  output: {
    path: output,
    clean: true,
    publicPath: '/outlook/',
    filename: ({ chunk }) =>
      standIns.includes(chunk.name) ? 'stand-ins/[name].js' : 'assets/[name].[contenthash:8].js',
    chunkFilename: 'assets/[name].[contenthash:8].js',
  },
  resolve: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'swc-loader',
        options: {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
        },
      },
    ],
  },
  optimization: {
    splitChunks: {
      cacheGroups: {
        vendor: {
          name: 'vendor',
          test: /node_modules/,
          // The stand-ins have to be one file each: the pane loads them by name.
          chunks: (chunk) => chunk.name === 'outlook',
        },
      },
    },
  },
  performance: { hints: false },
  cache: {
    type: 'filesystem',
    name: 'outlook-page',
    cacheDirectory: join(root, 'node_modules', '.cache', 'webpack'),
    buildDependencies: { config: [__filename] },
  },
  plugins: [listEntries],
  stats: 'errors-warnings',
}
