; One setup.exe for one user: makensis -DFROM=folder -DTO=setup.exe -DVERSION=0.1.0 kehoach.nsi
Unicode true
Name "kehoach ${VERSION}"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\kehoach"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ShowInstDetails nevershow
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\kehoach"

Section
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\app"
  SetOutPath "$INSTDIR"
  File /r "${FROM}/*"
  CreateShortcut "$SMPROGRAMS\kehoach.lnk" "$SYSDIR\wscript.exe" '"$INSTDIR\kehoach.vbs"'
  CreateShortcut "$DESKTOP\kehoach.lnk" "$SYSDIR\wscript.exe" '"$INSTDIR\kehoach.vbs"'
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "kehoach"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
SectionEnd

Section Uninstall
  Delete "$SMPROGRAMS\kehoach.lnk"
  Delete "$DESKTOP\kehoach.lnk"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\*.*"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
