/** Starts the Outlook page. */

import { createDOMRenderer, RendererProvider } from '@fluentui/react-components'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { readSettings } from './page-settings.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })
createRoot(root).render(
  <RendererProvider renderer={renderer}>
    <App settings={readSettings(document)} />
  </RendererProvider>,
)
