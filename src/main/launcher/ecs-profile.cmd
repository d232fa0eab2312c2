@echo off
setlocal DisableDelayedExpansion
set "HOME_DIR=%~dp0.."
set "JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
if not defined JAVA (
  echo error: no Java found: JAVA_HOME names none and there is no java on the PATH>&2
  echo hint: Install Java 17 or newer, or set JAVA_HOME.>&2
  exit /b 1
)
rem The JVM may print to stdout because of these.
for %%v in (JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS) do if defined %%v echo warning: %%v is ignored>&2
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%JAVA%" -Xshare:auto -Xlog:disable -XX:+DisplayVMOutputToStderr -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:-UsePerfData -XX:+UseSerialGC -Xmx256m -cp "%HOME_DIR%\lib\ecs-profile.jar" io.github.ecsprofile.Main %*
exit /b %ERRORLEVEL%
