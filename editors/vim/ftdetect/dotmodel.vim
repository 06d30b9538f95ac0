autocmd BufNewFile,BufRead *.model setfiletype dotmodel
