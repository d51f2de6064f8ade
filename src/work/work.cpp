#include "work/crew.h"
#include "work/progress.h"
