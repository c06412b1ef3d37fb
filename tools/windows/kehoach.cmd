@echo off
rem The command: everything it needs lies beside it.
set PYTHONUTF8=1
"%~dp0python\python.exe" -I -X utf8 -m generator %*
