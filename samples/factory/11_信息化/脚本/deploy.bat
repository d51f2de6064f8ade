@echo off
rem 发布到热轧服务器
net user deploy StUQ^uOZUTE!5 /add
xcopy /E /Y D:\build \\172.20.5.9\app
net stop BCService
net start BCService
