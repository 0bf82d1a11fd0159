/** Which page stands under which address. */

import { createBrowserRouter, Navigate } from 'react-router'
import { signedInPath } from './redirect-sign-in.ts'
import { EnrollmentsTab } from './sequences/EnrollmentsTab.tsx'
import { ManagePage } from './sequences/ManagePage.tsx'
import { NewSequencePage } from './sequences/NewSequencePage.tsx'
import { SequencePage } from './sequences/SequencePage.tsx'
import { SettingsTab } from './sequences/SettingsTab.tsx'
import { StepsEditTab } from './sequences/StepsEditTab.tsx'
import { StepsTab } from './sequences/StepsTab.tsx'
import { SummaryTab } from './sequences/SummaryTab.tsx'
import { MissingPage } from './MissingPage.tsx'
import { Shell } from './Shell.tsx'

export function createConsoleRouter(signOut: () => Promise<void>) {
  const home = <Navigate to="/sequences" replace />
  return createBrowserRouter([
    {
      element: <Shell signOut={signOut} />,
      children: [
        { index: true, element: home },
        { path: signedInPath, element: home },
        { path: '/sequences', element: <ManagePage /> },
        { path: '/sequences/new', element: <NewSequencePage /> },
        {
          path: '/sequences/:id',
          element: <SequencePage />,
          children: [
            { index: true, element: <SummaryTab /> },
            { path: 'steps', element: <StepsTab /> },
            { path: 'steps/edit', element: <StepsEditTab /> },
            { path: 'enrollments', element: <EnrollmentsTab /> },
            { path: 'settings', element: <SettingsTab /> },
          ],
        },
        { path: '*', element: <MissingPage /> },
      ],
    },
  ])
}
