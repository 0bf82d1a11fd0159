/** Which page stands under which address. */

import { createBrowserRouter, Navigate } from 'react-router'
import { CompaniesPage } from '../companies/CompaniesPage.tsx'
import { CompanyPage } from '../companies/CompanyPage.tsx'
import { EditCompanyPage } from '../companies/EditCompanyPage.tsx'
import { NewCompanyPage } from '../companies/NewCompanyPage.tsx'
import { AutomationTab } from '../automation/AutomationTab.tsx'
import { TriggerTab } from '../automation/TriggerTab.tsx'
import { ContactPage } from '../contacts/ContactPage.tsx'
import { ContactsPage } from '../contacts/ContactsPage.tsx'
import { EditContactPage } from '../contacts/EditContactPage.tsx'
import { LogMeetingPage } from '../contacts/LogMeetingPage.tsx'
import { NewContactPage } from '../contacts/NewContactPage.tsx'
import { ImportPage } from '../imports/ImportPage.tsx'
import { ImportsPage } from '../imports/ImportsPage.tsx'
import { signedInPath } from '../../auth/redirect-sign-in.ts'
import { EnrollmentsTab } from '../enrollments/EnrollmentsTab.tsx'
import { ManagePage } from '../sequences/ManagePage.tsx'
import { NewSequencePage } from '../steps/NewSequencePage.tsx'
import { ScheduledPage } from '../scheduled/ScheduledPage.tsx'
import { SequencePage } from '../sequences/SequencePage.tsx'
import { SettingsTab } from '../sequences/SettingsTab.tsx'
import { StepsEditTab } from '../steps/StepsEditTab.tsx'
import { StepsTab } from '../steps/StepsTab.tsx'
import { SummaryTab } from '../sequences/SummaryTab.tsx'
import { SuppressionPage } from '../settings/SuppressionPage.tsx'
import { UsersPage } from '../settings/UsersPage.tsx'
import { WorkflowPage } from '../automation/WorkflowPage.tsx'
import { WorkflowsPage } from '../automation/WorkflowsPage.tsx'
import { MissingPage } from '../ui/MissingPage.tsx'
import { Shell } from './Shell.tsx'

export function createConsoleRouter(signOut: () => Promise<void>) {
  const home = <Navigate to="/sequences" replace />
  return createBrowserRouter([
    {
      element: <Shell signOut={signOut} />,
      children: [
        { index: true, element: home },
        { path: signedInPath, element: home },
        { path: '/contacts', element: <ContactsPage /> },
        { path: '/contacts/new', element: <NewContactPage /> },
        { path: '/contacts/import', element: <ImportsPage /> },
        { path: '/contacts/imports/:id', element: <ImportPage /> },
        { path: '/contacts/:id', element: <ContactPage /> },
        { path: '/contacts/:id/edit', element: <EditContactPage /> },
        { path: '/contacts/:id/meeting', element: <LogMeetingPage /> },
        { path: '/companies', element: <CompaniesPage /> },
        { path: '/companies/new', element: <NewCompanyPage /> },
        { path: '/companies/:id', element: <CompanyPage /> },
        { path: '/companies/:id/edit', element: <EditCompanyPage /> },
        { path: '/sequences', element: <ManagePage /> },
        { path: '/sequences/scheduled', element: <ScheduledPage /> },
        { path: '/sequences/new', element: <NewSequencePage /> },
        {
          path: '/sequences/:id',
          element: <SequencePage />,
          children: [
            { index: true, element: <SummaryTab /> },
            { path: 'steps', element: <StepsTab /> },
            { path: 'steps/edit', element: <StepsEditTab /> },
            { path: 'enrollments', element: <EnrollmentsTab /> },
            { path: 'automation', element: <AutomationTab /> },
            { path: 'automation/new', element: <TriggerTab /> },
            { path: 'automation/:triggerId', element: <TriggerTab /> },
            { path: 'settings', element: <SettingsTab /> },
          ],
        },
        { path: '/settings/users', element: <UsersPage /> },
        { path: '/settings/suppressions', element: <SuppressionPage /> },
        { path: '/settings/workflows', element: <WorkflowsPage /> },
        { path: '/settings/workflows/new', element: <WorkflowPage /> },
        { path: '/settings/workflows/:workflowId', element: <WorkflowPage /> },
        { path: '*', element: <MissingPage /> },
      ],
    },
  ])
}
