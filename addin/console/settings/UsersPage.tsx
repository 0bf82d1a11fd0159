/** Settings > Users: who is gone and what becomes of their sequences, who has which seat and role, who is whose manager. */

import { PageTitle } from '../ui/PageTitle.tsx'
import { AdminsOnly } from './AdminsOnly.tsx'
import { DepartureList } from './DepartureList.tsx'
import { UserList } from './UserList.tsx'

export function UsersPage() {
  return (
    <>
      <PageTitle title="Users" />
      <AdminsOnly>
        <DepartureList />
        <UserList />
      </AdminsOnly>
    </>
  )
}
