/** The same driver under the name that its other major version is installed by. */

declare module 'better-sqlite3-napi' {
  import Database from 'better-sqlite3'
  export = Database
}
