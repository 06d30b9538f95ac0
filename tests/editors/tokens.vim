" The groups that Vim gives the text of files, as JSON: one list a file, of [line, start, end, group], in bytes.
" vim -es --clean --cmd 'set runtimepath^=editors/vim' -S tokens.vim FILE…, with the output's file in $DOTMODEL_OUT.

set encoding=utf-8 nomodeline noswapfile
syntax on

function! Groups() abort
  let l:found = []
  for l:line in range(1, line("$"))
    let l:length = strlen(getline(l:line))
    let l:start = 1
    let l:group = synIDattr(synID(l:line, 1, 1), "name")
    for l:column in range(2, l:length + 1)
      let l:next = l:column > l:length ? "" : synIDattr(synID(l:line, l:column, 1), "name")
      if l:next !=# l:group || l:column > l:length
        call add(l:found, [l:line - 1, l:start - 1, l:column - 1, l:group])
        let l:start = l:column
        let l:group = l:next
      endif
    endfor
  endfor
  return l:found
endfunction

let s:all = []
for s:file in argv()
  execute "edit" fnameescape(s:file)
  call add(s:all, {"filetype": &filetype, "groups": Groups()})
endfor
call writefile([json_encode(s:all)], $DOTMODEL_OUT)
quitall!
