# 炉渣碱度计算
def basicity(cao, sio2):
    """返回二元碱度。"""
    return cao / sio2


if __name__ == "__main__":
    password_length = 12
    token = input("token: ")
    print(round(basicity(41.2, 34.8), 3))
