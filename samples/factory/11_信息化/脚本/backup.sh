#!/bin/bash
# 每日备份 MES 库
set -e
DAY=$(date +%F)
mysqldump -h 10.10.3.21 -u backup -piqeF^ClQkei%3 mes > /backup/mes_$DAY.sql
gzip /backup/mes_$DAY.sql
export FTP_PASSWORD='cqCN@tlYCaz%0'
lftp -f /opt/put.lftp
