@echo off
rem Takes the program away; plans in the user's documents stay.
setlocal
set "TO=%LOCALAPPDATA%\Programs\kehoach"
powershell -NoProfile -ExecutionPolicy Bypass -File "%TO%\shortcuts.ps1" -To "%TO%" -Remove
cd /d "%TEMP%"
rmdir /s /q "%TO%"
endlocal
