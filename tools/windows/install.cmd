@echo off
rem Copies this folder into the user's own programs and makes shortcuts. No administrator needed.
setlocal
set "TO=%LOCALAPPDATA%\Programs\kehoach"
if exist "%TO%\python" rmdir /s /q "%TO%\python"
if exist "%TO%\app" rmdir /s /q "%TO%\app"
xcopy "%~dp0*" "%TO%\" /e /i /q /y >nul || exit /b 1
powershell -NoProfile -ExecutionPolicy Bypass -File "%TO%\shortcuts.ps1" -To "%TO%" || exit /b 1
echo Da cai dat: %TO%
endlocal
