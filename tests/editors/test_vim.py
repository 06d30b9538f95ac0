"""The files for Vim, in Vim: what `.model` files are, how they are commented and indented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dsl.formatting.formatter import format_source
from dsl.source import Source
from tests.editors import engines
from tests.editors.engines import EDITORS, run

EXAMPLES = sorted((engines.ROOT / "examples").glob("*.model"))

pytestmark = pytest.mark.usefixtures("vim")


def in_layout(path: Path, folder: Path) -> Path:
    """A copy of a file, as `dotmodel fmt` writes it."""
    text = format_source(Source(path.name, path.read_text(encoding="utf-8"))).text
    assert text is not None
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    return copy


def script(folder: Path, text: str, *files: Path) -> str:
    """Runs a script in Vim on files, with what it `call`s Tell() with."""
    out = folder / "told"
    lines = [
        "set nomodeline noswapfile encoding=utf-8",
        "syntax on",
        "let s:told = []",
        "function! Tell(what) abort\n  call add(s:told, a:what)\nendfunction",
        text,
        f"call writefile([json_encode(s:told)], {json.dumps(str(out))})",
        "quitall!",
    ]
    (folder / "script.vim").write_text("\n".join(lines), encoding="utf-8")
    run("vim", "-es", "--clean", "--cmd", f"set runtimepath^={EDITORS / 'vim'}", "-S", folder / "script.vim", *files)
    return out.read_text(encoding="utf-8")


def test_settings_of_a_file(tmp_path: Path) -> None:
    told = script(
        tmp_path,
        "execute 'edit' argv(0)\ncall Tell([&filetype, &commentstring, &shiftwidth, &expandtab, b:current_syntax])",
        engines.ROOT / "examples" / "digits.model",
    )
    assert json.loads(told) == [["dotmodel", "# %s", 4, 1, "dotmodel"]]


def test_groups_are_drawn_as_standard_ones(tmp_path: Path) -> None:
    file = tmp_path / "a.model"
    file.write_text("model M {  # it\n    x = 1 -> Dense(2)\n}\n", encoding="utf-8")
    look = "synIDattr(synIDtrans(synID({0}, {1}, 1)), 'name')"
    places = [(1, 1), (1, 7), (1, 12), (2, 5), (2, 9), (2, 11), (2, 14)]
    calls = "\n".join(f"call Tell({look.format(line, column)})" for line, column in places)
    told = json.loads(script(tmp_path, "execute 'edit' argv(0)\n" + calls, file))
    # What Vim links `Structure`, `Function`, `Number` and `Operator` to.
    assert told == ["Type", "Identifier", "Comment", "dotmodelVariable", "Constant", "Statement", "Type"]


def test_indenting_leaves_files_in_their_layout(tmp_path: Path) -> None:
    files = [in_layout(path, tmp_path) for path in (*EXAMPLES, engines.HERE / "samples" / "places.model")]
    text = """
for s:file in argv()
  execute "edit" fnameescape(s:file)
  let s:before = getline(1, "$")
  silent normal! gg=G
  for s:line in range(len(s:before))
    if s:before[s:line] !=# getline(s:line + 1)
      call Tell([s:file, s:line + 1, s:before[s:line], getline(s:line + 1)])
    endif
  endfor
  edit!
endfor"""
    assert json.loads(script(tmp_path, text, *files)) == []


def test_indenting_mends_a_flat_file(tmp_path: Path) -> None:
    wanted = (engines.ROOT / "examples" / "digits.model").read_text(encoding="utf-8")
    file = tmp_path / "flat.model"
    file.write_text("".join(line.lstrip(" ") for line in wanted.splitlines(keepends=True)), encoding="utf-8")
    text = "execute 'edit' argv(0)\nsilent normal! gg=G\ncall Tell(join(getline(1, '$'), \"\\n\") .. \"\\n\")"
    assert json.loads(script(tmp_path, text, file)) == [wanted]
