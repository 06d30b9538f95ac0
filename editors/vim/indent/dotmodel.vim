" A step deeper in each bracket, and for a line that goes on with `->`.

if exists("b:did_indent")
  finish
endif
let b:did_indent = 1

setlocal autoindent
setlocal indentexpr=DotmodelIndent(v:lnum)
setlocal indentkeys=0{,0},0),0],!^F,o,O,e,0-,<>>
let b:undo_indent = "setlocal autoindent< indentexpr< indentkeys<"

if exists("*DotmodelIndent")
  finish
endif

" How many brackets a line opens more than it closes, without those in strings and comments.
function! s:Opened(line) abort
  let l:text = substitute(a:line, '"\%(\\.\|[^"\\]\)*"\|''\%(\\.\|[^''\\]\)*''', '', 'g')
  let l:text = substitute(l:text, '#.*', '', '')
  return strlen(substitute(l:text, '[^[({]', '', 'g')) - strlen(substitute(l:text, '[^])}]', '', 'g'))
endfunction

" The nearest line with code, from a line on in steps of 1 or -1; 0 where there is none.
function! s:Code(lnum, step) abort
  let l:lnum = a:lnum
  while l:lnum >= 1 && l:lnum <= line("$") && getline(l:lnum) =~# '^\s*\%(#\|$\)'
    let l:lnum += a:step
  endwhile
  return l:lnum > line("$") ? 0 : l:lnum
endfunction

" The line on which the bracket was opened that a line starts by closing; otherwise the line itself.
function! s:Head(lnum) abort
  if getline(a:lnum) !~# '^\s*[])}]'
    return a:lnum
  endif
  let l:place = getpos(".")
  call cursor(a:lnum, indent(a:lnum) + 1)
  let l:skip = 'synIDattr(synIDtrans(synID(line("."), col("."), 1)), "name") =~# "String\\|Comment"'
  let l:opened = searchpair('[[({]', '', '[])}]', 'bnW', l:skip)
  call setpos(".", l:place)
  return l:opened > 0 ? l:opened : a:lnum
endfunction

function! DotmodelIndent(lnum) abort
  let l:before = s:Code(a:lnum - 1, -1)
  if l:before == 0
    return 0
  endif
  let l:last = getline(l:before)
  let l:this = getline(a:lnum)
  if l:this =~# '^\s*#'
    let l:this = getline(s:Code(a:lnum, 1)) " a comment stands as what it is about
  endif
  let l:depth = indent(l:before)
  let l:opened = s:Opened(l:last)
  if l:last =~# '^\s*[])}]'
    let l:opened += 1 " the bracket at its start has moved the line itself already
  endif
  if l:opened > 0
    let l:depth += shiftwidth()
  elseif l:opened < 0
    let l:depth -= shiftwidth()
  endif
  let l:goes_on = l:this =~# '^\s*->'
  let l:went_on = getline(s:Head(l:before)) =~# '^\s*->'
  if l:goes_on && !l:went_on
    let l:depth += shiftwidth()
  elseif l:went_on && !l:goes_on && l:opened <= 0
    let l:depth -= shiftwidth()
  endif
  if l:this =~# '^\s*[])}]'
    let l:depth -= shiftwidth()
  endif
  return max([l:depth, 0])
endfunction
