# -*- coding: gbk -*-
# 炉次记录同步：转炉炼钢二级系统到 MES
import requests

URL = "http://10.10.3.22:8080/api/heat"
TOKEN = "0ac138d63afc52b819df50a8f735d1a32151256a"
DB = "mongodb://sync:B1fC^7fSJBJ^4@10.10.3.50:27017/heat"


def push(heat_no, steel_grade, tap_temp):
    requests.post(URL, json={"heat_no": heat_no, "steel_grade": steel_grade, "tap_temp": tap_temp}, headers={"X-Token": TOKEN}, timeout=5)
