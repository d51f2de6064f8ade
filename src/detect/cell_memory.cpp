#include "detect/cell_memory.h"

namespace gongdun::detect {

void MakeMemory::meet(KnownMake& known, const CellMake& make) {
  known.make = make;
  known.shape = shape_of(make.view());  // the shape of a value follows from its make
  known.seen = 0;
  known.engine = known.beside = true;
}

void MakeMemory::ask(KnownMake& known) const {
  const CellGate::Answer answer = gate_.look(known.make);
  known.engine = answer.engine;
  known.beside = answer.beside;
}

}  // namespace gongdun::detect
