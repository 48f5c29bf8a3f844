import { useSearchParams } from 'react-router'
import { FILE_ORDERS, type FileOrder } from './entries.ts'

/** The folder, the file and the list that are shown, kept in the address. */
export function useFilesAddress() {
  const [params, setParams] = useSearchParams()
  const change = (news: Readonly<Record<string, string | null>>, replace = false) => {
    // A change right after another builds on it, although that address is not rendered yet.
    const after = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(news)) {
      if (value) after.set(name, value)
      else after.delete(name)
    }
    setParams(after, { replace, preventScrollReset: true })
  }
  return {
    /** Empty for the folders that are open here. */
    path: params.get('path') ?? '',
    file: params.get('file') ?? '',
    trash: params.get('trash') === '1',
    /** Names below the folder that are searched for. */
    below: params.get('below') ?? '',
    search: params.get('find') ?? '',
    order: FILE_ORDERS.find((each) => each === params.get('by')) ?? ('name' satisfies FileOrder),
    descending: params.get('down') === '1',
    go: (path: string) => change({ path, file: null, trash: null, below: null, find: null }),
    open: (file: string | null) => change({ file }),
    showTrash: () => change({ trash: '1', file: null, below: null, find: null }),
    searchBelow: (text: string | null) => change({ below: text, file: null }),
    find: (text: string) => change({ find: text }, true),
    sort: (order: FileOrder, descending: boolean) => change({ by: order === 'name' ? null : order, down: descending ? '1' : null }, true),
  }
}

export type FilesAddress = ReturnType<typeof useFilesAddress>
