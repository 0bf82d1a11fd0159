/** Starts the sign-in window. */

import { createRoot } from 'react-dom/client'
import { readSignIn } from '../ui/page-settings.ts'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')
createRoot(root).render(<App settings={readSignIn(document)} />)
