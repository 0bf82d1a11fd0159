/** Finds a Chromium for the browser tests, where this kind of machine usually keeps one. */

export interface Machine {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  exists: (path: string) => boolean
  /** Where Playwright would keep its own Chromium on this machine, there or not. */
  playwrightPath: string
}

/**
 * Answers the path of the first Chromium, Chrome or Edge found, or undefined. CHROMIUM_PATH goes first.
 * @throws when CHROMIUM_PATH names nothing: a silent second choice would test something else than was asked for.
 */
export function findChromium(machine: Machine): string | undefined {
  const named = machine.env.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (machine.exists(named)) return named
    throw new Error(
      `CHROMIUM_PATH says ${named}, but there is nothing. Correct it or leave it out.`,
    )
  }
  return [...usualPlaces(machine), machine.playwrightPath].find(machine.exists)
}

function usualPlaces({ platform, env }: Machine): string[] {
  switch (platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
        (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
      )
    case 'win32':
      return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].flatMap((base) =>
        base === undefined
          ? []
          : [
              `${base}\\Google\\Chrome\\Application\\chrome.exe`,
              `${base}\\Microsoft\\Edge\\Application\\msedge.exe`,
            ],
      )
    default:
      // The headless shell first: the same engine without a browser's windows, for half the processor's time.
      return [
        'chromium-headless-shell',
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
      ].map((name) => `/usr/bin/${name}`)
  }
}
