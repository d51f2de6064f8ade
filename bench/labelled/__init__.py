"""The labelled Chinese tables of ./dev accuracy: invented values, tables that mix them, the same tables in many carriers, and the score."""
